import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Details } from '../../../media/gallery/details.ts';
import type { GalleryImage, ImageDetails } from '../../../src/gallery/protocol.ts';
import { boat, buttonNamed, dispatch, find, hostileTexts, openPage, press, translate } from './formPage.ts';

const map: GalleryImage = { ...boat, id: 'map', path: 'docs/map.png', recipe: undefined, uses: 0 };
const huge: GalleryImage = {
  ...boat,
  id: 'huge',
  path: 'huge.png',
  facts: { hash: 'c', isDrawable: false, hasThumbnail: false },
};
const answer: ImageDetails = {
  id: 'boat',
  prompt: 'A paper boat, at length',
  revisedPrompt: 'A small paper boat, at length',
  facts: [
    { name: 'Model', value: 'gpt-image-2' },
    { name: 'Took', value: '14 s' },
  ],
  uses: ['docs/guide.md:12', 'README.md:3'],
  parent: 'map',
  children: ['huge', 'gone'],
  versions: [],
};

function openDetails() {
  const page = openPage();
  const heard: string[] = [];
  const details = new Details({
    host: page.host,
    translate,
    addressOf: ({ path, modifiedAt }) => `https://gallery.test/${path}?v=${modifiedAt}`,
    thumbnailOf: (hash) => `https://gallery.test/thumbnails/${hash}`,
    imageOf: (id) => [boat, map, huge].find((image) => image.id === id),
    onClose: () => heard.push('close'),
    onSelect: (id) => heard.push(id),
  });
  document.body.append(details.element);
  return { ...page, details, heard, aside: details.element };
}

/** What is seen: the visible text, one line for each element that has some of its own. */
function lines(root: HTMLElement): readonly string[] {
  const walker = document.createTreeWalker(root, 4);
  const found: string[] = [];
  while (walker.nextNode()) {
    const isSeen = walker.currentNode.parentElement?.closest('[hidden]') === null;
    if (isSeen && walker.currentNode.textContent?.trim()) found.push(walker.currentNode.textContent);
  }
  return found;
}

const actions = ['Insert', 'Generate Again', 'Use Prompt'];

test('what is known is shown at once, and all of it after the answer', () => {
  const { details, aside, takePosted } = openDetails();
  details.show(boat);
  const measures = ['docs/images/boat.png', '1600 × 600 · 1.4 MB · $0.053'];
  assert.deepEqual(lines(aside), [
    'boat.png',
    ...measures,
    'Prompt',
    'A paper boat',
    'Revised prompt',
    'A small paper boat',
    ...actions,
  ]);
  details.update(answer);
  assert.deepEqual(lines(aside), [
    'boat.png',
    ...measures,
    ...['Prompt', 'A paper boat, at length', 'Revised prompt', 'A small paper boat, at length'],
    ...['Model', 'gpt-image-2', 'Took', '14 s'],
    ...['Used in', 'docs/guide.md:12', 'README.md:3'],
    ...['Made from', 'map.png', 'Made into', 'huge.png'],
    ...actions,
  ]);
  assert.deepEqual(
    [aside.tagName, aside.getAttribute('aria-label'), aside.hidden, takePosted()],
    ['ASIDE', 'boat.png', false, [{ type: 'details', id: 'boat' }]],
  );
});

test('an image without a recipe or a link offers only what it has', () => {
  const { details, aside } = openDetails();
  details.show(map);
  assert.deepEqual(lines(aside), [
    'map.png',
    'docs/map.png',
    '1600 × 600 · 1.4 MB',
    'Not used in a document',
    'Insert',
  ]);
});

test('the extension is asked again only for another image, or other facts', () => {
  const { details, takePosted } = openDetails();
  const shown: readonly (GalleryImage | undefined)[] = [
    boat,
    { ...boat, isFavourite: true },
    { ...boat, facts: undefined },
    boat,
    { ...boat, modifiedAt: 2 },
    { ...boat, modifiedAt: 2, uses: 5 },
    undefined,
    map,
  ];
  const asked = shown.map((image) => {
    details.show(image);
    return takePosted().length;
  });
  assert.deepEqual(asked, [1, 0, 1, 1, 1, 1, 0, 1]);
});

test('an answer for another image, or after closing, changes nothing', () => {
  const { details, aside } = openDetails();
  details.show(map);
  const before = lines(aside);
  details.update(answer);
  const during = lines(aside);
  details.show(undefined);
  details.update({ ...answer, id: 'map' });
  assert.deepEqual([during, aside.hidden], [before, true]);
});

test('every button says what it is for', () => {
  const { details, aside, heard, takePosted } = openDetails();
  details.show(boat);
  details.update(answer);
  takePosted();
  for (const name of [
    ...['Copy prompt', 'Copy revised prompt', 'README.md:3', 'map.png', 'huge.png'],
    ...['Insert', 'Generate Again', 'Use Prompt', 'Favourite', 'Close details'],
  ])
    buttonNamed(aside, name).click();
  const run = (action: string) => ({ type: 'run', action, id: 'boat', ids: ['boat'] });
  assert.deepEqual(takePosted(), [
    { type: 'copyText', text: 'A paper boat, at length' },
    { type: 'copyText', text: 'A small paper boat, at length' },
    { type: 'openUse', id: 'boat', index: 1 },
    ...['insert', 'generateAgain', 'usePrompt', 'favourite'].map(run),
  ]);
  press(find(aside, '.details-title button'), 'Escape');
  assert.deepEqual(heard, ['map', 'huge', 'close', 'close']);
});

test('what has earlier versions can be compared with them', () => {
  const { details, aside, takePosted } = openDetails();
  details.show({ ...boat, hasVersions: true });
  takePosted();
  buttonNamed(aside, 'Compare').click();
  const asked = takePosted();
  const { hasVersions } = JSON.parse(find(aside, '.details-picture').dataset.vscodeContext ?? '') as Record<
    string,
    unknown
  >;
  details.show(boat);
  assert.deepEqual(
    [asked, hasVersions, buttonNamed(aside, 'Compare').hidden],
    [[{ type: 'run', action: 'compare', id: 'boat', ids: ['boat'] }], true, true],
  );
});

test('relatives are shown by their stored thumbnails, or by an icon', () => {
  const { details, aside } = openDetails();
  details.show(boat);
  details.update(answer);
  const pictures = () =>
    ['map.png', 'huge.png'].map((name) => {
      const picture = buttonNamed(aside, name).firstElementChild;
      return picture?.getAttribute('src') ?? picture?.className;
    });
  const stored = pictures();
  dispatch(find(aside, '.details-thumbnail'), 'Event', 'error');
  const iconClass = 'codicon codicon-file-media';
  assert.deepEqual(
    [stored, pictures()],
    [
      ['https://gallery.test/thumbnails/b0a7', iconClass],
      [iconClass, iconClass],
    ],
  );
});

test('a favourite is a pressed button', () => {
  const { details, aside } = openDetails();
  const pressed = [false, true].map((isFavourite) => {
    details.show({ ...boat, isFavourite });
    return buttonNamed(aside, 'Favourite').getAttribute('aria-pressed');
  });
  assert.deepEqual(pressed, ['false', 'true']);
});

test('More opens the menu of the image', () => {
  const { details, aside } = openDetails();
  details.show(boat);
  const contexts: unknown[] = [];
  document.addEventListener('contextmenu', ({ target }) => {
    contexts.push(JSON.parse((target as HTMLElement).dataset.vscodeContext ?? ''));
  });
  buttonNamed(aside, 'More actions').click();
  dispatch(find(aside, '.details-picture'), 'MouseEvent', 'contextmenu');
  const context = {
    ...{ webviewSection: 'image', imageId: 'boat', hasRecipe: true, hasVersions: false },
    preventDefaultContextMenuItems: true,
  };
  assert.deepEqual(contexts, [context, context]);
});

test('what cannot be drawn is never loaded, and says why', () => {
  const size = { width: 99_999, height: 99_999 };
  const facts = { hash: 'c', isDrawable: false, hasThumbnail: false };
  const images: readonly GalleryImage[] = [
    { ...map, facts: { ...facts, size } },
    { ...map, facts, bytes: 500_000_000 },
    { ...map, facts, type: 'svg', bytes: 2_000_000 },
    { ...map, facts },
    { ...map, facts: undefined },
  ];
  const { details, aside } = openDetails();
  const seen = images.map((image) => {
    details.show(image);
    return [find(aside, '.details-placeholder').textContent, aside.querySelectorAll('img').length];
  });
  assert.deepEqual(seen, [
    ['This image is too large to show.', 0],
    ['This image is too large to show.', 0],
    ['This image is too large to show.', 0],
    ['This file holds no image that can be shown.', 0],
    ['', 0],
  ]);
});

test('a picture that fails is not loaded again until its file changes', () => {
  const { details, aside } = openDetails();
  details.show(map);
  dispatch(find(aside, 'img'), 'Event', 'error');
  const placeholder = find(aside, '.details-placeholder');
  const seen = [
    { ...map, isFavourite: true },
    { ...map, modifiedAt: 2 },
  ].map((image) => {
    details.show(image);
    return [placeholder.hidden, aside.querySelectorAll('img').length];
  });
  assert.deepEqual(seen, [
    [false, 0],
    [true, 1],
  ]);
});

test('a state that says the same leaves the focus where it is', () => {
  const { details, aside } = openDetails();
  details.show(boat);
  details.update(answer);
  buttonNamed(aside, 'docs/guide.md:12').focus();
  details.show({ ...boat, isFavourite: true });
  details.update({ ...answer });
  assert.equal(document.activeElement?.textContent, 'docs/guide.md:12');
});

test('prompts, facts and names of strangers are text', () => {
  const { details, aside, takePosted } = openDetails();
  const seen = hostileTexts.map((text) => {
    details.show({ ...map, path: `docs/${text}.png`, recipe: { prompt: text, revisedPrompt: text, model: text } });
    details.update({
      ...answer,
      id: 'map',
      prompt: text,
      facts: [{ name: text, value: text }],
      uses: [text],
      parent: undefined,
      children: [],
    });
    takePosted();
    buttonNamed(aside, 'Copy prompt').click();
    return [aside.querySelectorAll('script, [onerror]').length, takePosted()];
  });
  assert.deepEqual(
    seen,
    hostileTexts.map((text) => [0, [{ type: 'copyText', text }]]),
  );
});
