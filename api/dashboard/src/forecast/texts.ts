import type { Language } from '../answers/types';

const fi = {
  title: 'Ennuste',
  lead: 'Mitä on odotettavissa, jos kehitys jatkuu niin kuin tähän asti. Ennuste ei ole julkaistu luku.',
  area: 'Alue',
  make: 'Näytä ennuste',
  working: 'Lasketaan ennustetta…',
  share: (percent: number) => `Lasketaan ennustetta: ${percent} %`,
  failed: 'Ennustetta ei voitu tehdä.',
  none: 'Alueella ei ole lukuja, joista ennustaa.',
  expected: 'Odotettu',
  interval: (percent: number) => `${percent} tapausta sadasta`,
  period: 'Ajankohta',
  table: 'Ennuste taulukkona',
  caption: (area: string) => `Ennuste: ${area}`,
  published: 'Julkaistu',
  forecast: 'Ennuste',
  chart: (area: string, from: string, to: string, value: string, low: string, high: string) =>
    `Viuhkakuvio: ${area}. Julkaistut luvut ajankohtaan ${from}, sen jälkeen ennuste. ${to}: odotettu ${value}, väli ${low} – ${high}. Samat luvut ovat taulukossa.`,
  backtest: 'Miten ennusteet ovat osuneet',
  mark: 'E',
  markExplained: 'E = ennuste (SDMX: F)',
};

export type ForecastTexts = typeof fi;

const sv: ForecastTexts = {
  title: 'Prognos',
  lead: 'Vad som väntas om utvecklingen fortsätter som hittills. En prognos är inget publicerat tal.',
  area: 'Område',
  make: 'Visa prognosen',
  working: 'Prognosen beräknas…',
  share: (percent) => `Prognosen beräknas: ${percent} %`,
  failed: 'Prognosen kunde inte göras.',
  none: 'Området har inga tal att göra en prognos av.',
  expected: 'Väntat',
  interval: (percent) => `${percent} fall av hundra`,
  period: 'Tidpunkt',
  table: 'Prognosen som tabell',
  caption: (area) => `Prognos: ${area}`,
  published: 'Publicerat',
  forecast: 'Prognos',
  chart: (area, from, to, value, low, high) =>
    `Solfjädersdiagram: ${area}. Publicerade tal till ${from}, därefter prognos. ${to}: väntat ${value}, intervall ${low} – ${high}. Samma tal finns i tabellen.`,
  backtest: 'Hur prognoserna har träffat',
  mark: 'P',
  markExplained: 'P = prognos (SDMX: F)',
};

const en: ForecastTexts = {
  title: 'Forecast',
  lead: 'What is to be expected if things go on as they have. A forecast is not a published figure.',
  area: 'Area',
  make: 'Show the forecast',
  working: 'Computing the forecast…',
  share: (percent) => `Computing the forecast: ${percent}%`,
  failed: 'The forecast could not be made.',
  none: 'The area has no figures to forecast from.',
  expected: 'Expected',
  interval: (percent) => `${percent} cases of a hundred`,
  period: 'Period',
  table: 'The forecast as a table',
  caption: (area) => `Forecast: ${area}`,
  published: 'Published',
  forecast: 'Forecast',
  chart: (area, from, to, value, low, high) =>
    `Fan chart: ${area}. Published figures up to ${from}, a forecast after that. ${to}: expected ${value}, interval ${low} – ${high}. The same figures are in the table.`,
  backtest: 'How forecasts have done',
  mark: 'F',
  markExplained: 'F = forecast (SDMX: F)',
};

export const forecastTexts: Record<Language, ForecastTexts> = { fi, sv, en };
