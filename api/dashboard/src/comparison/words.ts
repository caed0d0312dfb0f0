import type { Language } from '../answers/types';
import type { PeerSetName } from './comparison';

/** What the comparison says. */
export interface ComparisonWords {
  title: string;
  intro: string;
  own: string;
  peers: string;
  sets: Record<PeerSetName, string>;
  /** "Heinola is 3rd of 10, from the best" and how many are on either side. */
  position: (name: string, place: number, compared: number) => string;
  positionNeutral: (name: string, place: number, compared: number) => string;
  sides: (better: number, worse: number, same: number) => string;
  sidesNeutral: (higher: number, lower: number, same: number) => string;
  noValue: (name: string) => string;
  rank: (rank: number) => string;
  ranks: (best: number, worst: number) => string;
  median: string;
  quartiles: string;
  unweighted: string;
  weighted: string;
  chart: (summary: string) => string;
  chartLegend: { own: string; others: string; box: string; interval: string };
  table: string;
  place: string;
  area: string;
  value: string;
  interval: string;
  missing: string;
  leftOut: string;
  features: string;
  featuresHint: string;
  weight: (feature: string) => string;
  noFeatureData: string;
}

const others = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const comparisonWords: Record<Language, ComparisonWords> = {
  fi: {
    title: 'Keihin verrattuna?',
    intro: 'Oma kunta vertailukuntien joukossa. Sijaluku annetaan vain, kun ero on suurempi kuin luvun tavanomainen vaihtelu.',
    own: 'Oma kunta',
    peers: 'Vertailukunnat',
    sets: {
      network: 'Oma verkosto', region: 'Oma maakunta', country: 'Koko maan kunnat', 'size-class': 'Samankokoiset kunnat',
      grouping: 'Sama kuntaryhmä (tilastollinen)', neighbours: 'Kaltaiset kunnat',
    },
    position: (name, place, compared) => `${name}: ${place}/${compared} parhaasta lukien.`,
    positionNeutral: (name, place, compared) => `${name}: ${place}/${compared} suurimmasta lukien.`,
    sides: (better, worse, same) => `${others(better, 'kunta', 'kuntaa')} parempia, ${others(worse, 'kunta', 'kuntaa')} heikompia${same > 0 ? `, ${same} samassa luvussa` : ''}.`,
    sidesNeutral: (higher, lower, same) => `${others(higher, 'kunta', 'kuntaa')} ylempänä, ${others(lower, 'kunta', 'kuntaa')} alempana${same > 0 ? `, ${same} samassa luvussa` : ''}.`,
    noValue: (name) => `${name}: luku puuttuu tältä ajalta.`,
    rank: (rank) => `Sijaluku ${rank}: ero muihin on suurempi kuin vaihtelu.`,
    ranks: (best, worst) => `Sijalukua ei voi sanoa: vaihtelu huomioiden se on ${best}–${worst}.`,
    median: 'Mediaani',
    quartiles: 'Keskimmäinen puolisko',
    unweighted: 'Kuntien keskiarvo (jokainen kunta kerran)',
    weighted: 'Kunnat yhdessä laskettuna',
    chart: (summary) => `Pistekuvio. ${summary} Samat luvut ovat taulukossa.`,
    chartLegend: { own: 'oma kunta', others: 'muut kunnat', box: 'keskimmäinen puolisko ja mediaani', interval: 'oman luvun vaihteluväli' },
    table: 'Vertailu taulukkona',
    place: 'Sija',
    area: 'Kunta',
    value: 'Luku',
    interval: 'Vaihteluväli',
    missing: 'Luku puuttuu',
    leftOut: 'Ei verrata',
    features: 'Kaltaisuuden piirteet ja painot',
    featuresHint: 'Suurempi paino tekee piirteestä tärkeämmän. Paino 0 jättää sen pois.',
    weight: (feature) => `Paino: ${feature}`,
    noFeatureData: 'ei tietoja',
  },
  sv: {
    title: 'Jämfört med vilka?',
    intro: 'Den egna kommunen bland jämförbara kommuner. En rang anges bara när skillnaden är större än siffrans vanliga variation.',
    own: 'Egen kommun',
    peers: 'Jämförelsekommuner',
    sets: {
      network: 'Eget nätverk', region: 'Eget landskap', country: 'Hela landets kommuner', 'size-class': 'Kommuner av samma storlek',
      grouping: 'Samma kommungrupp (statistisk)', neighbours: 'Liknande kommuner',
    },
    position: (name, place, compared) => `${name}: ${place}/${compared} räknat från den bästa.`,
    positionNeutral: (name, place, compared) => `${name}: ${place}/${compared} räknat från den högsta.`,
    sides: (better, worse, same) => `${others(better, 'kommun', 'kommuner')} bättre, ${others(worse, 'kommun', 'kommuner')} sämre${same > 0 ? `, ${same} med samma siffra` : ''}.`,
    sidesNeutral: (higher, lower, same) => `${others(higher, 'kommun', 'kommuner')} högre, ${others(lower, 'kommun', 'kommuner')} lägre${same > 0 ? `, ${same} med samma siffra` : ''}.`,
    noValue: (name) => `${name}: siffran saknas för den här tiden.`,
    rank: (rank) => `Rang ${rank}: skillnaden till de andra är större än variationen.`,
    ranks: (best, worst) => `Rangen kan inte sägas: med variationen är den ${best}–${worst}.`,
    median: 'Median',
    quartiles: 'Den mellersta hälften',
    unweighted: 'Kommunernas medeltal (varje kommun en gång)',
    weighted: 'Kommunerna räknade tillsammans',
    chart: (summary) => `Punktdiagram. ${summary} Samma siffror finns i tabellen.`,
    chartLegend: { own: 'egen kommun', others: 'andra kommuner', box: 'den mellersta hälften och medianen', interval: 'den egna siffrans variation' },
    table: 'Jämförelsen som tabell',
    place: 'Plats',
    area: 'Kommun',
    value: 'Siffra',
    interval: 'Variation',
    missing: 'Siffran saknas',
    leftOut: 'Jämförs inte',
    features: 'Egenskaper och vikter',
    featuresHint: 'En större vikt gör egenskapen viktigare. Vikten 0 lämnar den bort.',
    weight: (feature) => `Vikt: ${feature}`,
    noFeatureData: 'inga uppgifter',
  },
  en: {
    title: 'Compared with whom?',
    intro: 'Your municipality among comparable ones. A rank is given only where the difference is larger than the figure’s usual variation.',
    own: 'Your municipality',
    peers: 'Compared with',
    sets: {
      network: 'Own network', region: 'Own region', country: 'All municipalities of the country', 'size-class': 'Municipalities of the same size',
      grouping: 'Same statistical grouping', neighbours: 'Municipalities most alike',
    },
    position: (name, place, compared) => `${name}: ${place}/${compared}, counted from the best.`,
    positionNeutral: (name, place, compared) => `${name}: ${place}/${compared}, counted from the highest.`,
    sides: (better, worse, same) => `${better} better, ${worse} worse${same > 0 ? `, ${same} the same` : ''}.`,
    sidesNeutral: (higher, lower, same) => `${higher} higher, ${lower} lower${same > 0 ? `, ${same} the same` : ''}.`,
    noValue: (name) => `${name}: there is no figure for this time.`,
    rank: (rank) => `Rank ${rank}: the difference from the others is larger than the variation.`,
    ranks: (best, worst) => `No rank can be told: with the variation it is ${best}–${worst}.`,
    median: 'Median',
    quartiles: 'Middle half',
    unweighted: 'Mean of the municipalities (each counts once)',
    weighted: 'The municipalities taken together',
    chart: (summary) => `Dot plot. ${summary} The table has the same figures.`,
    chartLegend: { own: 'your municipality', others: 'other municipalities', box: 'middle half and median', interval: 'variation of your figure' },
    table: 'The comparison as a table',
    place: 'Place',
    area: 'Municipality',
    value: 'Figure',
    interval: 'Variation',
    missing: 'No figure',
    leftOut: 'Not compared',
    features: 'Features and weights',
    featuresHint: 'A larger weight makes a feature matter more. Weight 0 leaves it out.',
    weight: (feature) => `Weight: ${feature}`,
    noFeatureData: 'no data',
  },
};
