import { useState } from 'preact/hooks';
import { useReader } from '../language/reader';
import { spoken } from '../language/languages';
import { formatPeriod } from '../language/periods';
import type { Feature } from './comparison';
import type { ComparisonWords } from './words';

interface FeatureWeightsProps {
  features: Feature[];
  words: ComparisonWords;
  change: (weights: Record<string, number>) => void;
}

/** By what the municipalities are alike, with weights that the reader may change. */
export function FeatureWeights({ features, words, change }: FeatureWeightsProps) {
  const { language } = useReader();
  const [known] = useState(features); // one that is left out stays in the list, so that it can be taken back
  const weights = Object.fromEntries(known.map(({ indicator }) => [indicator, features.find((feature) => feature.indicator === indicator)?.weight ?? 0]));
  const set = (indicator: string, weight: number) => {
    const next = { ...weights, [indicator]: weight };
    if (Object.values(next).some((one) => one > 0)) change(next);
  };
  return (
    <fieldset class="feature-weights">
      <legend>{words.features}</legend>
      <p class="quiet">{words.featuresHint}</p>
      {known.map((feature) => {
        const name = spoken(feature.names, language).text;
        return (
          <label key={feature.indicator}>
            <span>
              {name} <span class="quiet">({feature.period === null ? words.noFeatureData : formatPeriod(feature.period, language)})</span>
            </span>
            <input
              class="field" type="number" min="0" max="10" step="0.5" value={weights[feature.indicator]} aria-label={words.weight(name)}
              onChange={(event) => set(feature.indicator, Math.min(Math.max(event.currentTarget.valueAsNumber || 0, 0), 10))}
            />
          </label>
        );
      })}
    </fieldset>
  );
}
