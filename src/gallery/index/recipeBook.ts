import type { Recipe } from '../../images/recipe.ts';
import { RecipeSource } from './recipeSource.ts';

/** Reads the recipes of this machine and of its teams, and with each `refresh` what is new in them. */
export class RecipeBook {
  /** By path; the machine's own first. */
  readonly #sources = new Map<string, RecipeSource>();
  readonly #teamFiles: () => readonly string[];
  readonly #log: (line: string) => void;
  readonly #byteCounts = new Set<number>();
  /** Also those that were children once. */
  readonly #childrenOf = new Map<string, Set<string>>();
  #turn: Promise<unknown> = Promise.resolve();

  /** @param teamFiles the files that teams share, by path on disk; asked anew each time */
  constructor(file: string, log: (line: string) => void, teamFiles: () => readonly string[] = () => []) {
    this.#sources.set(file, new RecipeSource({ file, isShared: false, log }));
    this.#teamFiles = teamFiles;
    this.#log = log;
  }

  /** Lines so far that hold no recipe. */
  get badLines(): number {
    let sum = 0;
    for (const { badLines } of this.#sources.values()) sum += badLines;
    return sum;
  }

  /** As each file has them, in no order. */
  get all(): readonly Recipe[] {
    return [...this.#sources.values()].flatMap((source) => [...source.all]);
  }

  byHash(hash: string): Recipe | undefined {
    let known: Recipe | undefined;
    for (const source of this.#sources.values()) known = joined(known, source.byHash(hash));
    return known;
  }

  /** Whether a file of this size may be an image with a recipe. */
  hasBytes(bytes: number): boolean {
    return this.#byteCounts.has(bytes);
  }

  /** The recipes of images that came from this one. */
  children(hash: string): readonly Recipe[] {
    const children = Array.from(this.#childrenOf.get(hash) ?? [], (child) => this.byHash(child));
    return children.filter((child) => child?.parent === hash) as readonly Recipe[];
  }

  /** Answers the hashes whose recipe is new, another one, or gone now. */
  refresh(): Promise<readonly string[]> {
    const refreshing = this.#turn.then(() => this.#refresh());
    this.#turn = refreshing;
    return refreshing;
  }

  async #refresh(): Promise<readonly string[]> {
    for (const file of this.#teamFiles())
      if (!this.#sources.has(file)) this.#sources.set(file, new RecipeSource({ file, isShared: true, log: this.#log }));
    const found = new Set<string>();
    for (const source of this.#sources.values())
      for (const hash of await source.refresh()) {
        found.add(hash);
        this.#note(source.byHash(hash));
      }
    return [...found];
  }

  #note(recipe: Recipe | undefined): void {
    if (!recipe) return;
    const { hash, bytes, parent } = recipe;
    this.#byteCounts.add(bytes);
    if (parent === undefined) return;
    const children = this.#childrenOf.get(parent) ?? new Set();
    this.#childrenOf.set(parent, children.add(hash));
  }
}

/** Of two makings of the same bytes the later one counts; of one that is written down twice, each knows what the other left out. */
function joined(one: Recipe | undefined, other: Recipe | undefined): Recipe | undefined {
  if (!one || !other) return one ?? other;
  if (one.createdAt === other.createdAt) return { ...one, ...other };
  return one.createdAt > other.createdAt ? one : other;
}
