/** Behind the metadata at the start of a document, YAML or TOML; 0 when there is none. */
export function frontMatterEnd(text: string): number {
  const start = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n/.exec(text);
  if (!start) return 0;
  const close = new RegExp(`^${start[1] === '---' ? '(?:---|\\.\\.\\.)' : '\\+\\+\\+'}[ \\t]*(?:\\r?\\n|$)`, 'm');
  const rest = text.slice(start[0].length);
  const end = close.exec(rest);
  return end ? start[0].length + end.index + end[0].length : 0;
}
