import type { BreakdownDetail, IndicatorDetail, Language } from '../answers/types';
import { spoken } from '../language/languages';

type Named = Pick<IndicatorDetail, 'breakdownDetails'>;

const find = ({ breakdownDetails }: Named, breakdown: string): BreakdownDetail | undefined => breakdownDetails?.find((one) => one.id === breakdown);

/** What the API calls a breakdown: `sex` → Sukupuoli. Without a name it keeps its code. */
export const breakdownName = (detail: Named, breakdown: string, language: Language): string => spoken(find(detail, breakdown)?.names, language).text || breakdown;

/** What the API calls a member of a breakdown: `sex`, `male` → Miehet. Without a name it keeps its code. */
export const memberName = (detail: Named, breakdown: string, member: string, language: Language): string =>
  spoken(find(detail, breakdown)?.members.find((one) => one.id === member)?.names, language).text || member;
