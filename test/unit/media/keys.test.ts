import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandKey } from '../../../media/gallery/keys.ts';
import { openOnMac } from './formPage.ts';
import { imagesMessage, manyImages, TestPage } from './gridPage.ts';

test('a key is its letter, or what its place has on a Latin keyboard', () => {
  const presses = [
    ['s', 'KeyS', 's'],
    ['S', 'KeyS', 's'],
    ['o', 'KeyS', 'o'],
    ['ы', 'KeyS', 's'],
    ['І', 'KeyS', 's'],
    ['α', 'KeyA', 'a'],
    ['é', 'Digit2', 'é'],
    ['/', 'Backslash', '/'],
    ['F2', 'F2', 'F2'],
    ['Delete', 'Delete', 'Delete'],
  ] as const;
  assert.deepEqual(
    presses.map(([key, code]) => commandKey({ key, code })),
    presses.map(([, , command]) => command),
  );
});

test('Cmd+Backspace deletes on a Mac, and nowhere else', (context) => {
  const deleted = () => {
    const page = new TestPage();
    page.page.receive(imagesMessage(manyImages(3), { isFirst: true }));
    page.cell('id1').focus();
    page.press('Backspace');
    page.press('Backspace', { metaKey: true });
    return page.take('run');
  };
  const elsewhere = deleted();
  openOnMac(context);
  assert.deepEqual([elsewhere, deleted()], [[], [{ type: 'run', action: 'delete', id: 'id1', ids: ['id1'] }]]);
});
