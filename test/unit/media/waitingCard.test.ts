import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WaitingCard } from '../../../media/gallery/waitingCard.ts';
import type { InterruptedCard, KeptCard, MoreCard, Waiting } from '../../../src/gallery/cards.ts';
import { buttonNamed, dispatch, find, hostileTexts, openPage, translate } from './formPage.ts';

const kept: KeptCard = {
  kind: 'kept',
  id: 'one',
  name: 'a-pier.png',
  prompt: 'A wooden pier',
  isInMemory: false,
  file: 'one.png',
};
const interrupted: InterruptedCard = {
  kind: 'interrupted',
  id: 'two',
  prompt: 'A lighthouse',
  outcome: 'Outcome unknown: it may have been billed',
  sentence: 'The window closed.',
};
const more: MoreCard = { kind: 'more', id: 'interruptedRequests', count: 3 };

function openCard(waiting: Waiting) {
  const page = openPage();
  const addressOf = (file: string) => `https://files.example/kept/${file}`;
  const card = new WaitingCard({ host: page.host, translate, waiting, addressOf });
  document.body.append(card.element);
  const buttons = [...card.element.querySelectorAll('button')];
  return {
    ...page,
    card,
    names: buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent),
    words: [...card.element.querySelectorAll('p')].map((line) => line.textContent),
  };
}

test('a kept image is shown with its name and prompt, and is saved or deleted by one click', () => {
  const { card, names, words, takePosted } = openCard(kept);
  for (const name of names) buttonNamed(card.element, name).click();
  assert.deepEqual(
    { names, words, source: find(card.element, 'img').getAttribute('src'), posted: takePosted() },
    {
      names: ['Save', 'Delete for Good'],
      words: ['Kept: a-pier.png', 'A wooden pier'],
      source: 'https://files.example/kept/one.png',
      posted: [
        { type: 'decide', decision: 'saveKept', id: 'one' },
        { type: 'decide', decision: 'deleteKept', id: 'one' },
      ],
    },
  );
});

test('a kept image without a file says how long it is there, and one that is no picture shows none', () => {
  const inMemory = openCard({ ...kept, isInMemory: true, file: undefined });
  const seen: unknown[] = [inMemory.words, inMemory.card.element.querySelector('img')];
  const { card } = openCard({ ...kept, prompt: '' });
  dispatch(find(card.element, 'img'), 'Event', 'error');
  seen.push(card.element.querySelectorAll('p').length, card.element.querySelector('img'));
  assert.deepEqual(seen, [
    ['Gone when this window closes or reloads.', 'Kept: a-pier.png', 'A wooden pier'],
    null,
    1,
    null,
  ]);
});

test('an interrupted request says what is known, and is run again or dismissed', () => {
  const { card, names, words, takePosted } = openCard(interrupted);
  for (const name of names) buttonNamed(card.element, name).click();
  assert.deepEqual(
    { names, words, posted: takePosted() },
    {
      names: ['Dismiss', 'Run Again'],
      words: ['A lighthouse', 'Outcome unknown: it may have been billed'],
      posted: [
        { type: 'decide', decision: 'dismissInterrupted', id: 'two' },
        { type: 'decide', decision: 'runAgain', id: 'two' },
      ],
    },
  );
});

test('an interrupted request that was not sent cost nothing, and rests on its whole sentence', () => {
  const { card, words } = openCard({ ...interrupted, outcome: 'Not sent: nothing was billed' });
  const titles = [...card.element.querySelectorAll('p')].map(({ title }) => title);
  assert.deepEqual(
    [words.at(-1), titles],
    ['Not sent: nothing was billed', ['The window closed.', 'The window closed.']],
  );
});

test('what has no card is counted, and leads to the list of all', () => {
  const cards = [more, { ...more, id: 'keptImages' as const }].map((waiting) => {
    const { card, words, takePosted } = openCard(waiting);
    buttonNamed(card.element, 'Show All').click();
    return [words, takePosted()];
  });
  assert.deepEqual(cards, [
    [['More requests that were interrupted: 3.'], [{ type: 'ask', question: 'interruptedRequests' }]],
    [['More images that are kept: 3.'], [{ type: 'ask', question: 'keptImages' }]],
  ]);
});

test('a card that is told again stays as it is, and one that changes keeps the focus', () => {
  const { card } = openCard(more);
  const button = buttonNamed(card.element, 'Show All');
  button.focus();
  card.update({ ...more });
  const isSame = document.activeElement === button;
  card.update({ ...more, count: 2 });
  assert.deepEqual(
    [isSame, document.activeElement?.textContent, find(card.element, 'p').textContent],
    [true, 'Show All', 'More requests that were interrupted: 2.'],
  );
});

test('names, prompts and sentences of strangers are text', () => {
  const seen = hostileTexts.flatMap((text) =>
    [
      { ...kept, name: text, prompt: text, file: undefined },
      { ...interrupted, prompt: text, sentence: text },
    ].map((waiting) => {
      const { card, words } = openCard(waiting);
      return [words.includes(text), card.element.querySelectorAll('img, script').length];
    }),
  );
  assert.deepEqual(
    seen,
    seen.map(() => [true, 0]),
  );
});
