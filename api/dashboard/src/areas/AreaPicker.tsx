import { useRef, useState } from 'preact/hooks';
import type { Navigation } from '../address/useAddress';
import type { Catalog } from '../catalog/catalog';
import { spoken } from '../language/languages';
import { Name, useReader } from '../language/reader';
import { AreaSearch } from './AreaSearch';
import { choosable, defaultAreas, membersOf, mostAreas } from './areas';

interface AreaPickerProps {
  catalog: Catalog;
  areas: string[];
  navigation: Navigation;
}

/** The chosen areas as chips that can be removed, and a search to add more. */
export function AreaPicker({ catalog, areas, navigation }: AreaPickerProps) {
  const { t, language } = useReader();
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const [announcement, setAnnouncement] = useState('');
  const nameOf = (id: string) => spoken(catalog.areas.get(id)?.names, language).text || id;
  const full = areas.length >= mostAreas;

  const add = (ids: string[]) => {
    setAnnouncement(t.areaAdded(ids.map(nameOf).join(', ')));
    navigation.go({ areas: [...new Set([...areas, ...ids])].slice(0, mostAreas), explain: null });
  };
  const remove = (id: string) => {
    setAnnouncement(t.areaRemoved(nameOf(id)));
    navigation.go({ areas: areas.filter((area) => area !== id), explain: null });
    requestAnimationFrame(() => fieldset.current?.querySelector('input')?.focus()); // the button with the focus has gone
  };

  return (
    <fieldset class="areas" ref={fieldset}>
      <legend>{t.areas}</legend>
      <ul class="chips">
        {areas.map((id) => {
          const missing = membersOf(catalog, id).filter((member) => !areas.includes(member));
          return (
            <li key={id} class="chip">
              <Name of={catalog.areas.get(id)?.names ?? { fi: id }} />
              {missing.length > 0 && areas.length + missing.length <= mostAreas && (
                <button type="button" class="chip-members" aria-label={t.addMembers(nameOf(id))} onClick={() => add(missing)}>
                  {t.addMembersShort}
                </button>
              )}
              {areas.length > 1 && (
                <button type="button" class="chip-remove" aria-label={t.removeArea(nameOf(id))} onClick={() => remove(id)}>
                  <svg viewBox="0 0 10 10" aria-hidden="true">
                    <path d="M2 2 8 8M8 2 2 8" />
                  </svg>
                </button>
              )}
            </li>
          );
        })}
        <li class="chip-search">{!full && <AreaSearch areas={choosable(catalog).filter((area) => !areas.includes(area.id))} choose={(id) => add([id])} />}</li>
      </ul>
      {full && <p class="quiet">{t.tooManyAreas(mostAreas)}</p>}
      {areas.join() !== defaultAreas(catalog).join() && (
        <button type="button" class="plain" onClick={() => navigation.go({ areas: defaultAreas(catalog), explain: null })}>
          {t.resetAreas}
        </button>
      )}
      <p class="hidden" role="status">
        {announcement}
      </p>
    </fieldset>
  );
}
