import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { entryFrom, movedFile, type Move, type Version } from './version.ts';

/** More than any line of ours. */
const longestLine = 65_536;

/** What was replaced and what was renamed: a line of JSON each, only ever appended, so that windows do not disturb each other. */
export class VersionLog {
  readonly file: string;
  #bytes = 0;
  #versions: readonly Version[] = [];

  constructor(file: string) {
    this.file = file;
  }

  /** Begins with a line break as well: a line that a crash left unfinished then spoils only itself. */
  async append(entry: Version | Move): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    await appendFile(this.file, `\n${JSON.stringify(entry)}\n`, { flush: true });
  }

  /** All that were ever kept, the oldest first, each under the name that its file has now. */
  async read(): Promise<readonly Version[]> {
    const bytes = await stat(this.file).then(
      ({ size }) => size,
      () => 0,
    );
    if (bytes === this.#bytes) return this.#versions;
    const text = bytes === 0 ? '' : await readFile(this.file, 'utf8');
    this.#versions = versionsIn(text.split('\n'));
    this.#bytes = bytes;
    return this.#versions;
  }
}

function versionsIn(lines: readonly string[]): readonly Version[] {
  let versions: Version[] = [];
  for (const line of lines) {
    const entry = entryIn(line);
    if (!entry) continue;
    if ('hash' in entry) versions.push(entry);
    else versions = versions.map((each) => ({ ...each, file: movedFile(each.file, entry) ?? each.file }));
  }
  return versions;
}

function entryIn(line: string): Version | Move | undefined {
  if (line.trim() === '' || line.length > longestLine) return undefined;
  try {
    return entryFrom(JSON.parse(line));
  } catch {
    return undefined;
  }
}
