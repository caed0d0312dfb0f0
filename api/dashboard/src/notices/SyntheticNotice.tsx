import { useReader } from '../language/reader';

/** Says, where nobody can miss it, that the figures are not real. */
export function SyntheticNotice() {
  const { t } = useReader();
  return (
    <p class="synthetic">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M10 2 19 18H1ZM10 8v5M10 15.2v.6" />
      </svg>
      <span>
        <strong>{t.syntheticNotice}.</strong> {t.syntheticExplained}
      </span>
    </p>
  );
}
