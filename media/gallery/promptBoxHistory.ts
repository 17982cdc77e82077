interface Walk {
  readonly prompts: readonly string[];
  readonly unsent: string;
  readonly at: number;
}

/** Walks through earlier prompts and back to what was not sent yet; a prompt that was changed is a new one. */
export class PromptHistory {
  /** Newest first. */
  #earlier: readonly string[] = [];
  #sent: string | undefined;
  #walk: Walk | undefined;

  set earlier(prompts: readonly string[]) {
    this.#earlier = prompts;
  }

  /** The extension tells of a sent prompt later; until then it is known from here. */
  remember(prompt: string): void {
    this.#sent = prompt;
    this.#walk = undefined;
  }

  /** The prompt before `text`; undefined when `text` is the user's own, or the oldest. */
  older(text: string): string | undefined {
    const walk = this.#walkAt(text) ?? (text.trim() === '' ? this.#begin(text) : undefined);
    return walk && this.#go(walk, walk.at + 1);
  }

  /** The prompt after `text`, and after the newest what was there at first. */
  newer(text: string): string | undefined {
    const walk = this.#walkAt(text);
    return walk && this.#go(walk, walk.at - 1);
  }

  #walkAt(text: string) {
    return this.#walk?.prompts[this.#walk.at] === text ? this.#walk : undefined;
  }

  #begin(unsent: string) {
    const sent = this.#sent;
    const earlier = this.#earlier.filter((prompt) => prompt !== sent);
    return { prompts: sent === undefined ? earlier : [sent, ...earlier], unsent, at: -1 };
  }

  #go(walk: Walk, at: number): string | undefined {
    const text = at < 0 ? walk.unsent : walk.prompts[at];
    if (text !== undefined) this.#walk = at < 0 ? undefined : { ...walk, at };
    return text;
  }
}
