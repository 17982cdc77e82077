import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { testsOf } from '../../../../src/gallery/index/walkRules.ts';

function leftOut(globs: readonly string[]): readonly string[] {
  const lines: string[] = [];
  testsOf({ include: globs, exclude: [] }, (line) => lines.push(line));
  return lines;
}

const ordinary: readonly (readonly [glob: string, matches: string, no: string])[] = [
  ['**/*.{png,jpg,jpeg,webp,gif,avif,svg}', 'a/b/C.JPEG', 'a/png'],
  ['**/*.{png,jp{,e}g}', 'a.jpg', 'a.jp'],
  ['**/node_modules/**', 'x/node_modules/a/b.png', 'x/modules/b.png'],
  ['docs/**/draft-*.png', 'docs/a/draft-1.png', 'docs/a/final.png'],
  ['**/drafts/**/old/**/*.png', 'drafts/old/a.png', 'old/drafts/a.png'],
  ['**/*-*-*.png', 'a/1-2-3.png', 'a/1-2.png'],
  ['{docs,site/{a,b}}/*', 'site/b/x.png', 'site/x.png'],
  ['./images/', 'images', 'images2'],
  ['**/[^a]?.png', 'x/bc.png', 'x/ac.png'],
  ['images/@(boat|sea).png', 'images/sea.png', 'images/sky.png'],
  ['photo{s}/*', 'photo{s}/a', 'photos/a'],
  ...['.git', '.svn', '.hg', '.DS_Store', 'Thumbs.db'].map(
    (name) => [`**/${name}`, `a/${name}`, `a/x${name}`] as const,
  ),
];

test('Ordinary globs mean what people expect', () => {
  const answers = ordinary.map(([glob, matches, no]) => {
    const { isIncluded } = testsOf({ include: [glob], exclude: [] }, (line) => assert.fail(line));
    return [glob, isIncluded(matches), isIncluded(no)];
  });
  assert.deepEqual(
    answers,
    ordinary.map(([glob]) => [glob, true, false]),
  );
});

const explosive: readonly string[] = [
  '*a*a*a*a*b',
  '*a*/*a*/*a*/b',
  '**/*a*/*a*/*a*/b',
  '**/a/**/a/**/a/**/a/**/b',
  '*{a/b,a*a*a*b}',
  '{*,a*,aa*}a*a*a*b',
  '{a,b}'.repeat(20) + 'b',
  '{1,{2,{3,{4,{5,{6,{7,{8,9}}}}}}}}'.repeat(2),
  '+(a|aa)b',
  '(a|aa)+b',
  '(a+)(a+)b',
  '@(a)@(a)b',
  '!(!(a))',
  '!(*a*a*)',
  '[a]+[a]+[a]+[a]+b',
  '(',
];

test('A glob that could be tried for hours on one name is left out, and the log says so', () => {
  assert.deepEqual(
    explosive.filter((glob) => leftOut([glob]).length !== 1),
    [],
  );
  assert.deepEqual(leftOut(['a.png', '*a*a*a*a*b', 'b.png']), [
    'The glob "*a*a*a*a*b" is left out. Error: It has too many wildcards.',
  ]);
});

test('Many globs that are bearable alone are bearable together', () => {
  const difficult = Array.from({ length: 20 }, (_, index) => `*a*a*${index}`);
  const numerous = Array.from({ length: 10 }, (_, index) => `${'{a,b}'.repeat(6)}${index}`);
  assert.deepEqual([leftOut(difficult).length, leftOut(numerous).length], [4, 3]);
});

/** In a thread that can be stopped, as a test that never ends says nothing. */
test('Whatever is taken is soon done with the names that it likes least', { timeout: 60_000 }, async () => {
  const code = `
    import { testsOf } from ${JSON.stringify(import.meta.resolve('../../../../src/gallery/index/walkRules.ts'))};
    const { workerData, parentPort } = await import('node:worker_threads');
    const { isIncluded } = testsOf({ include: workerData.globs, exclude: [] }, () => undefined);
    parentPort.postMessage(workerData.names.filter((name) => isIncluded(name)));`;
  const long = 'a'.repeat(255);
  const names = [long, `${long}/`.repeat(15) + long, 'a/'.repeat(1000) + 'a'];
  const globs = [...explosive, '*a*a*b', '**/*a*a*b', '*a*a*/*/b', '**/a/**/a/**/b'];
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
    workerData: { globs, names },
  });
  try {
    const matching = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
    assert.deepEqual(matching, []);
  } finally {
    await worker.terminate();
  }
});
