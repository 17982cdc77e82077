import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { GenerationError, cancelled } from '../../../src/api/errors.ts';
import type { GenerationSession, Task } from '../../../src/generationSession.ts';
import { Checklist, type ChecklistItem } from '../../../src/missing/checklist.ts';
import { ChecklistRun } from '../../../src/missing/checklistRun.ts';
import { MadeImages } from '../../../src/missing/madeImages.ts';
import { nothing } from '../../../src/outcome.ts';
import { LanguageComments } from '../../../src/workspace/languageComments.ts';
import { workspacePath } from '../../support/editor/documents.ts';

const root = vscode.Uri.file(workspacePath());

function wanted(name: string, model: string): ChecklistItem {
  const uri = vscode.Uri.joinPath(root, 'images', name);
  const entry = {
    id: name,
    listedAt: uri,
    line: undefined,
    places: [],
    prompt: name,
    wish: { model },
    file: { uri, root },
  };
  return { entry, prompt: name, isChecked: true, state: 'open' };
}

/** A session that draws what it is not told otherwise, and remembers what it was asked for. */
class Session {
  readonly asked: string[] = [];
  readonly #answers: (() => Promise<undefined>)[] = [];

  /** What becomes of its second call: of the second model. */
  atSecond(answer: () => Promise<undefined>): void {
    this.#answers[1] = answer;
  }

  run: GenerationSession['run'] = async (tasks) => {
    this.asked.push(tasks.map(({ place }) => place?.fileName).join(' '));
    const answer = this.#answers.shift();
    if (answer) return answer();
    for (const task of tasks) await task.onEnd?.(outcomeOf(task));
    return { outcomes: [], isStandIn: false };
  };
}

const outcomeOf = ({ cancel, place, wish }: Task) =>
  cancel?.aborted || !place
    ? { ...nothing, failures: [cancelled(false)] }
    : { ...nothing, saved: [{ uri: vscode.Uri.joinPath(place.folder.folder, place.fileName), prompt: wish.prompt }] };

suite('A run of the checklist', () => {
  const items = [wanted('a.png', 'one'), wanted('b.png', 'other'), wanted('c.png', 'third')];
  let checklist: Checklist;
  let session: Session;
  let comments: LanguageComments;
  let run: ChecklistRun;

  setup(() => {
    checklist = new Checklist(items);
    session = new Session();
    comments = new LanguageComments();
    const made = new MadeImages(undefined, () => undefined);
    run = new ChecklistRun(checklist, new AbortController(), { session, comments, made, log: () => undefined });
  });
  teardown(() => {
    checklist.dispose();
    comments.dispose();
  });

  const states = () => checklist.items.map(({ state }) => state);

  test('makes nothing twice when it is repeated after a refusal in its middle', async () => {
    session.atSecond(() => Promise.reject(new GenerationError('overBudget', 'Too dear.')));
    await assert.rejects(run.run(items), /Too dear/);
    const refused = states();
    const result = await run.run(items);
    assert.deepEqual(
      { refused, asked: session.asked, done: result?.done, states: states() },
      {
        refused: ['done', 'open', 'open'],
        asked: ['a.png', 'b.png', 'b.png', 'c.png'],
        done: 3,
        states: ['done', 'done', 'done'],
      },
    );
  });

  test('asks and sends nothing more once the user has left', async () => {
    session.atSecond(() => Promise.resolve(undefined));
    const result = await run.run(items);
    assert.deepEqual(
      { asked: session.asked, done: result?.done, states: states() },
      { asked: ['a.png', 'b.png'], done: 1, states: ['done', 'open', 'open'] },
    );
  });

  test('does not draw what was cancelled while the run was prepared', async () => {
    const listener = checklist.onDidChange((changed) => {
      if (changed?.some(({ entry, state }) => entry.id === 'b.png' && state === 'queued')) run.cancel('b.png');
    });
    await run.run(items);
    listener.dispose();
    assert.deepEqual(states(), ['done', 'cancelled', 'done']);
  });
});
