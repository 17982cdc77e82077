import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { suite, test } from 'node:test';
import pLimit from 'p-limit';
import type { ImageRequest } from '../../../src/images/image.ts';
import type { Behaviour } from '../../support/imageApi/exchange.ts';
import type { Moment } from '../../support/walk/diskOperations.ts';
import type { CrashNews } from './crashChild.ts';
import { Crashes, type CrashPlan } from './crashes.ts';
import { findingsOf, stageOf, type CrashRecord } from './crashFindings.ts';

const asBase64: ImageRequest = { prompt: 'A paper boat', model: 'gpt-image-2', count: 2 };
const asAddresses: ImageRequest = { prompt: 'A paper boat', model: 'dall-e-2', count: 2 };

/** Runs plans, as many at a time as a small machine has cores. Answers the records by name. */
async function runAll(crashes: Crashes, plans: ReadonlyMap<string, CrashPlan>): Promise<Map<string, CrashRecord>> {
  const inTurn = pLimit(2);
  const records = [...plans].map(([name, plan]) => inTurn(async () => [name, await crashes.run(plan)] as const));
  return new Map(await Promise.all(records));
}

/** The crashes after which a promise is broken; empty when all hold. */
function brokenPromises(records: ReadonlyMap<string, CrashRecord>): Readonly<Record<string, readonly string[]>> {
  const findings = [...records].map(([name, record]) => [name, findingsOf(record)] as const);
  return Object.fromEntries(findings.filter(([, found]) => found.length > 0));
}

/** A crash at each operation. What is after one is before the next but for what goes on at the same time. */
function everywhere(
  operations: readonly string[],
  planOf: (crash: NonNullable<CrashPlan['crash']>) => CrashPlan,
  moments: readonly Moment[] = ['before'],
): ReadonlyMap<string, CrashPlan> {
  const crashes = operations.flatMap((name, index) =>
    moments.map((moment) => ({ name: `${moment} ${index + 1} ${name}`, moment, operation: index + 1 })),
  );
  return new Map(crashes.map(({ name, ...crash }) => [name, planOf(crash)]));
}

suite('After a crash', { timeout: 240_000 }, () => {
  for (const [kind, request, moments, disk] of [
    ['as base64', asBase64, ['before', 'after'], undefined],
    ['as addresses and go to another disk', asAddresses, ['before'], '/dev/shm'],
  ] as const)
    test(`at any operation on the disk, images that come ${kind} are all there and nothing is half`, async (context) => {
      const crashes = await Crashes.prepare(context, disk);
      const { made, operations } = await crashes.undisturbed(request);
      const records = await runAll(
        crashes,
        everywhere(operations, (crash) => ({ request, made, crash }), moments),
      );
      assert.deepEqual(brokenPromises(records), {});
      const stages = new Set([...records.values()].map(stageOf));
      assert.deepEqual([made.length, stages], [2, new Set(['nothing', 'not sent', 'unknown', 'answered'])]);
    });

  for (const [state, operationAt] of Object.entries({
    'with an unknown outcome': (operations: readonly string[]) => operations.indexOf('appendFile') + 1,
    'with one image in its place': (operations: readonly string[]) => operations.lastIndexOf('link') + 1,
  }))
    test(`${state}, the next window may crash at any operation, too`, async (context) => {
      const crashes = await Crashes.prepare(context);
      const { made, operations } = await crashes.undisturbed(asBase64);
      const first: CrashPlan = {
        ...{ request: asBase64, made },
        crash: { moment: 'before', operation: operationAt(operations) },
      };
      const recovery = await crashes.operationsOfRecovery(first);
      const records = await runAll(
        crashes,
        everywhere(recovery, (recoveryCrash) => ({ ...first, recoveryCrash })),
      );
      assert.deepEqual(brokenPromises(records), {});
      const safe = [...records.values()].map(({ recovered: { images, kept } }) => [...images, ...kept].toSorted());
      assert.deepEqual(
        safe,
        Array.from(records, () => made),
      );
    });

  test('in the middle of an answer, all that had come is there', async (context) => {
    const crashes = await Crashes.prepare(context);
    const { made } = await crashes.undisturbed(asBase64);
    const plans = Object.entries(cuts).map(([name, cut]) => {
      const plan: CrashPlan = { request: asBase64, made, behaviourFor: (child) => endWindow(child, cut) };
      return [name, plan] as const;
    });
    const records = await runAll(crashes, new Map(plans));
    assert.deepEqual(brokenPromises(records), {});
    const whole = [...records].map(([name, { recovered }]) => [
      name,
      recovered.kept.filter((hash) => made.includes(hash)).length,
    ]);
    assert.deepEqual(Object.fromEntries(whole), {
      'in the headers': 0,
      'after the headers': 0,
      'in the first image': 0,
      'between the images': 1,
      'in the second image': 1,
      'before the last sign': 2,
    });
  });
});

interface Cut {
  /** How much of the body is sent; nothing at all before the headers are whole. */
  readonly at: ((body: string) => number) | undefined;
  /** How many images have to be on disk, whole or begun, before the window ends. */
  readonly images: number;
}

const cuts: Readonly<Record<string, Cut>> = {
  'in the headers': { at: undefined, images: 0 },
  'after the headers': { at: () => 0, images: 0 },
  'in the first image': { at: (body) => middleOf(body, 0), images: 0.5 },
  'between the images': { at: (body) => body.lastIndexOf('{'), images: 1 },
  'in the second image': { at: (body) => middleOf(body, 1), images: 1.5 },
  'before the last sign': { at: (body) => body.length - 1, images: 2 },
};

const imagesIn = (body: string) => [...body.matchAll(/"b64_json":"(?<base64>[^"]*)"/g)];

function middleOf(body: string, index: number): number {
  const match = imagesIn(body)[index];
  return match ? match.index + match[0].length / 2 : 0;
}

/** Sends so much, and ends the window once the disk has the images of it. */
function endWindow(child: ChildProcess, { at, images }: Cut): Behaviour {
  return async ({ response, reply }) => {
    const { status, headers, body } = reply();
    const text = body.toString();
    if (!at) response.socket?.write('HTTP/1.1 200 OK\r\ncontent-ty');
    else response.writeHead(status, headers).write(body.subarray(0, at(text)));
    response.flushHeaders();
    const sizes = imagesIn(text).map(({ groups }) => Buffer.byteLength(groups?.base64 ?? '', 'base64'));
    const wanted = sizes.slice(0, images).reduce((sum, size) => sum + size, 0) + (images % 1 > 0 ? 1 : 0);
    if (wanted > 0) await untilWritten(child, wanted);
    child.kill('SIGKILL');
  };
}

function untilWritten(child: ChildProcess, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', (news: CrashNews) => {
      if ('bytes' in news && news.bytes >= bytes) resolve();
    });
  });
}
