export interface FrontMatter {
  /** In their order; a name may come twice. */
  readonly entries: readonly (readonly [name: string, value: string])[];
  /** Lines that are no entry and no comment. */
  readonly unread: readonly string[];
  /** All that follows. */
  readonly body: string;
}

/** The lines between two `---` at the top of a text, as far as they are `name: value`, plain or in quotation marks. */
export function frontMatterOf(source: string): FrontMatter {
  const text = source.replace(/^\uFEFF/, '');
  const lines = text.split(/\r\n|[\r\n]/);
  const end = isFence(lines[0]) ? lines.findIndex((line, index) => index > 0 && isFence(line)) : -1;
  if (end < 0) return { entries: [], unread: [], body: text };
  const entries: (readonly [string, string])[] = [];
  const unread: string[] = [];
  for (const line of lines.slice(1, end)) {
    const entry = entryOf(line);
    if (entry) entries.push(entry);
    else if (!/^\s*(?:#|$)/.test(line)) unread.push(line);
  }
  return { entries, unread, body: lines.slice(end + 1).join('\n') };
}

const isFence = (line: string | undefined): boolean => line !== undefined && /^---[ \t]*$/.test(line);

function entryOf(line: string): readonly [string, string] | undefined {
  const [, name, rest = ''] = /^([\w-]+)[ \t]*:(?:[ \t]+(.*))?$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const quotedValue = /^(?:"([^"]*)"|'([^']*)')[ \t]*(?:#.*)?$/.exec(rest.trim());
  const plain = rest.replace(/(?:^|[ \t])#.*$/, '').trim();
  return [name, quotedValue?.[1] ?? quotedValue?.[2] ?? plain];
}
