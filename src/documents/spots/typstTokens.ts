/** Where a string ends that begins at `start`, its quotes included. */
export function stringEnd(text: string, start: number): number {
  const close = /\\[^]|"/g;
  close.lastIndex = start + 1;
  for (let match = close.exec(text); match; match = close.exec(text)) if (match[0] === '"') return match.index + 1;
  return text.length;
}

/** Where a block comment ends that begins at `start`; they may hold others. */
export function commentEnd(text: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return match.index + 2;
  }
  return text.length;
}

/** Whether nothing is added to a string that ends at `from`: the argument ends there, too. */
export function isWholeArgument(text: string, from: number): boolean {
  const rest = /(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/)){0,500}\*\/){0,200}[,)]/y;
  rest.lastIndex = from;
  return rest.test(text);
}
