import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Job } from '../../../src/gallery/cards.ts';
import type { PanelState } from '../../../src/gallery/protocol.ts';
import { buttonNamed, choose, find, findTag, replaceGlobal } from './formPage.ts';
import { imageOf, imagesMessage, manyImages, state, TestPage } from './gridPage.ts';

const tally = () => find(document, '.tally').textContent;

test('a search and filters show what they find, and how much of it', () => {
  const page = new TestPage();
  const counted = { prompt: 'A boat', model: 'gpt-image-2', cost: 0.053, costBasis: 'usage' as const };
  const recipe = { ...counted, costBasis: undefined };
  const images = [
    imageOf('a', { recipe: counted, isFavourite: true }),
    imageOf('b', { recipe }),
    imageOf('c', { uses: 1 }),
  ];
  page.page.receive(imagesMessage(images, { isFirst: true }));
  const seen = [tally()];
  page.search('boat');
  seen.push(tally());
  buttonNamed(document, 'Only favourites').click();
  page.draw();
  seen.push(tally());
  buttonNamed(document, 'Clear Filters').click();
  page.search('');
  choose(findTag(document, 'select', '[aria-label=Use]'), 'Used');
  page.draw();
  seen.push(tally());
  choose(findTag(document, 'select', '[aria-label=Model]'), 'gpt-image-2');
  page.draw();
  seen.push(find(document, '.empty-page').textContent);
  buttonNamed(document, 'Clear Search').click();
  seen.push(page.ids.join(' '));
  assert.deepEqual(seen, [
    '3 images · ≈ $0.11',
    '2 of 3 images · ≈ $0.11',
    '1 of 3 images · $0.053',
    '1 of 3 images',
    'No image matches.Clear Search',
    'a b c',
  ]);
});

test('what is typed stays when news come before it is searched for', () => {
  const page = new TestPage();
  const box = findTag(document, 'input', '[type=search]');
  const type = (letter: string) => {
    box.value += letter;
    page.dispatch(box, 'Event', 'input', {});
  };
  page.page.receive(imagesMessage([imageOf('boat'), imageOf('tide')], { isFirst: true }));
  type('bo');
  page.page.receive(imagesMessage([imageOf('gull')]));
  type('at');
  page.draw();
  assert.deepEqual([box.value, page.ids], ['boat', ['boat']]);
});

test('an empty gallery says why, and what to do', () => {
  const form = { ...state.form, key: 'missing' as const };
  const cases: readonly (readonly [Partial<PanelState>, boolean])[] = [
    [{ roots: [] }, false],
    [{}, false],
    [{ isTrusted: false }, true],
    [{ form }, true],
    [{}, true],
  ];
  const texts = cases.map(([change, isComplete]) => {
    const page = new TestPage({ start: { ...state, ...change } });
    page.page.receive(imagesMessage([], { isFirst: true, isComplete }));
    const column = find(document, '.empty-page');
    for (const button of column.querySelectorAll('button')) button.click();
    return [column.querySelector('p')?.textContent, page.take('ask').map(({ question }) => question)];
  });
  assert.deepEqual(texts, [
    ['A folder is where images are found and saved.', ['openFolder']],
    [undefined, []],
    ['This folder is in Restricted Mode: images are shown, but none can be made.', ['trust']],
    [
      'Describe a picture and it appears here. An API key is needed for it, or try it without one.',
      ['setKey', 'usePlaceholder'],
    ],
    ['No images yet. Describe the first one above.', []],
  ]);
});

test('what stands in place of the grid can be scrolled by keys: by its buttons, or by itself', () => {
  const tabIndexes = [state.form, { ...state.form, key: 'missing' as const }].map((form) => {
    const page = new TestPage({ start: { ...state, form } });
    page.page.receive(imagesMessage([], { isFirst: true }));
    const column = find(document, '.empty-page');
    return [column.querySelectorAll('button').length, column.getAttribute('tabindex')];
  });
  assert.deepEqual(tabIndexes, [
    [0, '0'],
    [2, null],
  ]);
});

test('Enter opens the details, and Escape takes back one thing after the other', () => {
  const page = new TestPage();
  page.page.receive(imagesMessage(manyImages(9), { isFirst: true }));
  page.search('id');
  page.click(page.cell('id2'), { detail: 2 });
  page.press('Enter');
  const pane = find(document, '.image-pane');
  const seen: unknown[] = [page.take('details')];
  for (let count = 0; count < 3; count++) {
    page.press('Escape');
    const box = findTag(document, 'input', '[type=search]');
    seen.push([pane.hidden, page.take('select').length, box.value]);
  }
  assert.deepEqual(seen, [[{ type: 'details', id: 'id2' }], [true, 0, 'id'], [true, 1, 'id'], [true, 0, '']]);
});

test('a click opens the details when no second one comes', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const page = new TestPage();
  page.page.receive(imagesMessage(manyImages(9), { isFirst: true }));
  const opened = (act: () => void) => {
    act();
    context.mock.timers.tick(300);
    return page.take('details').map(({ id }) => id);
  };
  const once = opened(() => {
    page.click(page.cell('id1'));
  });
  page.press('Escape');
  const twice = opened(() => {
    page.click(page.cell('id2'));
    page.click(page.cell('id2'), { detail: 2 });
    page.dispatch(page.cell('id2'), 'MouseEvent', 'dblclick', {});
  });
  assert.deepEqual([once, twice], [['id1'], []]);
});

test('the extension can bring an image into view, even one that is filtered out or still to come', () => {
  const page = new TestPage();
  page.page.receive(imagesMessage(manyImages(200), { isFirst: true }));
  page.search('id1');
  page.page.receive({ type: 'reveal', id: 'id77' });
  const seen = [page.focusedId, tally()];
  page.page.receive({ type: 'reveal', id: 'later' });
  seen.push(page.focusedId);
  page.page.receive(imagesMessage([imageOf('later')]));
  seen.push(page.focusedId);
  assert.deepEqual(seen, ['id77', '200 images', 'id77', 'later']);
});

test('a folder is shown alone, and its chip shows all again', () => {
  const page = new TestPage();
  const images = ['docs/a.png', 'docs/b/c.png', 'other/d.png'].map((path) => imageOf(path, { path }));
  page.page.receive(imagesMessage(images, { isFirst: true }));
  page.page.receive({ type: 'showFolder', root: 0, path: 'docs' });
  const seen = [page.ids.join(' ')];
  buttonNamed(document, 'Folder docs: show all folders').click();
  page.draw();
  seen.push(page.ids.join(' '));
  assert.deepEqual(seen, ['docs/a.png docs/b/c.png', 'docs/a.png docs/b/c.png other/d.png']);
});

test('after a reload all is where it was', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const before = new TestPage();
  before.page.receive(imagesMessage(manyImages(300), { isFirst: true }));
  before.search('id');
  before.click(before.cell('id1'));
  before.click(before.cell('id2'), { shiftKey: true });
  before.scroll(1500);
  context.mock.timers.tick(300);
  const after = new TestPage({ kept: before.kept });
  after.page.receive(imagesMessage(manyImages(20), { isFirst: true, isComplete: false }));
  after.page.receive(imagesMessage(manyImages(300)));
  assert.deepEqual(
    [after.grid.scrollTop, after.take('select').at(-1)?.ids, findTag(document, 'input', '[type=search]').value],
    [1500, ['id1', 'id2'], 'id'],
  );
});

test('a slash and Ctrl+F lead to the search, but not out of a text', () => {
  const page = new TestPage();
  page.page.receive(imagesMessage(manyImages(9), { isFirst: true }));
  const target = (key: string, options?: KeyboardEventInit) => {
    page.press(key, options);
    return document.activeElement?.tagName;
  };
  page.cell('id0').focus();
  const seen = [target('/')];
  findTag(document, 'textarea').focus();
  seen.push(target('/'), target('f', { ctrlKey: true }));
  assert.deepEqual(seen, ['INPUT', 'TEXTAREA', 'INPUT']);
});

test('arriving images are announced, and so is what a search finds', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const page = new TestPage();
  page.page.receive(imagesMessage(manyImages(9), { isFirst: true }));
  const heard = () => {
    context.mock.timers.tick(500);
    return find(document, '.page > [role=status]').textContent;
  };
  const first = heard();
  page.page.receive(imagesMessage([imageOf('boat')]));
  const second = heard();
  page.page.receive(imagesMessage(['a', 'b'].map((id) => imageOf(id))));
  page.search('id');
  assert.deepEqual([first, second, heard()], ['', 'Image arrived: boat.png', '2 images arrived. 9 of 12 images']);
});

test('a job that fails is announced once, with the others that failed', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const jobs = (['failed', 'running', 'running', 'done'] as const).map((status, index): Job => ({
    ...{ id: `job${index}`, prompt: '', model: 'm', count: 1, startedAt: 0, status, images: [] },
    ...(status === 'failed' && { message: 'Before.' }),
  }));
  const page = new TestPage({ start: { ...state, jobs } });
  const failed = jobs.map((job, index): Job => {
    const message = job.message ?? `Failed ${index}.`;
    return job.status === 'done' ? job : { ...job, status: 'failed', message };
  });
  const heard = [failed, failed.slice(0, 1)].map((each) => {
    page.page.receive({ type: 'state', state: { ...state, jobs: each } });
    context.mock.timers.tick(500);
    return find(document, '.page > [role=status]').textContent;
  });
  assert.deepEqual(heard, ['Failed 1. Failed 2.', 'Failed 1. Failed 2.']);
});

test('a folder is forgotten when its number is another root’s', () => {
  const roots = ['one', 'two', 'three'].map((name) => ({ name, base: `https://files.example/${name}` }));
  const images = [imageOf('a'), imageOf('b', { root: 1 })];
  const shown = (change: PanelState['roots']) => {
    const page = new TestPage({ start: { ...state, roots: roots.slice(0, 2) } });
    page.page.receive(imagesMessage(images, { isFirst: true }));
    page.page.receive({ type: 'showFolder', root: 1, path: '' });
    page.page.receive({ type: 'state', state: { ...state, roots: change } });
    return page.ids;
  };
  const [one, two, three] = roots as [(typeof roots)[0], (typeof roots)[0], (typeof roots)[0]];
  assert.deepEqual([shown([one, two, three]), shown([two, one]), shown([one])], [['b'], ['a', 'b'], ['a', 'b']]);
});

test('a folder is forgotten after a reload when its root is not there any more', () => {
  const query = { folder: { root: 1, path: '' }, onlyFavourites: true };
  const page = new TestPage({ kept: { query } });
  page.page.receive(imagesMessage([imageOf('a'), imageOf('b', { isFavourite: true })], { isFirst: true }));
  assert.deepEqual(page.ids, ['b']);
});

test('when the window shrinks and the details cover the focused grid, the focus goes to them', (context) => {
  const page = new TestPage();
  page.page.receive(imagesMessage(manyImages(9), { isFirst: true }));
  page.cell('id1').focus();
  page.press('Enter');
  const before = page.focusedId;
  replaceGlobal(context, 'innerWidth', 600);
  document.defaultView?.dispatchEvent(new document.defaultView.Event('resize'));
  assert.deepEqual([before, find(document, '.image-pane').contains(document.activeElement)], ['id1', true]);
});

test('keys mean what they mean on a Latin keyboard, and a letter in a text is a letter', () => {
  const page = new TestPage();
  page.page.receive(imagesMessage(manyImages(3), { isFirst: true }));
  page.cell('id1').focus();
  page.press('ш', { code: 'KeyI' });
  page.press('і', { code: 'KeyS' });
  page.press('с', { code: 'KeyC', ctrlKey: true });
  const runs = page.take('run').map(({ action }) => action);
  page.press('ф', { code: 'KeyA', ctrlKey: true });
  const selected = page.take('select').map(({ ids }) => ids.length);
  page.press('а', { code: 'KeyF', ctrlKey: true });
  const isSearching = document.activeElement === findTag(document, 'input', '[type=search]');
  page.press('ш', { code: 'KeyI' });
  assert.deepEqual(
    { runs, selected, isSearching, later: page.take('run') },
    { runs: ['insert', 'favourite', 'copyMarkdown'], selected: [3], isSearching: true, later: [] },
  );
});

test('an image is copied only when it is known that it can be drawn, and a failure is seen until the next action', async (context) => {
  const fetched: string[] = [];
  replaceGlobal(context, 'fetch', (address: string) => {
    fetched.push(address);
    return Promise.reject(new Error('Gone.'));
  });
  replaceGlobal(context, 'Image', Object);
  replaceGlobal(
    context,
    'ClipboardItem',
    class {
      readonly png: Promise<Blob>;
      constructor(parts: Readonly<Record<string, Promise<Blob>>>) {
        this.png = parts['image/png'] ?? Promise.reject(new Error('No picture.'));
      }
    },
  );
  const write = ([item]: readonly { readonly png: Promise<Blob> }[]) => item?.png;
  replaceGlobal(context, 'navigator', { userAgent: '', clipboard: { write } });
  const page = new TestPage();
  const facts = { hash: '', isDrawable: false, hasThumbnail: false };
  const images = [imageOf('unknown', { facts: undefined }), imageOf('undrawable', { facts }), imageOf('gone')];
  page.page.receive(imagesMessage(images, { isFirst: true }));
  const notice = find(document, '.notice');
  const seen = [];
  for (const { id } of images) {
    page.page.receive({ type: 'copyImage', id });
    await new Promise(setImmediate);
    const shown = notice.textContent;
    page.cell(id).focus();
    page.press('Shift');
    seen.push([shown, notice.textContent, fetched.length]);
  }
  const failure = 'The image could not be copied.';
  assert.deepEqual(seen, [
    [failure, '', 0],
    [failure, '', 0],
    [failure, '', 1],
  ]);
});
