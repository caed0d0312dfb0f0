import { useReader } from '../language/reader';

export function Footer() {
  const { t } = useReader();
  return (
    <footer class="footer">
      <p>
        {t.product} · <a href="swagger">{t.allOfApi}</a>
      </p>
    </footer>
  );
}
