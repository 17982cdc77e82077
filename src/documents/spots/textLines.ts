/** A line without its break. */
export interface TextLine {
  readonly start: number;
  readonly text: string;
}

/** All lines of a text, with `\n` and `\r\n` alike. */
export function textLines(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (;;) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    const line = text.slice(start, end);
    lines.push({ start, text: line.endsWith('\r') ? line.slice(0, -1) : line });
    if (feed === -1) return lines;
    start = feed + 1;
  }
}

export const isBlank = ({ text }: Pick<TextLine, 'text'>): boolean => text.trim() === '';

export function indentationOf({ text }: Pick<TextLine, 'text'>): number {
  return text.length - text.trimStart().length;
}
