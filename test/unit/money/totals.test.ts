import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Calendar } from '../../../src/money/calendar.ts';
import { Totals } from '../../../src/money/totals.ts';
import { spending, unpriced } from './entries.ts';

test('a moment belongs to the day on the wall of its time zone', () => {
  const cases: readonly (readonly [zone: string, moment: string, day: string])[] = [
    ['UTC', '2026-11-30T23:59:59.999Z', '2026-11-30'],
    ['UTC', '2026-12-01T00:00:00.000Z', '2026-12-01'],
    ['Europe/Kyiv', '2026-11-30T22:00:00.000Z', '2026-12-01'],
    ['Europe/Kyiv', '2026-11-30T21:59:59.999Z', '2026-11-30'],
    ['America/Los_Angeles', '2026-12-01T07:59:00.000Z', '2026-11-30'],
    ['Pacific/Kiritimati', '2026-11-30T10:00:00.000Z', '2026-12-01'],
    // Midnight falls in the middle of an hour of UTC.
    ['Asia/Kolkata', '2026-11-30T18:29:59.999Z', '2026-11-30'],
    ['Asia/Kolkata', '2026-11-30T18:30:00.000Z', '2026-12-01'],
    ['Asia/Kathmandu', '2026-11-30T18:14:59.999Z', '2026-11-30'],
    ['Asia/Kathmandu', '2026-11-30T18:15:00.000Z', '2026-12-01'],
    // The clocks went back in the night before.
    ['Europe/Kyiv', '2026-10-25T21:59:59.999Z', '2026-10-25'],
    ['Europe/Kyiv', '2026-10-25T22:00:00.000Z', '2026-10-26'],
  ];
  assert.deepEqual(
    cases.map(([zone, moment]) => new Calendar(zone).dayOf(moment)),
    cases.map(([, , day]) => day),
  );
});

test('a calendar that remembers says the same as one that has just been made', () => {
  const zone = fc.constantFrom('UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns', 'Europe/Kyiv');
  const moments = fc.array(fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }));
  fc.assert(
    fc.property(zone, moments, (timeZone, dates) => {
      const texts = dates.map((date) => date.toISOString());
      const calendar = new Calendar(timeZone);
      assert.deepEqual(
        texts.map((text) => calendar.dayOf(text)),
        texts.map((text) => new Calendar(timeZone).dayOf(text)),
      );
    }),
  );
});

test('sums are kept by day, by month and by model, with what is estimated and what has no price', () => {
  const totals = new Totals(new Calendar('Europe/Kyiv'));
  totals.add([
    spending({ at: '2026-10-31T22:30:00.000Z', dollars: 0.25, basis: 'usage' }),
    spending({ at: '2026-11-01T10:00:00.000Z', dollars: 0.5 }),
  ]);
  totals.add([unpriced({ at: '2026-11-02T10:00:00.000Z', model: '__proto__', images: 3 })]);
  const known = { images: 4, dollars: 0.75, estimated: 0.5, unpriced: 0 };
  const unknown = { images: 3, dollars: 0, estimated: 0, unpriced: 3 };
  assert.deepEqual(
    [[...totals.days], [...totals.months], [...totals.models]],
    [
      [
        ['2026-11-01', known],
        ['2026-11-02', unknown],
      ],
      [['2026-11', { ...known, images: 7, unpriced: 3 }]],
      [
        ['gpt-image-2', known],
        ['__proto__', unknown],
      ],
    ],
  );
});
