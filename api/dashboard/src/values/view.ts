import type { IndicatorDetail, Row } from '../answers/types';
import { emphasised, isAggregate } from '../areas/areas';
import type { Catalog } from '../catalog/catalog';
import { spoken } from '../language/languages';
import { formatNumber, withUnit } from '../language/numbers';
import type { Reader } from '../language/reader';
import { memberName } from './breakdowns';
import type { Panel, Series } from './panel';
import type { Answered, Question } from './question';
import { arrange } from './panel';

/** Everything that the chart, the ranking and the table show in common: the arranged values with their names, marks and number format. */
export interface View {
  question: Question;
  detail: IndicatorDetail;
  panel: Panel;
  reader: Reader;
  unit: string;
  /** The series whose line is emphasised. */
  main: Series | undefined;
  /** Position in the palette: 0 is the emphasised area, the others follow in their order. */
  colour: (series: Series) => number;
  /** The area with, where several are shown, its breakdown members. */
  name: (series: Series) => string;
  areaName: (area: string) => string;
  isAggregate: (series: Series) => boolean;
  number: (value: number, sign?: boolean) => string;
  /** The number with its unit. */
  measure: (value: number) => string;
}

export function viewOf({ question, detail, values }: Answered, catalog: Catalog, reader: Reader): View {
  const panel = arrange(values.rows, question.areas, detail.breakdowns);
  const mainArea = emphasised(catalog, question.areas);
  const others = question.areas.filter((area) => area !== mainArea);
  const unit = spoken(detail.unit, reader.language).text;
  const number = (value: number, sign = false) => formatNumber(value, detail.decimals, reader.language, sign);
  const several = new Set(panel.series.map((series) => Object.values(series.members).join(' '))).size > 1;
  return {
    question, detail, panel, reader, unit, number,
    main: panel.series.find((series) => series.area === mainArea),
    colour: (series) => 1 + others.indexOf(series.area),
    areaName: (area) => areaName(catalog, area, reader),
    name: (series) => [areaName(catalog, series.area, reader), ...(several ? memberNames(series, detail, reader).map((name) => name.toLocaleLowerCase(reader.language)) : [])].join(', '),
    isAggregate: (series) => isAggregate(catalog, series.area),
    measure: (value) => withUnit(number(value), unit, reader.language),
  };
}

export const areaName = (catalog: Catalog, area: string, { language }: Reader): string => spoken(catalog.areas.get(area)?.names, language).text || area;

/** The names of a series' breakdown members. */
export const memberNames = (series: Pick<Series, 'members'>, detail: IndicatorDetail, { language }: Reader): string[] =>
  Object.entries(series.members).map(([breakdown, member]) => memberName(detail, breakdown, member, language));

export const allRows = (panel: Panel): Row[] => panel.series.flatMap((series) => [...series.rows.values()]);
