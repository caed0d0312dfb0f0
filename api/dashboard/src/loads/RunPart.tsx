import { useEffect, useState } from 'preact/hooks';
import { lookUp } from '../language/strings';
import type { LogLine, Run, RunDetail, Schedule } from './answers';
import { momentText, numberText, useDesk, useDeskAnswer } from './desk';
import { WideTable } from './WideTable';

const atWork = (run: Run): boolean => run.state === 'queued' || run.state === 'running';

/** Runs: the one at work as it goes, the last ones, and the start of a new one. */
export function RunPart() {
  const { w, key, language, act } = useDesk();
  const { data } = useDeskAnswer<{ runs: Run[] }>('v1/runs?limit=10');
  const [open, setOpen] = useState<string | null>(null);
  const runs = data?.runs ?? [];
  const live = runs.filter(atWork).at(-1);
  return (
    <section aria-labelledby="runs">
      <h2 id="runs">{w.runs}</h2>
      {live && <LiveRun key={live.id} run={live} />}
      {data && runs.length === 0 && <p>{w.noRuns}</p>}
      {runs.length > 0 && (
        <WideTable label={w.runs} heads={[w.source, w.state, w.started, w.askedBy, w.result, w.actions]}>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row">{run.sources.join(', ')}</th>
              <td>{lookUp(w.states, run.state) ?? run.state}</td>
              <td>{momentText(run.startedAt ?? run.queuedAt, language)}</td>
              <td>{run.askedBy ?? run.trigger}</td>
              <td lang="en">{run.message ?? ''}</td>
              <td>
                <button type="button" class="plain" aria-expanded={open === run.id} onClick={() => setOpen(open === run.id ? null : run.id)}>
                  {w.steps} <span class="hidden">{run.id}</span>
                </button>
                {key && atWork(run) && (
                  <button type="button" class="plain" onClick={() => void act(`v1/runs/${run.id}/cancel`)}>
                    {w.cancel} <span class="hidden">{run.id}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </WideTable>
      )}
      {open && <RunSteps id={open} />}
      {key && <StartForm />}
    </section>
  );
}

/** The log of a run while it grows. */
function LiveRun({ run }: { run: Run }) {
  const { w, refresh } = useDesk();
  const [lines, setLines] = useState<LogLine[]>([]);
  useEffect(() => {
    const events = new EventSource(`v1/runs/${run.id}/events`);
    events.addEventListener('step', (event) => {
      const line = JSON.parse((event as MessageEvent<string>).data) as LogLine;
      // A connection that was cut begins again; what was seen is not shown twice.
      setLines((before) => (before.some((one) => one.sequence === line.sequence) ? before : [...before, line]));
    });
    events.addEventListener('done', () => {
      events.close();
      refresh();
    });
    return () => events.close();
  }, [run.id]);
  return (
    <div class="notice">
      <h3>
        {w.live}: {run.sources.join(', ')}
      </h3>
      <div role="log" aria-label={w.of(w.live, run.id)}>
        <ol class="log" lang="en">
          {lines.map((line) => (
            <li key={line.sequence}>
              <strong>{line.step}</strong> {line.source} {line.message}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function RunSteps({ id }: { id: string }) {
  const { w, language } = useDesk();
  const { data } = useDeskAnswer<RunDetail>(`v1/runs/${id}`);
  if (!data) return <p>{w.loading}</p>;
  return (
    <div class="notice">
      <WideTable label={w.of(w.steps, id)} heads={[w.step, w.source, w.duration, w.counted]}>
        {data.steps.map((step, i) => (
          <tr key={i}>
            <th scope="row" lang="en">
              {step.step}
            </th>
            <td>{step.source ?? ''}</td>
            <td>{numberText(step.durationMs / 1000, language)} s</td>
            <td lang="en">
              {Object.entries(step.counts)
                .map(([name, count]) => `${name} ${numberText(count, language)}`)
                .join(', ')}
            </td>
          </tr>
        ))}
      </WideTable>
      <ol class="log" lang="en">
        {data.log.map((line) => (
          <li key={line.sequence}>
            <strong>{line.step}</strong> {line.source} {line.message}
          </li>
        ))}
      </ol>
    </div>
  );
}

function StartForm() {
  const { w, act } = useDesk();
  const { data } = useDeskAnswer<{ sources: { id: string }[] }>('v1/sources');
  const schedules = useDeskAnswer<{ schedules: Schedule[] }>('v1/schedules');
  const [source, setSource] = useState('');
  const [periods, setPeriods] = useState('');
  const [replay, setReplay] = useState(false);
  const ids = [...new Set([...(data?.sources ?? []).map((one) => one.id), ...(schedules.data?.schedules ?? []).map((one) => one.source)])].sort();
  return (
    <form
      class="start"
      onSubmit={(event) => {
        event.preventDefault();
        void act('v1/runs', { sources: source ? [source] : [], periods: periods || null, replay });
      }}
    >
      <label>
        {w.source}
        <select value={source} onChange={(event) => setSource(event.currentTarget.value)}>
          <option value="">*</option>
          {ids.map((id) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
      <label>
        {w.periods}
        <input class="field" value={periods} onInput={(event) => setPeriods(event.currentTarget.value)} />
      </label>
      <label class="check">
        <input type="checkbox" checked={replay} onChange={(event) => setReplay(event.currentTarget.checked)} /> {w.replay}
      </label>
      <button type="submit" class="button">
        {w.startRun}
      </button>
    </form>
  );
}
