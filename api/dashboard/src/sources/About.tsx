import type { ComponentChildren } from 'preact';
import { formatMoment } from '../language/periods';
import { Name } from '../language/reader';
import { lookUp } from '../language/strings';
import { licenceName } from './licence';
import { valuesPath } from '../values/question';
import type { View } from '../values/view';
import type { ValuesAnswer } from '../answers/types';

/** Unit, reading, source with producer and licence, update time, and the same query for machines. */
export function About({ view, values }: { view: View; values: ValuesAnswer }) {
  const { detail, question, reader } = view;
  const { t, language } = reader;
  return (
    <section class="card about" aria-labelledby="about-title">
      <header class="card-head">
        <h2 id="about-title">{t.about}</h2>
      </header>
      <dl class="facts">
        <Fact term={t.source}>
          {(detail.sourceDetails ?? []).map((source) => (
            <span key={source.id} class="source">
              {source.homepage ? (
                <a href={source.homepage}>
                  <Name of={source.names} />
                </a>
              ) : (
                <Name of={source.names} />
              )}
              , {source.producer}, {licenceName(source.licence)} {source.synthetic && <span class="tag">{t.syntheticTag}</span>}
            </span>
          ))}
        </Fact>
        {detail.dataUpdated && (
          <Fact term={t.updated}>
            <time dateTime={detail.dataUpdated}>{formatMoment(detail.dataUpdated, language)}</time>
          </Fact>
        )}
        {!detail.dataUpdated && detail.dataLoaded && (
          <Fact term={t.loaded}>
            <time dateTime={detail.dataLoaded}>{formatMoment(detail.dataLoaded, language)}</time>
          </Fact>
        )}
        <Fact term={t.unit}>{view.unit}</Fact>
        <Fact term={t.direction}>{t.directions[detail.direction]}</Fact>
        <Fact term={t.formula}>
          <code>{detail.formula}</code> <span class="quiet">{lookUp(t.aggregations, detail.aggregation)}</span>
        </Fact>
        <Fact term={t.division}>{lookUp(t.divisions, values.division) ?? values.division}</Fact>
        {detail.owner && <Fact term={t.owner}>{detail.owner}</Fact>}
        <Fact term={t.publication}>
          <code>{values.publication}</code> <span class="quiet">{t.published(formatMoment(values.publishedAt, language))}</span>
        </Fact>
      </dl>
      <p class="actions">
        <a class="button" href={valuesPath(question, 'csv')} download={`${detail.id}.csv`}>
          {t.getCsv}
        </a>
        <a class="button" href={valuesPath(question)}>
          {t.getJson}
        </a>
        <button type="button" class="button" onClick={() => print()}>
          {t.print}
        </button>
      </p>
    </section>
  );
}

const Fact = ({ term, children }: { term: string; children: ComponentChildren }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);
