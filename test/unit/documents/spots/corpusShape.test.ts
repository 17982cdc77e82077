import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import assert from 'node:assert/strict';

interface LabelledDocument {
  readonly path: string;
  readonly language: string;
  readonly places: readonly Place[];
}

interface Place extends Readonly<Record<string, unknown>> {
  readonly line: number;
  readonly written: string;
  readonly is: string;
}

const corpus = join(import.meta.dirname, '../../../fixtures/spots');

const languages = readdirSync(corpus, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const labels = JSON.parse(readFileSync(join(corpus, name, 'labels.json'), 'utf8')) as {
      readonly files: readonly string[];
      readonly documents: readonly LabelledDocument[];
    };
    return { name, ...labels, places: labels.documents.flatMap(({ places }) => places) };
  });

/** What a place of each kind carries beside line, written and is: what it must, and what it may. */
const fields: Readonly<Record<string, readonly [required: readonly string[], optional: readonly string[]]>> = {
  missing: [['file'], ['prompt', 'promptFrom', 'size']],
  placeholder: [[], ['prompt', 'promptFrom', 'size']],
  comment: [['prompt'], ['size', 'model', 'file']],
  nothing: [['why'], []],
};

function faults(place: Place): string[] {
  const [required, optional] = fields[place.is] ?? [[], []];
  const known = new Set(['line', 'written', 'is', ...required, ...optional]);
  const asksOnce = ['missing', 'placeholder'].includes(place.is) && 'prompt' in place === 'promptFrom' in place;
  return [
    ...(place.is in fields ? [] : [`unknown kind ${place.is}`]),
    ...required.filter((field) => !(field in place)).map((field) => `no ${field}`),
    ...Object.keys(place)
      .filter((field) => !known.has(field))
      .map((field) => `unknown field ${field}`),
    ...(asksOnce ? ['one of prompt and promptFrom'] : []),
    ...('promptFrom' in place && place.promptFrom !== 'context' ? ['promptFrom'] : []),
    ...('size' in place && !/^\d+x\d+$/.test(String(place.size)) ? ['size'] : []),
  ];
}

test('every language of the corpus has enough labelled places, and all together at least 300', () => {
  const counts = languages.map(({ name, places }) => [name, places.length] as const);
  assert.deepEqual(
    counts.filter(([, count]) => count < 25),
    [],
  );
  assert.ok(counts.length >= 15 && counts.reduce((sum, [, count]) => sum + count, 0) >= 300, JSON.stringify(counts));
});

test('at least four in ten of the labelled places of a language are traps, and at least a dozen are none', () => {
  const lopsided = languages.filter(({ places }) => {
    const traps = places.filter(({ is }) => is === 'nothing').length;
    return traps < 0.4 * places.length || places.length - traps < 12;
  });
  assert.deepEqual(
    lopsided.map(({ name }) => name),
    [],
  );
});

test('what a label calls written stands on its line, and the labels follow the text', () => {
  const astray: string[] = [];
  for (const { name, documents } of languages)
    for (const { path, places } of documents) {
      const lines = readFileSync(join(corpus, name, path), 'utf8').split(/\r?\n/);
      let last = { line: 0, column: -1 };
      for (const { line, written } of places) {
        const from = line === last.line ? last.column + 1 : 0;
        const column = lines[line - 1]?.indexOf(written, from) ?? -1;
        if (written === '' || column === -1 || line < last.line) astray.push(`${name}/${path}:${line} ${written}`);
        last = { line, column };
      }
    }
  assert.deepEqual(astray, []);
});

test('a label has the fields of its kind and no others', () => {
  const wrong = languages.flatMap(({ name, places }) =>
    places.flatMap((place) => faults(place).map((fault) => `${name}: ${place.written}: ${fault}`)),
  );
  assert.deepEqual(wrong, []);
});

test('a file that a label calls missing is not among those that exist', () => {
  const there = languages.flatMap(({ name, files, places }) =>
    places
      .filter(({ is, file }) => is === 'missing' && (files.includes(String(file)) || /^\/|^\.\.?\//.test(String(file))))
      .map(({ file }) => `${name}/${String(file)}`),
  );
  assert.deepEqual(there, []);
});
