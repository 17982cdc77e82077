import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { panelTexts } from '../../../src/gallery/texts/panelTexts.ts';
import { projectRoot } from '../../support/vscode/role.ts';
import { hostTexts } from './hostTexts.ts';
import { untranslatedTexts, writtenTexts } from './pageTexts.ts';
import { sourceFiles } from './sourceFiles.ts';

type Texts = Readonly<Record<string, string>>;

const readProjectFile = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const readTexts = (path: string): Texts => JSON.parse(readProjectFile(path)) as Texts;

const page = sourceFiles('media');
const host = hostTexts(sourceFiles('src'));
const manifestTexts = readTexts('package.nls.json');
const manifestTranslations = readTexts('package.nls.uk.json');
const bundle = readTexts('l10n/bundle.l10n.uk.json');

/** English and Ukrainian side by side, of the manifest and of everything that is said at run time. */
const pairs: readonly (readonly [english: string, ukrainian: string])[] = [
  ...Object.entries(manifestTexts).map(([key, text]) => [text, manifestTranslations[key] ?? ''] as const),
  ...Object.entries(bundle),
];

/** Names, which are the same in every language. */
const names = new Set(['Paper Boat', 'gpt-image-2.5', 'dall-e-3']);

const sorted = (texts: Iterable<string>): readonly string[] => [...new Set(texts)].sort();

test('each key of the manifest has its English and its Ukrainian text, and no text is left over', () => {
  const keys = sorted(readProjectFile('package.json').match(/(?<="%)[^"%]+(?=%")/g) ?? []);
  assert.deepEqual([sorted(Object.keys(manifestTexts)), sorted(Object.keys(manifestTranslations))], [keys, keys]);
});

test('each text of the host and of the page is in the Ukrainian bundle, and nothing else is', () => {
  assert.deepEqual(sorted(Object.keys(bundle)), sorted([...host.texts, ...panelTexts]));
});

test('the host says only what is written out, so that its texts can be collected', () => {
  assert.deepEqual(host.unreadable, []);
});

test('a translation has the same holes and the same code words as its text', () => {
  const marksOf = (text: string) => (text.match(/\{\d+\}|`[^`]*`/g) ?? []).sort();
  const marks = pairs.map((pair) => pair.map(marksOf));
  assert.deepEqual(
    pairs.filter((_, index) => String(marks[index]?.[0]) !== String(marks[index]?.[1])),
    [],
  );
});

test('each text that is not only a name is translated', () => {
  const isMissing = ([english, ukrainian]: readonly [string, string]) =>
    ukrainian.trim() === '' || (ukrainian === english && !names.has(english));
  assert.deepEqual(pairs.filter(isMissing), []);
});

test('commands have one name each: in the palette, on buttons and in sentences', () => {
  const commands = Object.keys(manifestTexts).filter((key) => key.startsWith('command.'));
  const wrong = commands.flatMap((key) => {
    const [english = '', ukrainian = ''] = [manifestTexts[key], manifestTranslations[key]];
    const mentions = (text: string, name: string) => text === name || text.includes(`Paper Boat: ${name}`);
    return pairs.filter((pair) => mentions(pair[0], english) && !mentions(pair[1], ukrainian));
  });
  assert.deepEqual(wrong, []);
});

test('the page shows no words of its own: all of them go through translate', () => {
  assert.deepEqual(
    untranslatedTexts(page).map((found) => found.replace(/:\d+/, '')),
    [
      // The keys of a keyboard.
      'media/gallery/form.ts ⌘Enter',
      'media/gallery/form.ts Ctrl+Enter',
      // The name of the product.
      'media/gallery/page.ts Paper Boat',
    ],
  );
});

test('each text of the page is said somewhere', () => {
  const said = writtenTexts(page);
  assert.deepEqual(
    panelTexts.filter((text) => !said.has(text)),
    [],
  );
});
