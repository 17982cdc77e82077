/** Settings as they should be. A settings file may hold anything: each value is checked for its kind. */
export class SettingReader {
  readonly #read: (name: string) => unknown;

  constructor(read: (name: string) => unknown) {
    this.#read = read;
  }

  /** Trimmed; the fallback also stands for empty text. */
  text(name: string, fallback: string): string {
    const value = this.#read(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
  }

  /** A word, or undefined for `auto`. */
  chosen(name: string): string | undefined {
    const value = this.text(name, 'auto');
    return value === 'auto' ? undefined : value;
  }

  integer(
    name: string,
    { least, most, fallback }: { readonly least: number; readonly most: number; readonly fallback: number },
  ): number {
    const value = this.#read(name);
    const isGood = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    return isGood ? value : fallback;
  }

  decimal(name: string, { least, fallback }: { readonly least: number; readonly fallback: number }): number {
    const value = this.#read(name);
    return typeof value === 'number' && Number.isFinite(value) && value >= least ? value : fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.#read(name);
    return typeof value === 'boolean' ? value : fallback;
  }

  list(name: string): readonly string[] {
    const value = this.#read(name);
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
  }

  texts(name: string): Readonly<Record<string, string>> {
    const value = this.#read(name);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'string'));
  }
}
