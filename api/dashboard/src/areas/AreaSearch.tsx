import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Area } from '../answers/types';
import { Name, useReader } from '../language/reader';
import { lookUp } from '../language/strings';
import { searchAreas } from './areas';

const mostOptions = 50; // more are no longer read through; typing narrows them

/** A search field with suggestions, by the ARIA combobox pattern: arrows move, Enter chooses, Escape closes. */
export function AreaSearch({ areas, choose }: { areas: Area[]; choose: (id: string) => void }) {
  const { t, language } = useReader();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = open ? searchAreas(areas, text, language).slice(0, mostOptions) : [];

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active, open]);

  const show = (search: string) => {
    setText(search);
    setActive(0);
    setOpen(true);
  };
  const take = (area: Area | undefined) => {
    if (!area) return;
    choose(area.id);
    setText('');
    setOpen(false);
  };
  const steer = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (open && found.length > 0) setActive((active + step + found.length) % found.length);
      else show(text);
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      take(found[active]);
    } else if (event.key === 'Escape') {
      setOpen(false);
    }
  };

  return (
    <div class="area-search">
      <label class="hidden" for={id}>
        {t.addArea}
      </label>
      <input
        id={id} type="text" class="field" role="combobox" autocomplete="off" placeholder={t.addArea} value={text}
        aria-expanded={open} aria-controls={`${id}-list`} aria-autocomplete="list"
        aria-activedescendant={open && found[active] ? `${id}-${found[active].id}` : undefined}
        onInput={(event) => show(event.currentTarget.value)} onClick={() => show(text)} onBlur={() => setOpen(false)} onKeyDown={steer}
      />
      <ul id={`${id}-list`} ref={list} class="options" role="listbox" aria-label={t.addArea} hidden={!open || found.length === 0}>
        {found.map((area, index) => (
          <li
            key={area.id} id={`${id}-${area.id}`} role="option" aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()} onClick={() => take(area)}
          >
            <Name of={area.names} /> <span class="option-level">{lookUp(t.levels, area.level) ?? area.level}</span>
          </li>
        ))}
      </ul>
      {open && found.length === 0 && <p class="options none">{t.noAreaFound}</p>}
      <p class="hidden" role="status">
        {!open || text === '' ? '' : found.length === 0 ? t.noAreaFound : t.areasFound(found.length)}
      </p>
    </div>
  );
}
