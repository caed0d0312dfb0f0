import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import text from '../../../../tests/Api.Tests/Deliveries/deliveries.ics?raw';

// The API's own tests hold what /v1/deliveries.ics answers against this file; here a library that is not ours reads it.
const calendar = new ICAL.Component(ICAL.parse(text));
const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));

describe('the delivery calendar', () => {
  it('is read by an iCalendar library', () => {
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Insight: leveranser av uppgifter');
    expect(events.length).toBeGreaterThan(10);
  });

  it('has one all-day event a source and period, the late one first of its months', () => {
    expect(new Set(events.map((event) => event.uid)).size).toBe(events.length);
    expect(events.every((event) => event.startDate.isDate && event.duration.toString() === 'P1D')).toBe(true);
    const late = events.find((event) => event.uid === 'statfin-month-2026-03@insight');
    expect(late?.startDate.toString()).toBe('2026-04-25');
    expect(late?.summary).toBe('Statistikcentralen: 2026-03 försenad');
    expect(late?.description).toBe('statfin, 25 d. unemployment-rate');
  });
});
