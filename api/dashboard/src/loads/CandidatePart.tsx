import { useState } from 'preact/hooks';
import { lookUp } from '../language/strings';
import type { Candidate, Difference, Finding } from './answers';
import { numberText, useDesk, useDeskAnswer } from './desk';
import { WideTable } from './WideTable';

/** The candidate that waits: why, what changes, and the decision on it. */
export function CandidatePart() {
  const { w, key } = useDesk();
  const answer = useDeskAnswer<{ candidates: Candidate[] }>(key ? 'v1/candidates?state=needs-approval' : null);
  const candidate = answer.data?.candidates[0];
  return (
    <section aria-labelledby="candidate">
      <h2 id="candidate">{w.candidate}</h2>
      {!key && <p>{w.needsKey}</p>}
      {answer.problem && (
        <p role="alert">
          {w.failed} <span lang="en">{answer.problem.detail}</span>
        </p>
      )}
      {answer.data && !candidate && <p>{w.noCandidate}</p>}
      {candidate && <Waiting candidate={candidate} />}
    </section>
  );
}

function Waiting({ candidate }: { candidate: Candidate }) {
  const { w } = useDesk();
  return (
    <div class="notice">
      <p>
        {w.candidateIs(candidate.id, candidate.from ?? '–')} {candidate.approvalsNeeded > 1 && w.approvals(candidate.opinions.filter((o) => o.verdict === 'approved').length, candidate.approvalsNeeded)}
      </p>
      <h3>{w.why}</h3>
      <ul class="points">
        {candidate.findings.map((finding) => (
          <li key={`${finding.code} ${finding.indicator}`}>
            <Why finding={finding} />
          </li>
        ))}
      </ul>
      <DifferenceTables id={candidate.id} />
      <Decision id={candidate.id} />
    </div>
  );
}

function Why({ finding }: { finding: Finding }) {
  const { w, language } = useDesk();
  const say = lookUp(w.findings, finding.code);
  const worst = finding.worst;
  return say ? (
    <>
      {say(finding)}
      {worst && `: ${worst.area} ${worst.period} ${numberText(worst.before, language)} → ${numberText(worst.after, language)}`}
    </>
  ) : (
    <span lang="en">{finding.message}</span>
  );
}

function DifferenceTables({ id }: { id: string }) {
  const { w, language } = useDesk();
  const { data } = useDeskAnswer<Difference>(`v1/publications/${id}/changes`);
  if (!data) return <p>{w.loading}</p>;
  return (
    <>
      <WideTable label={w.difference} heads={[w.indicator, w.added, w.revised, w.withdrawn, w.statusChanged, w.values]}>
        {data.indicators.map((row) => (
          <tr key={`${row.indicator} ${row.division} ${row.frequency}`}>
            <th scope="row">
              {row.indicator} ({row.division}, {row.frequency})
            </th>
            {[row.added, row.revised, row.withdrawn, row.statusChanged].map((count, i) => (
              <td key={i}>{numberText(count, language)}</td>
            ))}
            <td>
              {numberText(row.before.values, language)} → {numberText(row.after.values, language)}
            </td>
          </tr>
        ))}
      </WideTable>
      {data.movers.length > 0 && (
        <WideTable label={w.movers} heads={[w.indicator, w.area, w.period, w.before, w.after, w.percent]}>
          {data.movers.map((row) => (
            <tr key={`${row.indicator} ${row.area} ${row.period} ${row.members.join(' ')}`}>
              <th scope="row">{row.indicator}</th>
              <td>{[row.area, ...row.members].join(' ')}</td>
              <td>{row.period}</td>
              <td>{numberText(row.before, language)}</td>
              <td>{numberText(row.after, language)}</td>
              <td>{numberText(row.percent, language)}</td>
            </tr>
          ))}
        </WideTable>
      )}
      <p>
        <a href={`swagger`}>API</a>: <code>/v1/publications/{id}/changes/cells</code>
      </p>
    </>
  );
}

function Decision({ id }: { id: string }) {
  const { w, act } = useDesk();
  const [comment, setComment] = useState('');
  const decide = (verb: string) => void act(`v1/publications/${id}/${verb}`, { comment: comment || null });
  return (
    <form class="decision" onSubmit={(event) => event.preventDefault()}>
      <label for="comment">{w.comment}</label>
      <textarea id="comment" class="field" rows={2} value={comment} aria-describedby="comment-help" onInput={(event) => setComment(event.currentTarget.value)} />
      <p id="comment-help" class="quiet">
        {w.commentNeeded}
      </p>
      <p class="actions">
        <button type="button" class="button" onClick={() => decide('approve')}>
          {w.approve}
        </button>
        <button type="button" class="button" onClick={() => decide('return')}>
          {w.returnIt}
        </button>
      </p>
    </form>
  );
}
