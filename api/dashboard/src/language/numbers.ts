import type { Language } from '../answers/types';
import { locales } from './languages';

const formats = new Map<string, Intl.NumberFormat>();

export const noBreakSpace = '\u00a0';
export const minus = '\u2212';

function format(language: Language, decimals: number, sign: boolean): Intl.NumberFormat {
  const key = `${language}${decimals}${sign}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locales[language], {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      useGrouping: true,
      signDisplay: sign ? 'exceptZero' : 'negative',
    });
    formats.set(key, found);
  }
  return found;
}

/**
 * A number as the language writes it: 1 234,5 in Finnish and Swedish (with a no-break space), 1,234.5 in English; the minus is always U+2212,
 * and what rounds to zero has no sign. Browsers differ in spaces and minus, so these are set here.
 */
export function formatNumber(value: number, decimals: number, language: Language, sign = false): string {
  return format(language, decimals, sign)
    .formatToParts(value)
    .map(({ type, value: text }) => (type === 'minusSign' ? minus : type === 'group' ? groupMark(language) : text))
    .join('');
}

const groupMark = (language: Language): string => (language === 'en' ? ',' : noBreakSpace);

/** A count or component: no decimals when it is a whole number, else at most `decimals`. */
export function formatComponent(value: number, language: Language, decimals = 1): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : decimals, language);
}

/** A number with its unit: 13,9 % in Finnish and Swedish, 13.9% in English; other units after a no-break space. */
export function withUnit(number: string, unit: string, language: Language): string {
  return unit === '' ? number : language === 'en' && unit.startsWith('%') ? `${number}${unit}` : `${number}${noBreakSpace}${unit}`;
}

/** Whether differences of the unit are percentage points. */
export const isPercent = (unit: string): boolean => unit.startsWith('%');
