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
                  {schedule.id !== schedule.source && <Verb schedule={schedule} verb="remove" text={w.remove} act={act} />}
                </>
              )}
            </td>
          </tr>
        ))}
      </WideTable>
      {changing && <ChangeForm key={changing.id} schedule={changing} done={() => setChanging(null)} />}
      {key && <NewForm />}
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
      <Field label={w.cron} value={cron} set={setCron} />
      <Field label={w.zone} value={timeZone} set={setTimeZone} />
      <button type="submit" class="button">
        {w.save}
      </button>
    </form>
  );
}

/** A further schedule of a source, beside the one that its description has. */
function NewForm() {
  const { w, act } = useDesk();
  const { data } = useDeskAnswer<{ sources: { id: string }[] }>('v1/sources');
  const [source, setSource] = useState('');
  const [id, setId] = useState('');
  const [cron, setCron] = useState('0 30 7 ? * MON-FRI');
  const [timeZone, setTimeZone] = useState('Europe/Helsinki');
  const ids = (data?.sources ?? []).map((one) => one.id).sort();
  return (
    <form
      class="start"
      aria-label={w.newSchedule}
      onSubmit={(event) => {
        event.preventDefault();
        void act('v1/schedules', { id, source: source || ids[0], cron, timeZone }).then((isDone) => isDone && setId(''));
      }}
    >
      <label>
        {w.source}
        <select value={source || ids[0]} onChange={(event) => setSource(event.currentTarget.value)}>
          {ids.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <Field label={w.scheduleId} value={id} set={setId} />
      <Field label={w.cron} value={cron} set={setCron} />
      <Field label={w.zone} value={timeZone} set={setTimeZone} />
      <button type="submit" class="button" disabled={id === ''}>
        {w.newSchedule}
      </button>
    </form>
  );
}

function Field({ label, value, set }: { label: string; value: string; set: (value: string) => void }) {
  return (
    <label>
      {label}
      <input class="field" value={value} onInput={(event) => set(event.currentTarget.value)} />
    </label>
  );
}
