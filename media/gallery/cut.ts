/** The beginning of a text, for a place where the whole of it would be too much; no character is cut in half. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
