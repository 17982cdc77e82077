import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Job, Waiting } from '../../../src/gallery/cards.ts';
import { find, hostileTexts } from './formPage.ts';
import { imageOf, imagesMessage, manyImages, state, TestPage } from './gridPage.ts';

function openWith(count: number): TestPage {
  const test = new TestPage();
  test.page.receive(imagesMessage(manyImages(count), { isFirst: true }));
  return test;
}

const job = (change: Partial<Job> = {}): Job => ({
  ...{ id: 'job', prompt: 'A boat', model: 'm', count: 1, startedAt: 0, status: 'running', images: [] },
  ...change,
});

test('ten thousand images need as many nodes as a hundred, wherever the grid is scrolled', () => {
  const counts = [100, 10_000].flatMap((count) => {
    const page = openWith(count);
    const nodes = () => page.grid.querySelectorAll('[role=gridcell]').length;
    const top = nodes();
    // The one that keys go from stays, wherever it is.
    page.click(page.cell('id0'));
    page.scroll(1000);
    return [top, nodes() - 3, page.grid.getAttribute('aria-rowcount'), page.grid.getAttribute('aria-colcount')];
  });
  assert.deepEqual(counts, [24, 24, '34', '3', 24, 24, '3334', '3']);
});

test('rows are read in their order, with their numbers, after scrolling here and there', () => {
  const page = openWith(300);
  const seen = [2000, 5000, 300, 0, 99_999].map((scrollTop) => {
    page.scroll(scrollTop);
    const numbers = [...page.grid.querySelectorAll('[role=row]')].map((row) =>
      Number(row.getAttribute('aria-rowindex')),
    );
    return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
  });
  assert.deepEqual([seen, page.ids.at(-1)], [[true, true, true, true, true], 'id299']);
});

test('keys lead through the grid, and the focus stays in what is scrolled away', () => {
  const page = openWith(100);
  page.cell('id0').focus();
  const visited = ['ArrowRight', 'ArrowDown', 'End', 'Home', 'PageDown', 'ArrowUp'].map((key) => {
    page.press(key);
    return page.focusedId;
  });
  page.press('End', { ctrlKey: true });
  const last = page.focusedId;
  page.scroll(0);
  assert.deepEqual(
    [visited, last, page.focusedId, page.cells.filter(({ tabIndex }) => tabIndex === 0).length],
    [['id1', 'id4', 'id5', 'id3', 'id9', 'id6'], 'id99', 'id99', 1],
  );
});

test('images are selected by clicks and keys, and what is done is done to all of them', () => {
  const page = openWith(30);
  page.click(page.cell('id1'));
  page.click(page.cell('id4'), { shiftKey: true });
  page.click(page.cell('id2'), { ctrlKey: true });
  page.press('F2');
  page.click(page.cell('id3'), { ctrlKey: true });
  page.click(page.cell('id3'), { ctrlKey: true });
  page.press('Delete');
  page.press('ArrowRight');
  page.press('ArrowRight', { shiftKey: true });
  page.press(' ');
  page.press('a', { ctrlKey: true });
  page.press('Escape');
  page.cell('id9').focus();
  for (const key of ['i', 'g', 's']) page.press(key);
  page.press('c', { metaKey: true });
  const told = page.posted.flatMap((message) => {
    if (message.type === 'select') return [message.ids.length > 5 ? message.ids.length : message.ids.join(' ')];
    return message.type === 'run' ? [`${message.action}: ${message.ids.join(' ')}`] : [];
  });
  assert.deepEqual(told, [
    ...['id1', 'id1 id2 id3 id4', 'id1 id3 id4', 'rename: id2', 'id1 id4', 'id1 id3 id4', 'delete: id1 id3 id4'],
    ...['id3 id4 id5', 'id3 id4', 30, ''],
    ...['insert: id9', 'favourite: id9', 'copyMarkdown: id9'],
  ]);
});

test('a double click inserts, a drag carries the selection', () => {
  const page = openWith(10);
  page.dispatch(page.cell('id2'), 'MouseEvent', 'dblclick', {});
  page.click(page.cell('id3'));
  page.click(page.cell('id5'), { ctrlKey: true });
  const dragged: Record<string, string> = {};
  const dataTransfer = { setData: (kind: string, data: string) => (dragged[kind] = data), effectAllowed: '' };
  for (const id of ['id1', 'id5']) {
    const { defaultView } = document;
    const event = defaultView && Object.assign(new defaultView.Event('dragstart', { bubbles: true }), { dataTransfer });
    if (event) page.cell(id).dispatchEvent(event);
    dragged[id] = dragged['application/vnd.paper-boat.images'] ?? '';
  }
  page.dispatch(page.cell('id5'), 'MouseEvent', 'dblclick', {});
  assert.deepEqual(page.take('run'), [
    { type: 'run', action: 'insert', id: 'id2', ids: ['id2'] },
    { type: 'run', action: 'insert', id: 'id5', ids: ['id3', 'id5'] },
  ]);
  assert.deepEqual([dragged.id1, dragged.id5, dataTransfer.effectAllowed], ['["id1"]', '["id3","id5"]', 'copy']);
});

test('a card stands first, its image takes its place, and goes to its own with another query', () => {
  const page = openWith(4);
  const first = () => page.ids.slice(0, 3);
  page.page.receive({ type: 'state', state: { ...state, jobs: [job()] } });
  const seen = [first()];
  page.page.receive(imagesMessage([imageOf('made', { modifiedAt: 0 })]));
  page.page.receive({ type: 'state', state: { ...state, jobs: [job({ status: 'done', images: ['made'] })] } });
  seen.push(first());
  page.page.receive({ type: 'state', state });
  seen.push(first());
  page.search('id');
  page.search('');
  seen.push(first(), page.ids.slice(-1));
  assert.deepEqual(seen, [
    ['card: A boat', 'id0', 'id1'],
    ['made', 'id0', 'id1'],
    ['made', 'id0', 'id1'],
    ['id0', 'id1', 'id2'],
    ['made'],
  ]);
});

test('an image of what ran before a search is shown where the search finds it', () => {
  const page = openWith(2);
  page.page.receive({ type: 'state', state: { ...state, jobs: [job()] } });
  page.search('zeppelin');
  const seen = [page.ids];
  page.page.receive(imagesMessage([imageOf('made')]));
  page.page.receive({ type: 'state', state: { ...state, jobs: [job({ status: 'done', images: ['made'] })] } });
  seen.push(page.ids, [find(document, '.empty-page p').textContent]);
  const later = { ...job({ count: 1 }), id: 'later' };
  page.page.receive({ type: 'state', state: { ...state, jobs: [later] } });
  page.page.receive(imagesMessage([imageOf('other')]));
  page.page.receive({ type: 'state', state: { ...state, jobs: [{ ...later, status: 'done', images: ['other'] }] } });
  seen.push(page.ids);
  assert.deepEqual(seen, [['card: A boat'], [], ['No image matches.'], ['other']]);
});

const waiting: readonly Waiting[] = [
  { kind: 'kept', id: 'pier', name: 'pier.png', prompt: 'A pier', isInMemory: false },
  { kind: 'interrupted', id: 'fog', prompt: 'A lighthouse', outcome: 'Unknown', sentence: 'It was cut off.' },
];

test('what waits for a decision stands behind the jobs, and away while something is searched for', () => {
  const page = openWith(2);
  const told = { ...state, jobs: [job()], waiting };
  page.page.receive({ type: 'state', state: told });
  const seen = [page.ids];
  page.search('id1');
  seen.push(page.ids);
  page.search('');
  page.page.receive({ type: 'state', state: { ...told, jobs: [], waiting: waiting.slice(1) } });
  seen.push(page.ids);
  assert.deepEqual(seen, [
    ['card: A boat', 'card: Kept: pier.png', 'card: A lighthouse', 'id0', 'id1'],
    ['card: A boat', 'id1'],
    ['card: A lighthouse', 'id0', 'id1'],
  ]);
});

test('what waits is reached and decided by keys, and the focus goes on when it is gone', () => {
  const page = openWith(2);
  page.page.receive({ type: 'state', state: { ...state, waiting } });
  page.cell('id0').focus();
  page.press('Home', { ctrlKey: true });
  const seen = [page.focusedId];
  page.press('Enter');
  seen.push(document.activeElement?.textContent ?? '');
  page.page.receive({ type: 'state', state: { ...state, waiting: waiting.slice(1) } });
  seen.push(page.focusedId);
  page.press('Delete');
  page.press(' ');
  assert.deepEqual(
    [seen, page.take('run'), page.take('select')],
    [['card: Kept: pier.png', 'Save', 'card: A lighthouse'], [], []],
  );
});

test('images that arrive move nothing that was scrolled to, pointed at or focused', () => {
  const arrivals = imagesMessage([imageOf('new', { modifiedAt: 2_000_000 })]);
  const place = (page: TestPage, id: string) => {
    const [row] = page.placeOf(id);
    const transform = page.cell(id).parentElement?.style.transform ?? '';
    const top = Number(/[\d.]+/.exec(transform)?.[0]) - page.grid.scrollTop;
    return [top, page.placeOf(id)[1], row !== undefined];
  };
  const prepared = [
    (page: TestPage) => {
      page.scroll(1000);
    },
    (page: TestPage) => {
      page.dispatch(page.cell('id17'), 'MouseEvent', 'pointerover', {});
    },
    (page: TestPage) => {
      page.cell('id17').focus();
    },
  ];
  const [moved, ...held] = [() => undefined, ...prepared].map((prepare) => {
    const page = openWith(100);
    prepare(page);
    const before = place(page, 'id17');
    page.page.receive(arrivals);
    return JSON.stringify(before) === JSON.stringify(place(page, 'id17'));
  });
  assert.deepEqual([moved, held], [false, [true, true, true]]);
});

test('a cell goes on with its image when others come before it', () => {
  const page = openWith(5);
  const before = page.cell('id0');
  page.page.receive(imagesMessage([imageOf('new', { modifiedAt: 2_000_000 })]));
  assert.deepEqual([page.ids[0], page.cell('id0') === before], ['new', true]);
});

test('when the focused image goes, its neighbour has the focus', () => {
  const page = openWith(5);
  page.cell('id4').focus();
  page.page.receive(imagesMessage([], { removed: ['id4'] }));
  const last = page.focusedId;
  page.cell('id1').focus();
  page.page.receive(imagesMessage([], { removed: ['id1'] }));
  assert.deepEqual([last, page.focusedId], ['id3', 'id2']);
});

test('pictures come from where they should, and none while they only fly past', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const page = new TestPage();
  const facts = { hash: 'h', isDrawable: true, hasThumbnail: false };
  const images = [
    imageOf('stored', { modifiedAt: 9 }),
    imageOf('drawing', { modifiedAt: 8, type: 'svg', facts }),
    imageOf('huge', { modifiedAt: 7, facts: { ...facts, isDrawable: false } }),
    imageOf('unknown', { modifiedAt: 6, facts: undefined }),
    ...manyImages(200).map((image) => ({ ...image, modifiedAt: 0 })),
  ];
  page.page.receive(imagesMessage(images, { isFirst: true }));
  const sources = (ids: readonly string[]) => ids.map((id) => page.cell(id).querySelector('img')?.src);
  const top = [...sources(['stored', 'drawing', 'huge', 'unknown']), page.cell('huge').ariaLabel];
  page.scroll(5000);
  const passing = page.ids.filter((id) => id.startsWith('id'));
  const flying = new Set(sources(passing));
  context.mock.timers.tick(100);
  const landed = passing.map((id) => `https://files.example/thumbnails/hash-${id}.webp`);
  assert.deepEqual(
    { top, flying: [...flying], landed: sources(passing) },
    {
      top: [
        'https://files.example/thumbnails/hash-stored.webp',
        'https://files.example/site/images/drawing.png?v=8',
        undefined,
        undefined,
        'huge.png, Cannot be previewed',
      ],
      flying: [undefined],
      landed,
    },
  );
});

test('all that is in view is told at once, then when that changes, ten times a second at most', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const page = new TestPage();
  const looks = (pauseMs: number, ...images: ReturnType<typeof imageOf>[]) => {
    page.page.receive(imagesMessage(images));
    context.mock.timers.tick(pauseMs);
    return page.take('look').map(({ ids }) => ids.join(' '));
  };
  const told = [
    looks(0, imageOf('a', { facts: undefined }), imageOf('b')),
    looks(50, imageOf('c')),
    looks(40, imageOf('d')),
    looks(10),
    looks(100, imageOf('a')),
    looks(0, imageOf('a', { modifiedAt: 2 })),
  ];
  assert.deepEqual(told, [['a b'], [], [], ['a b c d'], [], ['a b c d']]);
});

test('texts of strangers are names and nothing else, and cut where there is no end to them', () => {
  const page = new TestPage();
  const images = hostileTexts.map((text, index) =>
    imageOf(`id${index}`, { path: `x/${text.replaceAll('/', '')}`, alt: text, recipe: { prompt: text, model: text } }),
  );
  page.page.receive(imagesMessage(images, { isFirst: true }));
  const markup = document.querySelectorAll('.grid script, .toolbar script, [onerror]').length;
  const longest = Math.max(...page.cells.map(({ ariaLabel }) => ariaLabel?.length ?? 0));
  assert.deepEqual([page.ids.length, markup, longest < 300], [hostileTexts.length, 0, true]);
});
