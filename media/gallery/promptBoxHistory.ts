interface Walk {
  /** What was there at first, and before it the other prompts, newest first. */
  readonly texts: readonly string[];
  readonly at: number;
}

/** Of the user's own prompts; the extension knows many more of those that were sent. */
const mostOwn = 20;

/** Walks through earlier prompts and back to what was not sent yet; a prompt that was changed is a new one. */
export class PromptHistory {
  /** Newest first. */
  #earlier: readonly string[] = [];
  /** What left the box, newest first: the extension tells of sent prompts later, and of others never. */
  #own: readonly string[] = [];
  #walk: Walk | undefined;

  set earlier(prompts: readonly string[]) {
    this.#earlier = prompts;
  }

  /** @param next what took the place of the prompt in the box: from there, the prompt is one step away */
  remember(prompt: string, next = ''): void {
    this.#own = [prompt, ...this.#own.filter((own) => own !== prompt)].slice(0, mostOwn);
    this.#walk = this.#begin(next);
  }

  /** The prompt before `text`; undefined when `text` is the user's own, or the oldest. */
  older(text: string): string | undefined {
    return this.#go(text.trim() === '' ? this.#begin(text) : this.#walkAt(text), 1);
  }

  /** The prompt after `text`, and after the newest what was there at first. */
  newer(text: string): string | undefined {
    return this.#go(this.#walkAt(text), -1);
  }

  #walkAt(text: string): Walk | undefined {
    return this.#walk?.texts[this.#walk.at] === text ? this.#walk : undefined;
  }

  #begin(first: string): Walk {
    return { texts: [...new Set([first, ...this.#own, ...this.#earlier])], at: 0 };
  }

  #go(walk: Walk | undefined, step: 1 | -1): string | undefined {
    const at = (walk?.at ?? 0) + step;
    const text = walk?.texts[at];
    if (walk && text !== undefined) this.#walk = { ...walk, at };
    return text;
  }
}
