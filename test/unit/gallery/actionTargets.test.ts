import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import { galleryActions } from '../../../src/galleryActions.ts';
import { targetsOf } from '../../../src/gallery/actionTargets.ts';

const all = ['one', 'two', 'three'];

test('what is made for several goes for all that are selected', () => {
  const actions = ['insert', 'copyMarkdown', 'copyPath', 'copyPrompt', 'favourite', 'delete'] as const;
  assert.deepEqual(
    actions.map((action) => targetsOf(action, 'two', all)),
    actions.map(() => all),
  );
});

test('what costs money or means one image goes for the one it was asked for, not for the first that is selected', () => {
  const actions = ['generateAgain', 'usePrompt', 'rename', 'open', 'reveal', 'copyImage', 'compare'] as const;
  assert.deepEqual(
    actions.map((action) => [targetsOf(action, 'two', all), targetsOf(action, undefined, all)]),
    actions.map(() => [['two'], ['one']]),
  );
});

test('every action is a command and an entry of the menu on an image', () => {
  const named = galleryActions.map((action) => `paperBoat.gallery.${action}`).sort();
  const { commands, menus } = manifest.contributes;
  const isOurs = (command: string): boolean => command.startsWith('paperBoat.gallery.');
  assert.deepEqual(
    [commands, menus['webview/context']].map((entries) =>
      entries
        .map(({ command }) => command)
        .filter(isOurs)
        .sort(),
    ),
    [named, named],
  );
});
