/** A licence's SPDX id as people write it: CC-BY-4.0 → CC BY 4.0. Other texts stay as they are. */
export const licenceName = (licence: string): string => licence.replace(/^CC-([A-Z]+(?:-[A-Z]+)*)-(\d)/, 'CC $1 $2').replace(/^CC0-/, 'CC0 ');
