import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { retryAfter } from '../../../src/api/retryAfter.ts';
import { memoryContent } from '../../../src/images/memoryContent.ts';
import { recipeOf } from '../../../src/images/recipe.ts';
import { Windows } from '../../../src/journal/windows.ts';
import { ModelCatalogue } from '../../../src/modelCatalogue.ts';
import { Calendar } from '../../../src/money/calendar.ts';
import { SpendingLedger } from '../../../src/money/ledger.ts';
import { defineCase, type Stage } from '../case.ts';
import { boat, sent } from '../images.ts';
import { tableScene, type Scene } from '../scene.ts';
import { newPlaces, startSetting } from '../setting.ts';

const daySeconds = 86_400;
const morning = new Date('2026-11-23T10:00:00Z');
const after = (seconds: number): Date => new Date(morning.getTime() + seconds * 1000);

/** Everything that asks for the time, at times that cannot be. */
export const clockCases = [
  defineCase(61, 'Clock jump', async (stage) => [
    tableScene((date) => retryAfter(new Headers({ 'retry-after': date })), pastDates, 'a wait that is over'),
    tableScene(durationOf, durations, 'how long an image took'),
    await answersTable('whether a silent window is alive', (seconds) => isAlive(seconds, stage), [
      [-60, true],
      [-3600, false],
      [365 * daySeconds, false],
    ]),
    await answersTable('whether the list of models is asked for again', (age) => isAskedAgain(age, stage), [
      [3600, false],
      [2 * daySeconds, true],
      [-daySeconds, true],
    ]),
    await answersTable('whether it counts for November', (moment) => isSpentInNovember(moment, stage), [
      ['2026-11-30T23:59:59.999Z', true],
      ['2026-12-01T00:00:00.000Z', false],
      ['2027-11-15T12:00:00.000Z', false],
    ]),
  ]),
];

const pastDates: readonly (readonly [date: string, waitMs: number])[] = [
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
];

const durations: readonly (readonly [seconds: number, milliseconds: number])[] = [
  [7, 7000],
  [0, 0],
  [-3600, 0],
];

function durationOf(seconds: number): number {
  const image = { content: memoryContent(sent), type: 'png' } as const;
  return recipeOf(image, { request: boat, startedAt: morning, finishedAt: after(seconds) }).durationMs;
}

/** Of a window on another machine, last heard of so many seconds from now. */
async function isAlive(seconds: number, stage: Stage): Promise<boolean> {
  const folder = (await newPlaces(stage)).storage;
  const file = join(folder, 'other.json');
  await mkdir(folder);
  await writeFile(file, JSON.stringify({ pid: 1, machine: 'another machine' }));
  const heard = Date.now() / 1000 + seconds;
  await utimes(file, heard, heard);
  return new Windows(folder).isAlive('other');
}

async function isAskedAgain(ageSeconds: number, stage: Stage): Promise<boolean> {
  const { api, transport, places } = await startSetting(stage);
  const baseUrl = new URL(api.baseUrl);
  const refreshAt = async (moment: Date): Promise<number> => {
    const parts = { folder: places.storage, transport: transport.send, log: () => undefined, now: () => moment };
    await new ModelCatalogue(parts).refresh(baseUrl, api.key);
    return api.requests.length;
  };
  return (await refreshAt(morning)) < (await refreshAt(after(ageSeconds)));
}

async function isSpentInNovember(at: string, stage: Stage): Promise<boolean> {
  const ledger = new SpendingLedger(join((await newPlaces(stage)).storage, 'spending.jsonl'), new Calendar('UTC'));
  await ledger.append({ version: 1, at, model: 'm', service: 's', images: 1, dollars: 1, basis: 'usage' });
  return (await ledger.spentInMonthOf(morning)).dollars > 0;
}

/** A table of a function that takes its time. */
async function answersTable<Input extends number | string>(
  name: string,
  ask: (input: Input) => Promise<boolean>,
  cases: readonly (readonly [input: Input, expected: boolean])[],
): Promise<Scene> {
  const answers = new Map<Input, boolean>();
  for (const [input] of cases) answers.set(input, await ask(input));
  return tableScene((input) => answers.get(input), cases, name);
}
