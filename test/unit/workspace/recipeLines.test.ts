import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { recipeFrom } from '../../../src/images/recipeCheck.ts';
import type { Recipe } from '../../../src/images/recipe.ts';
import { recipeLine, withRecipe } from '../../../src/workspace/recipeLines.ts';

const hashOf = (letter: string): string => letter.repeat(64);

function recipe(letter: string, more: Partial<Recipe> = {}): Recipe {
  const request = { count: 1, model: 'gpt-image-2', prompt: 'a boat' };
  return {
    ...{ durationMs: 5, createdAt: '2026-01-01T00:00:00.000Z', bytes: 4, type: 'png', request, version: 1 },
    ...{ hash: hashOf(letter), ...more },
  };
}

/** In the bytes of UTF-8, one character each. */
const line = (...given: Parameters<typeof recipe>): string =>
  Buffer.from(recipeLine(recipe(...given))).toString('latin1');
const file = (...lines: readonly string[]): string => lines.map((each) => `${each}\n`).join('');
const later = { createdAt: '2026-02-01T00:00:00.000Z' };

suite('A line of the team’s recipes', () => {
  test('has its keys in one order, and nothing of the machine', () => {
    const full = recipe('a', {
      ...{ folder: 'file:///home/me/site', file: 'images/boat.png', words: 'boat', parent: hashOf('b'), cost: 0.04 },
      ...{ size: { height: 2, width: 1 }, service: 'api.cometapi.com' },
      request: { user: 'me@example.com', size: '1x2', prompt: 'a boat', model: 'gpt-image-2', count: 1 },
    });
    const expected = `{"version":1,"hash":"${hashOf('a')}","file":"images/boat.png","request":{"prompt":"a boat","model":"gpt-image-2","count":1,"size":"1x2"},"size":{"width":1,"height":2},"words":"boat","service":"api.cometapi.com","type":"png","bytes":4,"cost":0.04,"createdAt":"2026-01-01T00:00:00.000Z","durationMs":5,"parent":"${hashOf('b')}"}`;
    assert.equal(recipeLine(full), expected);
    assert.deepEqual(recipeFrom(JSON.parse(expected))?.file, 'images/boat.png');
  });

  for (const hostile of ['/etc/a.png', '../a.png', 'C:/a.png', 'a\\b.png', 'a\0.png', '.git/a.png'])
    test(`does not name ${JSON.stringify(hostile)}`, () => {
      assert.equal(recipeLine(recipe('a', { file: hostile })).includes('"file"'), false);
    });
});

suite('The recipes of a team', () => {
  test('are sorted by hash, whatever the order they come in', () => {
    const lines = ['c', 'a', 'f', 'b'].map((letter) => line(letter));
    assert.equal(lines.reduce(withRecipe, ''), file(line('a'), line('b'), line('c'), line('f')));
  });

  test('hold an image once: a newer line replaces the older one, and never the other way round', () => {
    const [old, young] = [line('b'), line('b', later)];
    const before = file(line('a'), old, line('c'));
    const after = file(line('a'), young, line('c'));
    assert.deepEqual(
      [withRecipe(before, young), withRecipe(after, young), withRecipe(after, old)],
      [after, after, after],
    );
  });

  test('hold the same bytes once for each file, the newest last', () => {
    const [here, there] = [line('a', { file: 'b.png', ...later }), line('a', { file: 'ä.png' })];
    const both = file(there, here);
    assert.deepEqual([withRecipe(file(there), here), withRecipe(both, there)], [both, both]);
  });

  test('leave other lines as they are, those that nobody can read too', () => {
    const odd = ['', '// by hand', '{"hash":"x"}', '{', '\xff\x00', '{"hash": "spaced"}\r', line('d')];
    const after = withRecipe(file(line('a'), ...odd).slice(0, -1), line('c'));
    assert.equal(
      after,
      file(line('a'), ...odd.slice(0, -1), line('c'), line('d')).replace(line('c') + '\n', `${line('c')}\r\n`),
    );
  });

  test('grow behind a conflict, not inside of it', () => {
    const torn = file('<<<<<<< HEAD', line('a'), line('c'), '=======', line('a', later), '>>>>>>> theirs', line('f'));
    const added = line('a', { createdAt: '2026-03-01T00:00:00.000Z' });
    assert.equal(withRecipe(torn, added), torn + file(added));
  });

  test('lose no line of others and no byte of it, whatever the file holds', () => {
    const piece = fc.oneof(
      fc.constantFrom('a', 'b', 'c').map((letter) => line(letter)),
      fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 9 }),
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('\n')),
        (text) => {
          const after = withRecipe(text, line('bb'[0] ?? '', { file: 'new.png', ...later })).split(/(?<=\n)/);
          const before = text.split(/(?<=\n)/).filter((each) => each !== '');
          const left = after.filter((each) => !each.includes('new.png'));
          assert.deepEqual(left.join('').replace(/\n$/, ''), before.join('').replace(/\n$/, ''));
          assert.equal(after.length - left.length, 1);
        },
      ),
    );
  });
});
