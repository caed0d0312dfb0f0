import { useRef, useState } from 'preact/hooks';
import type { Citation } from '../answers/types';
import { spoken } from '../language/languages';
import { useReader } from '../language/reader';

/** How the figures on the page are cited, with a link under which they stay as they are, and a button that copies it. */
export function Cite({ citation }: { citation: Citation }) {
  const { t, language } = useReader();
  const [told, setTold] = useState('');
  const text = useRef<HTMLParagraphElement>(null);
  const { text: words, lang } = spoken(citation.text, language);

  const copy = () => {
    const written = navigator.clipboard?.writeText(words) ?? Promise.reject(new Error('a clipboard is offered over HTTPS and on this machine only'));
    written.then(() => setTold(t.citationCopied), () => select());
  };
  const select = () => {
    if (text.current) getSelection()?.selectAllChildren(text.current);
    setTold(t.citationSelected);
  };

  return (
    <section class="card cite" aria-labelledby="cite-title">
      <header class="card-head">
        <h2 id="cite-title">{t.cite}</h2>
      </header>
      <p ref={text} class="citation" lang={lang}>
        {words}
      </p>
      <p class="actions">
        <button type="button" class="button" onClick={copy}>
          {t.copyCitation}
        </button>
        <a href={citation.link}>{t.permanentLink}</a>
        <span role="status">{told}</span>
      </p>
    </section>
  );
}
