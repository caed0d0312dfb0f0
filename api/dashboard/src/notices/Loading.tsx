import { useReader } from '../language/reader';

/** Shown while an answer is on its way and there is nothing older to show. */
export function Loading() {
  const { t } = useReader();
  return (
    <div class="loading" role="status">
      <p>{t.loading}</p>
      <div class="ghost wide" />
      <div class="ghost tall" />
      <div class="ghost" />
    </div>
  );
}
