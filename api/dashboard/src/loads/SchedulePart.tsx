import { useState } from 'preact/hooks';
import type { Schedule } from './answers';
import { useDesk, useDeskAnswer, wallClockText } from './desk';
import { WideTable } from './WideTable';

/** Schedules with their next five runs, and what can be done with them. */
export function SchedulePart() {
  const { w, key, language, act } = useDesk();
  const { data } = useDeskAnswer<{ schedules: Schedule[] }>('v1/schedules');
  const [changing, setChanging] = useState<Schedule | null>(null);
  return (
    <section aria-labelledby="schedules">
      <h2 id="schedules">{w.schedules}</h2>
      <WideTable label={w.schedules} heads={[w.source, w.cron, w.next, w.actions]}>
        {(data?.schedules ?? []).map((schedule) => (
          <tr key={schedule.id}>
            <th scope="row">
              {schedule.id}
              {schedule.id === schedule.source ? '' : ` (${schedule.source})`}
            </th>
            <td>
              <code>{schedule.cron}</code> {schedule.timeZone}
            </td>
            <td>{schedule.state === 'paused' ? <span class="tag">{w.paused}</span> : schedule.next.map((time) => wallClockText(time, language)).join(' · ')}</td>
            <td>
              {key && (
                <>
                  <Verb schedule={schedule} verb="run" text={w.runNow} act={act} />
                  <Verb schedule={schedule} verb={schedule.state === 'paused' ? 'resume' : 'pause'} text={schedule.state === 'paused' ? w.resume : w.pause} act={act} />
                  <button type="button" class="plain" onClick={() => setChanging(schedule)}>
                    {w.change} <span class="hidden">{schedule.id}</span>
                  </button>
                </>
              )}
            </td>
          </tr>
        ))}
      </WideTable>
      {changing && <ChangeForm key={changing.id} schedule={changing} done={() => setChanging(null)} />}
    </section>
  );
}

function Verb({ schedule, verb, text, act }: { schedule: Schedule; verb: string; text: string; act: (path: string) => Promise<boolean> }) {
  return (
    <button type="button" class="plain" onClick={() => void act(`v1/schedules/${schedule.id}/${verb}`)}>
      {text} <span class="hidden">{schedule.id}</span>
    </button>
  );
}

function ChangeForm({ schedule, done }: { schedule: Schedule; done: () => void }) {
  const { w, act } = useDesk();
  const [cron, setCron] = useState(schedule.cron);
  const [timeZone, setTimeZone] = useState(schedule.timeZone);
  return (
    <form
      class="start"
      aria-label={w.of(w.change, schedule.id)}
      onSubmit={(event) => {
        event.preventDefault();
        void act(`v1/schedules/${schedule.id}/change`, { cron, timeZone }).then((isDone) => isDone && done());
      }}
    >
      <label>
        {w.cron}
        <input class="field" value={cron} onInput={(event) => setCron(event.currentTarget.value)} />
      </label>
      <label>
        {w.zone}
        <input class="field" value={timeZone} onInput={(event) => setTimeZone(event.currentTarget.value)} />
      </label>
      <button type="submit" class="button">
        {w.save}
      </button>
    </form>
  );
}
