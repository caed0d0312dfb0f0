import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress } from './address';

describe('address', () => {
  it('holds all state and stays legible', () => {
    const query = '?lang=sv&indicator=zero-absence-share&area=network:paijat-hame-4,KU111&frequency=year&sex=male,female&period=2022&explain=KU111,2022,sex:male';
    const address = parseAddress(query);
    expect(address).toEqual({
      language: 'sv', theme: null, indicator: 'zero-absence-share', areas: ['network:paijat-hame-4', 'KU111'], frequency: 'year',
      breakdowns: { sex: ['male', 'female'] }, period: '2022', explain: { area: 'KU111', period: '2022', members: { sex: 'male' } },
    });
    expect(formatAddress(address)).toBe(query);
  });

  it('leaves out what it does not understand', () => {
    expect(parseAddress('?lang=de&frequency=week&explain=KU111&area=KU016,,KU016')).toMatchObject({ language: null, frequency: null, explain: null, areas: ['KU016'] });
  });

  it('escapes what a query cannot hold', () => {
    const query = formatAddress(parseAddress('?indicator=a%26b%3Dc'));
    expect(parseAddress(query).indicator).toBe('a&b=c');
  });
});
