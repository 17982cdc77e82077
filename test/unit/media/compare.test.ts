import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { GalleryImage, ImageDetails, VersionSummary } from '../../../src/gallery/protocol.ts';
import { buttonNamed, choose, dispatch, find, findTag, hostileTexts } from './formPage.ts';
import { imageOf, imagesMessage, TestPage } from './gridPage.ts';

const recipe = { prompt: 'A boat at noon', model: 'gpt-image-2', cost: 0.05, costBasis: 'usage' as const };
const boat = imageOf('boat', { recipe, hasVersions: true });
const older: VersionSummary = {
  hash: 'older',
  file: 'older.png',
  at: '1 May',
  prompt: 'A boat',
  model: 'dall-e-3',
  cost: '$0.04',
};
const oldest: VersionSummary = { hash: 'oldest', file: 'oldest.webp', at: '1 April' };

function detailsOf(versions: readonly VersionSummary[], change: Partial<ImageDetails> = {}): ImageDetails {
  return { id: 'boat', prompt: 'A boat at noon', facts: [], uses: [], children: [], versions, ...change };
}

function openCompare(
  versions: readonly VersionSummary[] | 'unknown' = [older, oldest],
  images = [boat, imageOf('pier')],
) {
  const page = new TestPage();
  page.page.receive(imagesMessage(images, { isFirst: true }));
  page.cell('boat').focus();
  page.page.receive({ type: 'compare', id: 'boat' });
  if (versions !== 'unknown') page.page.receive({ type: 'details', details: detailsOf(versions) });
  const view = find(document, '.compare');
  const become = (change: Partial<GalleryImage>) => {
    page.page.receive(imagesMessage([{ ...boat, ...change }]));
  };
  return { page, view, become };
}

const addressesIn = (view: HTMLElement) => [...view.querySelectorAll('img')].map(({ src }) => src);
const select = () => findTag(document, 'select', '[aria-label="Earlier version"]');

test('an image stands beside the version before it, with what both were made of', () => {
  const { page, view } = openCompare();
  const captions = [...view.querySelectorAll('figcaption')].map((caption) =>
    [...caption.children].map(({ textContent }) => textContent),
  );
  assert.deepEqual(
    {
      title: find(view, 'h2').textContent,
      name: view.getAttribute('aria-labelledby') === find(view, 'h2').id && view.getAttribute('role'),
      addresses: addressesIn(view),
      captions,
      options: [...select().options].map(({ text }) => text),
      asked: page.take('details').map(({ id }) => id),
      focused: document.activeElement?.textContent,
    },
    {
      title: 'Compare boat.png',
      name: 'dialog',
      addresses: ['https://files.example/versions/older.png', 'https://files.example/site/images/boat.png?v=1'],
      captions: [
        ['Earlier', 'dall-e-3 · $0.04 · Replaced 1 May', 'A boat'],
        ['Now', 'gpt-image-2 · 1 KB · $0.05', 'A boat at noon'],
      ],
      options: ['Replaced 1 May · dall-e-3 · A boat', 'Replaced 1 April'],
      asked: ['boat'],
      focused: 'Close',
    },
  );
});

test('what lies under it is out of reach, until Escape closes it and the focus is where it was', () => {
  const { page, view } = openCompare();
  const covered = [...document.querySelectorAll<HTMLElement>('header, .toolbar, .stage')];
  const during = covered.map(({ inert }) => inert);
  select().focus();
  page.press('Escape');
  assert.deepEqual(
    [during, covered.map(({ inert }) => inert), view.hidden, page.focusedId],
    [[true, true, true], [false, false, false], true, 'boat'],
  );
});

test('Escape closes it wherever the focus is, and no other key does anything beneath', () => {
  const { page, view } = openCompare();
  // As a click on a picture does.
  view.focus();
  page.press('/');
  const during = [view.hidden, document.activeElement?.className];
  page.press('Escape');
  assert.deepEqual([during, view.hidden], [[false, 'compare'], true]);
});

test('another version is chosen by its time, and stays chosen as long as it is there', () => {
  const { page, view } = openCompare();
  choose(select(), 'Replaced 1 April');
  const seen = [addressesIn(view)[0], find(view, '.compare-side:first-child .compare-prompt').hidden];
  page.page.receive({
    type: 'details',
    details: detailsOf([{ ...older, hash: 'newest', file: 'newest.png' }, older, oldest]),
  });
  seen.push(select().value);
  page.page.receive({ type: 'details', details: detailsOf([older]) });
  seen.push(select().value);
  assert.deepEqual(seen, ['https://files.example/versions/oldest.webp', true, 'oldest', 'older']);
});

test('it restores what is chosen, says so when the file has it, and offers the way back', (context: TestContext) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { page, view, become } = openCompare();
  choose(select(), 'Replaced 1 April');
  page.take('restore');
  buttonNamed(view, 'Restore').click();
  const asked = page.take('restore');
  const said = () => {
    context.mock.timers.tick(1000);
    return find(document, '[role=status][aria-live]').textContent;
  };
  const heard = [said()];
  become({ modifiedAt: 2, facts: undefined });
  const meanwhile = addressesIn(view);
  become({ modifiedAt: 2, facts: { hash: 'oldest', isDrawable: true, hasThumbnail: false } });
  heard.push(said());
  page.page.receive({ type: 'details', details: detailsOf([{ ...oldest, hash: 'hash-boat' }, older]) });
  become({ modifiedAt: 2, facts: { hash: 'oldest', isDrawable: true, hasThumbnail: true } });
  assert.deepEqual(
    { asked, heard, meanwhile: meanwhile[1], now: addressesIn(view)[1], chosen: select().value },
    {
      asked: [{ type: 'restore', id: 'boat', hash: 'oldest' }],
      heard: ['', 'Restored'],
      meanwhile: 'https://files.example/site/images/boat.png?v=1',
      now: 'https://files.example/site/images/boat.png?v=2',
      chosen: 'hash-boat',
    },
  );
});

test('the slider lays one over the other, and says how much of the earlier one is seen', () => {
  const { view } = openCompare();
  const slider = findTag(view, 'input', '[type=range]');
  const state = () => [
    find(view, '.compare-pictures').classList.contains('is-slider'),
    slider.hidden,
    ['Side by side', 'Slider'].map((name) => buttonNamed(view, name).getAttribute('aria-pressed')),
  ];
  const before = state();
  buttonNamed(view, 'Slider').click();
  const during = state();
  slider.value = '20';
  dispatch(slider, 'Event', 'input');
  const divided = [
    slider.getAttribute('aria-valuetext'),
    find(view, '.compare-pictures').style.getPropertyValue('--divided'),
  ];
  buttonNamed(view, 'Side by side').click();
  assert.deepEqual(
    [before, during, divided, state(), slider.getAttribute('aria-label')],
    [
      [false, true, ['true', 'false']],
      [true, false, ['false', 'true']],
      ['Earlier: 20%', '0.2'],
      before,
      'Divider between the earlier version and the present image',
    ],
  );
});

test('without an earlier version it says so, and there is nothing but to close it', () => {
  const { page, view } = openCompare('unknown');
  const seen = () =>
    [...view.querySelectorAll<HTMLElement>('button, select, .compare-empty, figure')]
      .filter((node) => node.closest('[hidden]') === null)
      .map((node) => node.querySelector('h3')?.textContent ?? node.textContent);
  const before = seen();
  page.page.receive({ type: 'details', details: detailsOf([]) });
  assert.deepEqual(
    [before, seen()],
    [
      ['Close', 'Now'],
      ['Close', 'No earlier version.', 'Now'],
    ],
  );
});

test('what cannot be drawn is not loaded, and says so', () => {
  const { view, become } = openCompare([{ ...older, file: undefined }, oldest]);
  const texts = () => [...view.querySelectorAll('.compare-placeholder')].map(({ textContent }) => textContent);
  const undrawable = [addressesIn(view).length, texts()];
  choose(select(), 'Replaced 1 April');
  dispatch(find(view, '.compare-earlier img'), 'Event', 'error');
  become({ facts: { hash: 'other', isDrawable: false, hasThumbnail: false } });
  assert.deepEqual(
    [undrawable, [addressesIn(view).length, texts()]],
    [
      [1, ['Cannot be previewed']],
      [0, ['Cannot be previewed', 'Cannot be previewed']],
    ],
  );
});

test('it opens when its image comes, and closes when that is gone', () => {
  const page = new TestPage();
  page.page.receive({ type: 'compare', id: 'boat' });
  const view = find(document, '.compare');
  const seen = [view.hidden];
  page.page.receive(imagesMessage([boat], { isFirst: true }));
  seen.push(view.hidden);
  page.page.receive(imagesMessage([], { removed: ['boat'] }));
  seen.push(view.hidden);
  assert.deepEqual(seen, [true, false, true]);
});

test('after a reload it stands again, unless its image is gone', () => {
  const seen = [[boat], [imageOf('pier')]].map((images) => {
    const page = new TestPage({ kept: { comparing: 'boat' } });
    page.page.receive(imagesMessage(images, { isFirst: true }));
    page.page.receive(imagesMessage([boat]));
    return find(document, '.compare').hidden;
  });
  assert.deepEqual(seen, [false, true]);
});

test('what had the focus may be gone when it closes: then the grid has it', () => {
  const page = new TestPage();
  page.page.receive(imagesMessage([boat], { isFirst: true }));
  page.page.receive({ type: 'reveal', id: 'boat' });
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  page.page.receive({ type: 'compare', id: 'boat' });
  page.press('Escape');
  assert.equal(page.focusedId, 'boat');
});

test('an answer about another image changes nothing', () => {
  const { page, view } = openCompare();
  page.page.receive({ type: 'details', details: detailsOf([], { id: 'pier' }) });
  assert.equal(addressesIn(view).length, 2);
});

test('prompts, models and times of strangers are text', () => {
  const { page, view } = openCompare();
  for (const text of hostileTexts) {
    const version = { hash: 'x', file: text, at: text, prompt: text, model: text, cost: text };
    page.page.receive({ type: 'details', details: detailsOf([version]) });
    assert.equal(view.querySelectorAll('script, [onerror]').length, 0);
    assert.ok(addressesIn(view)[0]?.startsWith('https://files.example/versions/'));
  }
});
