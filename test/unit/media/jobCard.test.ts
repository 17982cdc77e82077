import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { JobCard } from '../../../media/gallery/jobCard.ts';
import type { Job } from '../../../src/gallery/cards.ts';
import { buttonNamed, find, hostileTexts, openPage, translate } from './formPage.ts';

const running: Job = {
  id: 'job',
  prompt: 'A paper boat',
  model: 'gpt-image-2',
  count: 2,
  startedAt: 1_000_000,
  status: 'running',
  images: [],
};
const failed: Job = { ...running, status: 'failed', message: 'The key was refused.', remedy: 'Set API Key' };

function openCard(context: TestContext, job: Job, now = job.startedAt) {
  context.mock.timers.enable({ apis: ['setInterval', 'Date'], now });
  const page = openPage();
  const card = new JobCard({ host: page.host, translate, job, index: 1 });
  document.body.append(card.element);
  const elapsed = () => find(card.element, '[role=timer]').textContent;
  return {
    ...page,
    card,
    elapsed,
    tick: (ms: number) => {
      context.mock.timers.tick(ms);
    },
  };
}

test('a running card counts its seconds until it is disposed of', (context) => {
  const { card, elapsed, tick } = openCard(context, running, running.startedAt + 12_000);
  const seen = [elapsed()];
  for (const ms of [1000, 46_000, 1000]) {
    tick(ms);
    seen.push(elapsed());
  }
  card.dispose();
  tick(60_000);
  assert.deepEqual([...seen, elapsed()], ['12 s', '13 s', '59 s', '1 min 0 s', '1 min 0 s']);
});

test('a clock that is behind counts from zero', (context) => {
  const { elapsed } = openCard(context, running, running.startedAt - 90_000);
  assert.equal(elapsed(), '0 s');
});

test('a running card shows its place and its prompt, and can be cancelled', (context) => {
  const { card, takePosted } = openCard(context, running);
  buttonNamed(card.element, 'Cancel').click();
  assert.deepEqual(
    [find(card.element, '.job-head').textContent, find(card.element, '.job-prompt').textContent, takePosted()],
    ['0 s2 of 2', 'A paper boat', [{ type: 'cancelJob', job: 'job' }]],
  );
});

test('a failed card says what happened, and has one remedy and a way to be rid of it', (context) => {
  const { card, takePosted } = openCard(context, failed);
  buttonNamed(card.element, 'Set API Key').click();
  buttonNamed(card.element, 'Dismiss').click();
  const message = find(card.element, '.job-message');
  assert.deepEqual(
    [message.textContent, message.title, takePosted()],
    [
      failed.message,
      failed.message,
      [
        { type: 'remedy', job: 'job' },
        { type: 'dismissJob', job: 'job' },
      ],
    ],
  );
});

test('a cancelled card has nothing to remedy, and one without an image says so', (context) => {
  const { card } = openCard(context, { ...failed, status: 'cancelled', message: 'Cancelled.', remedy: undefined });
  const labels = [...card.element.querySelectorAll('button')].map((button) => button.title);
  const isCalm = card.element.querySelector('.codicon-error') === null;
  card.update({ ...running, status: 'done', images: ['one'] });
  const isTrouble = card.element.querySelector('.codicon-error') !== null;
  assert.deepEqual(
    { labels, isCalm, text: card.element.textContent, isTrouble },
    { labels: ['Dismiss'], isCalm: true, text: 'No image came back.', isTrouble: true },
  );
});

test('a card that fails stops its clock and keeps the focus', (context) => {
  const { card, tick } = openCard(context, running);
  buttonNamed(card.element, 'Cancel').focus();
  card.update({ ...running, images: ['one'] });
  const before = document.activeElement?.textContent;
  card.update(failed);
  tick(5000);
  assert.deepEqual(
    [before, document.activeElement?.textContent, card.element.querySelector('[role=timer]')],
    ['Cancel', failed.remedy, null],
  );
});

test('prompts and messages of strangers are text, and a long prompt is cut', (context) => {
  const { card } = openCard(context, running);
  const seen = hostileTexts.map((text, index) => {
    const { host } = openPage();
    const wait = new JobCard({ host, translate, job: { ...running, prompt: text }, index });
    const fail = new JobCard({ host, translate, job: { ...failed, message: text, remedy: text }, index });
    const elements = [...wait.element.querySelectorAll('img, script'), ...fail.element.querySelectorAll('img, script')];
    wait.dispose();
    return [
      find(wait.element, '.job-prompt').textContent.length <= 500,
      find(fail.element, '.job-message').textContent === text,
      elements.length,
    ];
  });
  card.dispose();
  assert.deepEqual(
    seen,
    hostileTexts.map(() => [true, true, 0]),
  );
});
