import { answerPath } from '../answers/fetch';
import type { Language } from '../answers/types';
import type { Question } from '../values/question';

/** A number in a sentence, with where it comes from. */
export interface StatedNumber {
  start: number;
  length: number;
  text: string;
  /** value, difference, relative, limit, revision, median, count, target or pace; only a value has a lineage of its own. */
  kind: string;
  area: string;
  period: string | null;
}

export interface Sentence {
  question: string;
  text: string;
  numbers: StatedNumber[];
}

export interface NarrativeAnswer {
  area: string;
  period: string;
  lang: Language;
  sentences: Sentence[];
}

/** A part of a sentence: plain text, or a value that can be followed back. */
export interface Part {
  text: string;
  number: StatedNumber | null;
}

/** The path of `/v1/narrative` for one number of a question; its breakdown members are the first of those that are shown. */
export function narrativePath(question: Question, area: string, period: string, members: Record<string, string>, language: Language): string {
  return answerPath('v1/narrative', { indicator: question.indicator.id, area, period, frequency: question.frequency, lang: language, ...members });
}

/** The path of the briefing page of an area. */
export const briefingPath = (area: string, language: Language): string => answerPath('v1/briefing', { area, lang: language, format: 'html' });

/** Cuts a sentence into text and the values in it. */
export function partsOf(sentence: Sentence): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const number of sentence.numbers.filter(({ kind, period }) => kind === 'value' && period !== null)) {
    parts.push({ text: sentence.text.slice(at, number.start), number: null }, { text: number.text, number });
    at = number.start + number.length;
  }
  return [...parts, { text: sentence.text.slice(at), number: null }].filter(({ text }) => text !== '');
}
