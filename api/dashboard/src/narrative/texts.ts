import type { Language } from '../answers/types';

/** The panel's own words; its sentences come from the API. */
export const texts: Record<Language, { title: string; briefing: (area: string) => string; failed: string; whence: string }> = {
  fi: { title: 'Mitä tapahtui?', briefing: (area) => `Avaa tilannekatsaus: ${area}`, failed: 'Lauseita ei saatu näkyviin.', whence: 'mistä luku tulee' },
  sv: { title: 'Vad hände?', briefing: (area) => `Öppna lägesöversikten: ${area}`, failed: 'Meningarna kunde inte visas.', whence: 'varifrån talet kommer' },
  en: { title: 'What happened?', briefing: (area) => `Open the briefing: ${area}`, failed: 'The sentences could not be shown.', whence: 'where the figure comes from' },
};
