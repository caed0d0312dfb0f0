import { useState } from 'preact/hooks';
import type { Publication } from './answers';
import { momentText, useDesk, useDeskAnswer } from './desk';

/** The way back to a publication that was current before. */
export function RollBackPart() {
  const { w, key, language, act } = useDesk();
  const { data } = useDeskAnswer<{ current: string; publications: Publication[] }>('v1/publications?limit=20');
  const [chosen, setChosen] = useState('');
  const [comment, setComment] = useState('');
  const earlier = (data?.publications ?? []).filter((one) => one.id !== data?.current);
  const id = chosen || (earlier[0]?.id ?? '');
  return (
    <section aria-labelledby="roll-back">
      <h2 id="roll-back">{w.rollBack}</h2>
      {earlier.length === 0 && <p>{w.nothingEarlier}</p>}
      {earlier.length > 0 && (
        <form
          class="start"
          onSubmit={(event) => {
            event.preventDefault();
            void act(`v1/publications/${id}/roll-back`, { comment });
          }}
        >
          <label>
            {w.publication}
            <select value={id} onChange={(event) => setChosen(event.currentTarget.value)}>
              {earlier.map((one) => (
                <option key={one.id} value={one.id}>
                  {momentText(one.since, language)} {one.id}
                </option>
              ))}
            </select>
          </label>
          <label>
            {w.comment}
            <input class="field" value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
          </label>
          <button type="submit" class="button" disabled={!key}>
            {w.rollBackNow}
          </button>
        </form>
      )}
    </section>
  );
}
