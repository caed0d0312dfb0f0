import type { Navigation } from '../address/useAddress';
import type { Frequency, IndicatorDetail } from '../answers/types';
import { useReader } from '../language/reader';
import { breakdownName, memberName } from './breakdowns';
import type { Question } from './question';

const coarseFirst: Frequency[] = ['year', 'quarter', 'month'];

const mostMembers = 4; // as many dash patterns as tell lines apart
const segmented = 5; // more members than this no longer fit into one control

interface ChoicesProps {
  question: Question;
  detail: IndicatorDetail;
  navigation: Navigation;
}

/** Frequency and breakdowns, where the indicator has a choice. */
export function Choices({ question, detail, navigation }: ChoicesProps) {
  const { t } = useReader();
  return (
    <>
      {detail.frequencies.length > 1 && (
        <fieldset class="choice">
          <legend>{t.frequency}</legend>
          {coarseFirst.filter((one) => detail.frequencies.includes(one)).map((frequency) => (
            <label key={frequency}>
              <input
                type="radio" name="frequency" value={frequency} checked={frequency === question.frequency}
                onChange={() => navigation.go({ frequency, period: null, explain: null })}
              />
              <span>{t.frequencies[frequency]}</span>
            </label>
          ))}
        </fieldset>
      )}
      {Object.entries(detail.breakdownMembers ?? {}).map(([name, members]) => (
        <Breakdown key={name} name={name} members={members} question={question} detail={detail} navigation={navigation} />
      ))}
    </>
  );
}

function Breakdown({ name, members, question, detail, navigation }: ChoicesProps & { name: string; members: string[] }) {
  const { t, language } = useReader();
  const chosen = question.breakdowns[name] ?? members.slice(0, 1); // the API's default: the total, which comes first
  const change = (member: string, on: boolean) => {
    const next = members.filter((one) => (one === member ? on : chosen.includes(one)));
    if (next.length > 0) navigation.go({ breakdowns: { ...question.breakdowns, [name]: next }, explain: null });
  };
  return (
    <fieldset class={members.length > segmented ? 'choice many' : 'choice'}>
      <legend>{breakdownName(detail, name, language)}</legend>
      {members.map((member) => (
        <label key={member}>
          <input
            type="checkbox" name={name} value={member} checked={chosen.includes(member)} disabled={chosen.includes(member) ? chosen.length === 1 : chosen.length >= mostMembers}
            onChange={(event) => change(member, event.currentTarget.checked)}
          />
          <span>{memberName(detail, name, member, language)}</span>
        </label>
      ))}
      {chosen.length >= mostMembers && members.length > mostMembers && <p class="quiet">{t.mostMembers(mostMembers)}</p>}
    </fieldset>
  );
}
