import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Budget, overBudget, Reservation } from '../../../src/money/budget.ts';
import type { Spending } from '../../../src/money/spending.ts';
import { nothing, plus } from '../../../src/money/totals.ts';
import { spending, unpriced } from './entries.ts';

/** A ledger of this month, in memory. */
class MemoryLedger {
  readonly entries: Spending[] = [];

  append(entry: Spending): Promise<void> {
    this.entries.push(entry);
    return Promise.resolve();
  }

  spentInMonthOf() {
    return Promise.resolve(this.entries.reduce(plus, nothing));
  }
}

const known = (dollars: number) => ({ dollars, hasUnknown: false });
const unknown = { dollars: 0, hasUnknown: true };
const free = known(0);
const limits = (monthly: number, perRequest = 0) => ({ monthly, perRequest });

test('what is over a limit is stopped, and the next round amount lets it through', () => {
  const cases = [
    { name: 'no limits', estimate: known(1e6), spent: 1e6, limits: limits(0), over: undefined },
    { name: 'within both', estimate: known(1), spent: 8, limits: limits(10, 2), over: undefined },
    { name: 'exactly to the limit', estimate: known(2), spent: 8, limits: limits(10, 2), over: undefined },
    { name: 'ten times ten cents', estimate: known(0.1 * 3), spent: 0.7, limits: limits(1), over: undefined },
    { name: 'over the month', estimate: known(1.5), spent: 10, limits: limits(10.5), over: ['monthly', 12] },
    { name: 'over by a little', estimate: known(0.01), spent: 10, limits: limits(10), over: ['monthly', 11] },
    { name: 'over one request', estimate: known(0.5), spent: 0, limits: limits(0, 0.25), over: ['perRequest', 0.5] },
    { name: 'over both', estimate: known(3), spent: 9, limits: limits(10, 2), over: ['monthly', 12] },
    { name: 'month already over', estimate: known(0.04), spent: 12, limits: limits(10), over: ['monthly', 13] },
    { name: 'unknown price, month not used up', estimate: unknown, spent: 9, limits: limits(10, 1), over: undefined },
    { name: 'unknown price, month used up', estimate: unknown, spent: 10, limits: limits(10), over: ['monthly', 11] },
    { name: 'unknown price, month over', estimate: unknown, spent: 10.5, limits: limits(10), over: ['monthly', 11] },
    {
      ...{ name: 'partly unknown, the rest fills the month', estimate: { dollars: 1, hasUnknown: true } },
      ...{ spent: 9, limits: limits(10), over: ['monthly', 11] },
    },
    {
      ...{ name: 'partly unknown, the rest fills one request', estimate: { dollars: 1, hasUnknown: true } },
      ...{ spent: 0, limits: limits(0, 1), over: undefined },
    },
    { name: 'free, month over', estimate: free, spent: 12, limits: limits(10, 1), over: undefined },
  ];
  assert.deepEqual(
    cases.map(({ name, estimate, spent, limits }) => {
      const overrun = overBudget({ estimate, spentThisMonth: spent, limits });
      return { name, over: overrun && [overrun.which, overrun.raiseTo] };
    }),
    cases.map(({ name, over }) => ({ name, over })),
  );
});

test('raising what is offered always helps, and is never lower than what was', () => {
  const amount = fc.double({ min: 0, max: 1000, noNaN: true });
  fc.assert(
    fc.property(amount, amount, fc.boolean(), fc.tuple(amount, amount), (dollars, spent, hasUnknown, given) => {
      let current = limits(...given);
      for (let raised = 0; ; raised++) {
        const overrun = overBudget({ estimate: { dollars, hasUnknown }, spentThisMonth: spent, limits: current });
        if (!overrun) return;
        assert.ok(overrun.raiseTo > current[overrun.which] && raised < 2);
        current = { ...current, [overrun.which]: overrun.raiseTo };
      }
    }),
  );
});

test('two at the same time do not both squeeze through', async () => {
  const budget = new Budget(new MemoryLedger());
  const answers = await Promise.all([1, 2, 3].map(() => budget.reserve(known(0.4), limits(1))));
  assert.deepEqual(
    answers.map((answer) => answer instanceof Reservation || answer.spentThisMonth),
    [true, true, 0.8],
  );
});

test('what an answer cost is spent, not reserved as well', async () => {
  const ledger = new MemoryLedger();
  const budget = new Budget(ledger);
  const reservation = await reserved(budget, 0.8);
  await reservation.spend(spending({ dollars: 0.3 }));
  await reservation.spend(unpriced());
  assert.deepEqual(
    { left: reservation.dollars.toFixed(2), written: ledger.entries.length, fits: await fits(budget, 0.2) },
    { left: '0.50', written: 2, fits: true },
  );
});

test('what turned out dearer than it was estimated takes nothing from others', async () => {
  const budget = new Budget(new MemoryLedger());
  const reservation = await reserved(budget, 0.1);
  await reservation.spend(spending({ dollars: 0.7 }));
  assert.deepEqual([reservation.dollars, await fits(budget, 0.3), await fits(budget, 0.4)], [0, true, false]);
});

test('what was released can be spent by others, and only once', async () => {
  const budget = new Budget(new MemoryLedger());
  const reservation = await reserved(budget, 0.8);
  const before = await fits(budget, 0.5);
  reservation.release();
  reservation.release();
  assert.deepEqual([before, await fits(budget, 1), await fits(budget, 1.1)], [false, true, false]);
});

test('a ledger that cannot be read stops what has a price where there is a monthly limit, and nothing else', async () => {
  const unreadable = { append: () => Promise.resolve(), spentInMonthOf: () => Promise.reject(new Error('EIO')) };
  const budget = new Budget(unreadable);
  await assert.rejects(budget.reserve(known(1), limits(10)), /EIO/);
  const others = [await budget.reserve(known(1), limits(0, 5)), await budget.reserve(free, limits(10))];
  assert.ok(others.every((answer) => answer instanceof Reservation));
});

async function reserved(budget: Budget, dollars: number): Promise<Reservation> {
  const answer = await budget.reserve(known(dollars), limits(1));
  assert.ok(answer instanceof Reservation);
  return answer;
}

/** Whether it would be let through now; nothing stays reserved. */
async function fits(budget: Budget, dollars: number): Promise<boolean> {
  const answer = await budget.reserve(known(dollars), limits(1));
  if (answer instanceof Reservation) answer.release();
  return answer instanceof Reservation;
}
