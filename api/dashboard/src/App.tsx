import { useEffect, useMemo } from 'preact/hooks';
import type { Address } from './address/address';
import { Link } from './address/Link';
import { type Navigation, useAddress } from './address/useAddress';
import { useAnswer } from './answers/useAnswer';
import { type Catalog, loadCatalog } from './catalog/catalog';
import { IndicatorList } from './catalog/IndicatorList';
import { UnknownIndicator } from './catalog/UnknownIndicator';
import { ThemeLinks } from './catalog/ThemeLinks';
import { preferredLanguage, spoken } from './language/languages';
import { ReaderContext, readerOf, useReader } from './language/reader';
import { Footer } from './look/Footer';
import { LanguageLinks } from './look/LanguageLinks';
import { Loading } from './notices/Loading';
import { ProblemNotice } from './notices/ProblemNotice';
import { IndicatorView } from './values/IndicatorView';
import { indicatorOf, questionOf } from './values/question';

/** The state of a first visit; the language stays. */
const start: Partial<Address> = { theme: null, indicator: null, areas: [], frequency: null, breakdowns: {}, period: null, explain: null };

/** The whole page in the reader's language. */
export function App() {
  const navigation = useAddress();
  const language = navigation.address.language ?? preferredLanguage(navigator.languages);
  const reader = useMemo(() => readerOf(language), [language]);
  const catalog = useAnswer<Catalog>('catalog', loadCatalog);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <ReaderContext.Provider value={reader}>
      <a class="skip" href="#content">
        {reader.t.skip}
      </a>
      {catalog.data ? (
        <Page catalog={catalog.data} navigation={navigation} />
      ) : (
        <>
          <Masthead navigation={navigation} />
          <main id="content">{catalog.problem ? <ProblemNotice heading="h1" problem={catalog.problem} retry={catalog.retry} /> : <Loading />}</main>
        </>
      )}
      <Footer />
    </ReaderContext.Provider>
  );
}

function Page({ catalog, navigation }: { catalog: Catalog; navigation: Navigation }) {
  const { language, t } = useReader();
  const indicator = indicatorOf(navigation.address, catalog);
  const title = spoken(indicator?.names, language).text;
  useEffect(() => {
    document.title = title ? `${title} – ${t.product}` : t.product;
  }, [title, t]);

  return (
    <>
      <Masthead navigation={navigation}>
        <ThemeLinks catalog={catalog} current={indicator?.theme ?? ''} navigation={navigation} />
      </Masthead>
      <div class="page">
        <IndicatorList catalog={catalog} current={indicator} navigation={navigation} />
        {indicator ? (
          <IndicatorView question={questionOf(navigation.address, catalog, indicator)} catalog={catalog} navigation={navigation} />
        ) : (
          <UnknownIndicator id={navigation.address.indicator ?? ''} catalog={catalog} navigation={navigation} />
        )}
      </div>
    </>
  );
}

function Masthead({ navigation, children }: { navigation: Navigation; children?: preact.ComponentChildren }) {
  const { t } = useReader();
  return (
    <header class="masthead">
      <div class="masthead-row">
        <Link class="brand" navigation={navigation} to={start}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M3 20V13M9 20V8M15 20V11M21 20V4" />
          </svg>
          {t.product}
        </Link>
        <p class="purpose">{t.purpose}</p>
        <LanguageLinks navigation={navigation} />
      </div>
      {children}
    </header>
  );
}
