import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { suite, test } from 'node:test';
import { rangeOf, type WantedImage } from '../../../../src/documents/missing/wantedImages.ts';
import { partsIn } from '../../../../src/missing/documentPart.ts';
import { WantedReader, type WantingPart } from '../../../../src/missing/wantedReader.ts';
import { projectRoot } from '../../../support/vscode/role.ts';
import { filesTree } from '../missing/filesTree.ts';

/** A place that a hand has labelled; test/fixtures/spots/README.md says what the words mean. */
interface Label {
  readonly line: number;
  readonly written: string;
  readonly is: 'missing' | 'placeholder' | 'comment' | 'nothing';
  readonly file?: string;
  readonly prompt?: string;
  readonly promptFrom?: 'context';
  readonly size?: string;
  readonly model?: string;
}

interface Labels {
  readonly files: readonly string[];
  readonly documents: readonly { readonly path: string; readonly places: readonly Label[] }[];
}

const corpus = join(projectRoot, 'test', 'fixtures', 'spots');
const root = '/corpus';
const languages = readdirSync(corpus, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

function labelsOf(language: string): Labels {
  const labels = JSON.parse(readFileSync(join(corpus, language, 'labels.json'), 'utf8')) as Labels;
  return language === 'notebook' ? { ...labels, documents: labels.documents.map(withoutJson) } : labels;
}

/** In a notebook the text of a cell is a string of JSON. */
function withoutJson(document: Labels['documents'][number]): Labels['documents'][number] {
  const places = document.places.map((label) => ({ ...label, written: JSON.parse(`"${label.written}"`) as string }));
  return { ...document, places };
}

interface Row {
  readonly language: string;
  readonly places: number;
  readonly wanted: number;
  readonly found: number;
  readonly right: number;
}

const rows: Row[] = [];

suite('Images that documents want, beside what a hand has labelled', () => {
  for (const language of languages)
    test(`in ${language} all of them are found, and nothing else`, async () => {
      const { files, documents } = labelsOf(language);
      const list = filesTree([...files, ...documents.map(({ path }) => path)].map((path) => posix.join(root, path)));
      const tree = {
        list: async (path: string) => ((await list(path)) ?? []).map((name) => ({ name, kind: 'file' as const })),
      };
      const reader = new WantedReader([{ path: root, tree: { ...tree, ...noReads } }], { ...tree, ...noReads });
      const expected: string[] = [];
      const found: string[] = [];
      for (const { path, places } of documents) {
        const wanted = places.filter(({ is }) => is !== 'nothing');
        expected.push(...wanted.map((label) => `${placeText(path, label.line)} ${describe(label)}`));
        const bytes = await readFile(join(corpus, language, path));
        for (const part of partsIn(path, bytes)) {
          const reading = await reader.read(posix.join(root, path), part);
          found.push(...(reading?.wanted ?? []).map((each) => foundText(path, each, reading, wanted)));
        }
      }
      const right = found.filter((each) => expected.includes(each)).length;
      const places = documents.reduce((sum, document) => sum + document.places.length, 0);
      rows.push({ language, places, wanted: expected.length, found: found.length, right });
      assert.deepEqual(found.toSorted(), expected.toSorted());
    });

  test('the table: precision and recall of each language', (context) => {
    const table = rows.map(({ language, places, wanted, found, right }) =>
      [
        language.padEnd(18),
        `${places} places`.padStart(11),
        `${wanted} wanted`.padStart(11),
        `precision ${ratio(right, found)}`,
        `recall ${ratio(right, wanted)}`,
      ].join('  '),
    );
    const all = rows.reduce((sum, { places }) => sum + places, 0);
    for (const line of [...table, `${all} labelled places`]) context.diagnostic(line);
    assert.ok(all >= 300, `${all} labelled places`);
    assert.deepEqual(
      rows.filter(({ wanted, found, right }) => right !== wanted || right !== found),
      [],
    );
  });
});

const noReads = {
  stat: () => Promise.resolve(undefined),
  read: () => Promise.reject(new Error('Nothing is read here.')),
  realPath: (path: string) => Promise.resolve(path),
};

const ratio = (part: number, whole: number): string => (whole === 0 ? 1 : part / whole).toFixed(3);

/** Lines of a notebook are those of its JSON, which the reader of a cell does not see. */
const placeText = (path: string, line: number): string => (path.endsWith('.ipynb') ? path : `${path}:${line}`);

function describe({ is, written, file = '', prompt, size = '', model = '' }: Label): string {
  return JSON.stringify({ is, written, file, prompt: prompt ?? '(context)', size, model });
}

/** A prompt that the label leaves to the context must be there, whatever it is. */
function foundText(
  path: string,
  each: WantedImage,
  reading: WantingPart | undefined,
  labels: readonly Label[],
): string {
  const { text = '' } = reading?.part ?? {};
  const { start, end } = rangeOf(each.spot);
  const line = text.slice(0, start).split('\n').length;
  const [firstLine = ''] = text.slice(start, end).split(/\r?\n/);
  const written = each.kind === 'comment' ? firstLine.trim() : text.slice(start, end);
  const isFromContext = labels.some((label) => label.line === line && label.written === written && label.promptFrom);
  const label: Label = {
    ...{ line, written, is: each.kind },
    ...(each.path !== undefined && { file: posix.relative(root, each.path) }),
    ...(!(isFromContext && each.prompt !== '') && { prompt: each.prompt }),
    size: each.sizeWord ?? (each.size ? `${each.size.width}x${each.size.height}` : ''),
    ...(each.model !== undefined && { model: each.model }),
  };
  return `${placeText(path, line)} ${describe(label)}`;
}
