import { useState } from 'preact/hooks';
import { useDesk } from './desk';

/** Takes the steward's key, which stays in this tab. */
export function KeyForm({ known, take }: { known: boolean; take: (key: string) => void }) {
  const { w } = useDesk();
  const [typed, setTyped] = useState('');
  if (known) {
    return (
      <p class="actions">
        <span>{w.keyKnown}</span>
        <button type="button" class="plain" onClick={() => take('')}>
          {w.forgetKey}
        </button>
      </p>
    );
  }

  return (
    <form
      class="key"
      onSubmit={(event) => {
        event.preventDefault();
        take(typed.trim());
        setTyped('');
      }}
    >
      <label for="key">{w.key}</label>
      <input id="key" class="field" type="password" autocomplete="off" value={typed} aria-describedby="key-help" onInput={(event) => setTyped(event.currentTarget.value)} />
      <button type="submit" class="button">
        {w.useKey}
      </button>
      <p id="key-help" class="quiet">
        {w.keyHelp}
      </p>
    </form>
  );
}
