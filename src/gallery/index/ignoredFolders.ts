import ignore, { type Ignore } from 'ignore';

interface Layer {
  /** Relative to the root. */
  readonly base: string;
  readonly rules: Ignore;
}

/** What the `.gitignore` files from the root down to one folder say. https://git-scm.com/docs/gitignore */
export class IgnoredFolders {
  static readonly none = new IgnoredFolders([]);

  /** The deepest first: it has the first word. */
  readonly #layers: readonly Layer[];

  private constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  /** With the `.gitignore` of one more folder, below those known so far. */
  with(base: string, text: string): IgnoredFolders {
    // A rule in other letters hides nothing: better a picture too many than one too few.
    const rules = ignore({ ignorecase: false, allowRelativePaths: true }).add(text);
    return new IgnoredFolders([{ base, rules }, ...this.#layers]);
  }

  /** Whether a folder is ignored whose parents are not; its path is relative to the root. */
  ignores(folder: string): boolean {
    for (const { base, rules } of this.#layers) {
      const { ignored, unignored } = rules.test(`${base === '' ? folder : folder.slice(base.length + 1)}/`);
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}
