import * as vscode from 'vscode';
import { readBaseUrl } from './api/baseUrl.ts';
import type { FailureFacts, GenerationError } from './api/errors.ts';
import type { ApiKeys } from './apiKey.ts';
import type { Task } from './generationSession.ts';
import type { OfferedModels } from './offeredModels.ts';
import { readSettings, settingsSection } from './settings.ts';
import type { Log } from './window/log.ts';
import type { Remedy } from './window/messages.ts';
import { askForPrompt } from './window/promptBox.ts';
import type { PromptHistory } from './window/promptHistory.ts';

export interface Trouble {
  readonly error: GenerationError;
  /** What is undone because of it. */
  readonly tasks: readonly Task[];
  /** The tasks among them whose prompt is at fault, if it is the prompt. */
  readonly faulty: readonly Task[];
  readonly document: vscode.TextDocument | undefined;
}

interface RemedyParts {
  readonly keys: ApiKeys;
  readonly models: OfferedModels;
  readonly history: PromptHistory;
  readonly log: Log;
}

/** What the button of a failure does. */
export class Remedies {
  readonly #parts: RemedyParts;

  constructor(parts: RemedyParts) {
    this.#parts = parts;
  }

  /** Answers the tasks that are to be done now, in their new form; none when there is nothing to repeat. */
  async apply(remedy: Remedy | undefined, trouble: Trouble): Promise<readonly Task[]> {
    const { error, tasks, document } = trouble;
    const settings = readSettings(document);
    switch (remedy) {
      case 'setKey':
        return (await this.#parts.keys.ask(readBaseUrl(settings.baseUrl))) ? tasks : [];
      case 'chooseModel': {
        const model = await this.#parts.models.choose();
        return model === undefined ? [] : tasks.map((task) => withWish(task, { model }));
      }
      case 'editPrompt':
        return this.#editPrompts(trouble, settings.request.model);
      case 'raiseBudget':
        await raiseBudget(error.facts);
        return tasks;
      case 'tryAgain':
        return tasks;
      case 'openSettings':
        await openSettings(error.kind === 'wrongAddress' ? 'baseUrl' : error.facts.parameter);
        return [];
      case 'openAddress':
        if (error.facts.imageUrl) await vscode.env.openExternal(vscode.Uri.parse(error.facts.imageUrl, true));
        return [];
      case 'showLog':
        this.#parts.log.show();
        return [];
      case undefined:
        return [];
    }
  }

  /** One box for each faulty prompt; a box that is left takes its task out. */
  async #editPrompts({ tasks, faulty }: Trouble, model: string): Promise<readonly Task[]> {
    const edited: Task[] = [];
    for (const task of tasks) {
      const question = { value: task.wish.prompt, earlier: this.#parts.history.list(), model };
      const prompt = faulty.includes(task) ? await askForPrompt(question) : task.wish.prompt;
      if (prompt !== undefined) edited.push(withWish(task, { prompt }));
    }
    return edited;
  }
}

/** At one setting, or at all of Paper Boat's when the name is none of them. */
export async function openSettings(name: string | undefined): Promise<void> {
  const isKnown = name !== undefined && vscode.workspace.getConfiguration(settingsSection).has(name);
  const query = isKnown ? `@id:${settingsSection}.${name}` : '@ext:paperboat.paper-boat';
  await vscode.commands.executeCommand('workbench.action.openSettings', query);
}

/** Never lowers it: the message may be older than the settings. */
async function raiseBudget({ parameter, raiseTo }: FailureFacts): Promise<void> {
  const { budget } = readSettings();
  const limit = parameter === 'budget.monthly' ? budget.monthly : budget.perRequest;
  if (parameter === undefined || raiseTo === undefined || limit === 0 || limit >= raiseTo) return;
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  await configuration.update(parameter, raiseTo, vscode.ConfigurationTarget.Global);
}

function withWish(task: Task, change: Partial<Task['wish']>): Task {
  return { ...task, wish: { ...task.wish, ...change } };
}
