import { useEffect, useMemo, useState } from 'preact/hooks';
import { isLanguage, languageNames, languages, preferredLanguage } from '../language/languages';
import { strings } from '../language/strings';
import { AlertPart } from './AlertPart';
import { ask } from './answers';
import { CandidatePart } from './CandidatePart';
import { DeliveryPart } from './DeliveryPart';
import { type Desk, DeskContext, detailOf } from './desk';
import { FilePart } from './FilePart';
import { KeyForm } from './KeyForm';
import { RollBackPart } from './RollBackPart';
import { RunPart } from './RunPart';
import { SchedulePart } from './SchedulePart';
import { loadsWords } from './words';

const keptAs = 'insight-steward-key';

/** The steward's page: what waits, what runs and when, what was delivered, and the way back. */
export function LoadsPage() {
  const asked = new URLSearchParams(location.search).get('lang');
  const language = isLanguage(asked) ? asked : preferredLanguage(navigator.languages);
  const w = loadsWords[language];
  const [key, setKey] = useState(() => sessionStorage.getItem(keptAs) ?? '');
  const [turn, setTurn] = useState(0);
  const [said, setSaid] = useState<{ text: string; detail: string } | null>(null);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${w.title} – Insight`;
  }, [language]);

  const desk = useMemo<Desk>(
    () => ({
      language,
      w,
      key,
      turn,
      refresh: () => setTurn((count) => count + 1),
      act: async (path, body = {}) => {
        try {
          await ask(path, key, undefined, body);
          setSaid({ text: w.done, detail: '' });
          return true;
        } catch (error) {
          setSaid({ text: w.failed, detail: detailOf(error) });
          return false;
        } finally {
          setTurn((count) => count + 1);
        }
      },
    }),
    [language, key, turn],
  );

  const take = (typed: string) => {
    if (typed) sessionStorage.setItem(keptAs, typed);
    else sessionStorage.removeItem(keptAs);
    setKey(typed);
  };

  return (
    <DeskContext.Provider value={desk}>
      <a class="skip" href="#content">
        {strings[language].skip}
      </a>
      <header class="masthead">
        <div class="masthead-row">
          <a class="brand" href={`./?lang=${language}`}>
            Insight
          </a>
          <p class="purpose">
            <a href={`./?lang=${language}`}>{w.toFigures}</a>
          </p>
          <nav class="languages" aria-label={strings[language].languageChoice}>
            <ul>
              {languages.map((one) => (
                <li key={one}>
                  <a href={`?lang=${one}`} lang={one} {...(one === language ? { 'aria-current': 'page' as const } : {})}>
                    {languageNames[one]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="content" class="loads" tabIndex={-1} aria-busy="false">
        <h1>{w.title}</h1>
        <KeyForm known={key !== ''} take={take} />
        <p role="status" class="said">
          {said && (
            <>
              {said.text} {said.detail && <span lang="en">{said.detail}</span>}
            </>
          )}
        </p>
        <AlertPart />
        <CandidatePart />
        <RunPart />
        <SchedulePart />
        <DeliveryPart />
        <FilePart />
        <RollBackPart />
      </main>
    </DeskContext.Provider>
  );
}
