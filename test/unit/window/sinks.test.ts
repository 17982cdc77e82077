import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Redactor } from '../../../src/api/redact.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { anyKey, anySpelling, piecesShown } from '../../support/spelledKeys.ts';

await import('./withoutVscode.ts');
const { Log } = await import('../../../src/window/log.ts');
const { Notices } = await import('../../../src/window/notices.ts');

function startSinks() {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const show = <T>(text: string, ...items: readonly (T | { readonly detail?: string })[]) => {
    said.push(
      text,
      ...items.map((item) => (typeof item === 'object' ? ((item as { detail?: string }).detail ?? '') : '')),
    );
    return Promise.resolve(items.findLast((item): item is T => typeof item === 'string'));
  };
  const redactor = new Redactor();
  const log = new Log(redactor, { info: say, error: say, show: () => undefined, dispose: () => undefined });
  const notices = new Notices(redactor, {
    showInformationMessage: show,
    showWarningMessage: show,
    showErrorMessage: show,
  });
  return { redactor, log, notices, said };
}

test('no piece of a key gets into the log or a message, from whatever depth of causes', async () => {
  const cases = fc.tuple(anyKey, anySpelling, anySpelling, fc.nat({ max: 7 }));
  await fc.assert(
    fc.asyncProperty(cases, async ([key, spell, spellAgain, depth]) => {
      const { redactor, log, notices, said } = startSinks();
      redactor.hide(key);
      const text = `It says: ${spell(key)}.`;
      let error: unknown = depth % 2 === 0 ? new Error(text) : text;
      for (let layer = 0; layer < depth; layer++) error = new Error(spellAgain(key), { cause: error });
      log.info(text);
      log.error(text, error);
      log.error('An object', { headers: { authorization: key } });
      await notices.info(text);
      await notices.warn(text, 'Again');
      await notices.error(text, 'Again');
      await notices.question({ text, detail: text }, 'Again');
      assert.equal(said.filter((line) => line.includes('redacted')).length, 8);
      assert.deepEqual(piecesShown(said.join('\n'), key), []);
    }),
    { numRuns: fuzzRuns / 10 },
  );
});

test('a message answers the button that was pressed', async () => {
  const { notices } = startSinks();
  assert.deepEqual(
    [
      await notices.info('Saved.', 'Open', 'Insert'),
      await notices.warn('Not inserted.', 'Insert'),
      await notices.error('Failed.'),
      await notices.question({ text: 'Delete it?', isWarning: true }, 'Delete'),
    ],
    ['Insert', 'Insert', undefined, 'Delete'],
  );
});

test('an error is logged with all its causes and without the name of the user', () => {
  const { log, said } = startSinks();
  const inner = Object.assign(new Error('inner'), { stack: 'Error: inner\n    at /home/ada/boat.ts:1' });
  const middle = Object.assign(new Error('middle', { cause: inner }), { stack: 'at C:\\Users\\Ada L\\boat.ts' });
  log.error('Failed.', Object.assign(new Error('outer', { cause: middle }), { stack: undefined }));
  log.error('Failed.', { code: 1 });
  assert.deepEqual(said, [
    'Failed. outer\n← at C:\\Users\\[user] L\\boat.ts\n← Error: inner\n    at /home/[user]/boat.ts:1',
    'Failed. { code: 1 }',
  ]);
});

test('a log that is closed, or an error that cannot be told, fails nobody', () => {
  const closed = () => {
    throw new Error('Channel has been closed');
  };
  const log = new Log(new Redactor(), { info: closed, error: closed, show: closed, dispose: () => undefined });
  const untellable = new Proxy(new Error('untellable'), { get: closed, getPrototypeOf: closed });
  log.info('a line');
  log.error('a line', new Error('a failure'));
  startSinks().log.error('a line', untellable);
});
