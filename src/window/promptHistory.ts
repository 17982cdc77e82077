import type * as vscode from 'vscode';

const storageKey = 'promptHistory';
const mostPrompts = 50;
/** A prompt longer than this is remembered by nobody, and settings storage is not made for it. */
const longestPrompt = 4000;

/** The last prompts of this workspace, newest first. */
export class PromptHistory {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  list(): readonly string[] {
    return this.#memory.get<readonly string[]>(storageKey, []);
  }

  async add(prompt: string): Promise<void> {
    if (prompt.length > longestPrompt) return;
    const others = this.list().filter((earlier) => earlier !== prompt);
    await this.#memory.update(storageKey, [prompt, ...others].slice(0, mostPrompts));
  }
}
