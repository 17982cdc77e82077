import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostTexts } from './hostTexts.ts';
import { untranslatedTexts } from './pageTexts.ts';
import { parsed } from './sourceFiles.ts';

test('the texts of the host are read wherever they are written out', () => {
  const file = parsed(
    'host.ts',
    [
      "vscode.l10n.t('plain {0}', name);",
      'l10n.t(`template`);',
      "vscode.l10n.t('one ' + ('or ' + `three`));",
      "vscode.l10n.t(isOne ? 'image' : isMany ? 'images' : 'none');",
      "// vscode.l10n.t('comment')",
      'vscode.l10n.t(`hole ${name}`);',
      'vscode.l10n.t(isOne ? label : "known");',
      "const translate = vscode.l10n.t, said = 'vscode.l10n.t(1)';",
    ].join('\n'),
  );
  assert.deepEqual(hostTexts([file]), {
    texts: ['plain {0}', 'template', 'one or three', 'image', 'images', 'none'],
    unreadable: ['host.ts:6', 'host.ts:7', 'host.ts:8'],
  });
});

test('words that the page would show untranslated are found wherever they stand', () => {
  const file = parsed(
    'page.ts',
    [
      "element('p', { class: 'note', text: 'property', attributes: { title: translate('Prompt'), 'aria-label': 'name' } });",
      "node.textContent = isOne ? `${count} branch` : text ?? 'fallback';",
      "node.setAttribute('aria-description', 'attribute'); node.setAttribute('role', 'grid');",
      "new Text('node'); new Text(' '); const read = (file: string) => file; read('file');",
      "show({ label: `×${count}`, title: '100 %', text: cut(prompt, 'x') });",
      "function iconButton(name: string, label: string) {} iconButton('close', 'function');",
      "class Note { constructor(id: string, label: string) { this.#button('method', 'insert'); } #button(title: string, action: string) {} }",
      "new Note('form-key', 'class'); const select = (label: string) => new Note('form-trust', label); select('arrow');",
    ].join('\n'),
  );
  assert.deepEqual(untranslatedTexts([file]), [
    'page.ts:1 property',
    'page.ts:1 name',
    'page.ts:2  branch',
    'page.ts:2 fallback',
    'page.ts:3 attribute',
    'page.ts:4 node',
    'page.ts:6 function',
    'page.ts:7 method',
    'page.ts:8 class',
    'page.ts:8 arrow',
  ]);
});
