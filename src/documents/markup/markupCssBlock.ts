/**
 * Whether a declaration may stand at the end of the text, which is a style sheet from its start. Strings, comments and
 * unquoted URLs are skipped. In the indented syntaxes an indented line is inside a block.
 */
export function isInsideCssBlock(languageId: string, textBefore: string): boolean {
  if (languageId === 'sass' || languageId === 'stylus') {
    return /^[ \t]/.test(textBefore.slice(textBefore.lastIndexOf('\n') + 1));
  }
  const lineComment = /^(?:scss|less)$/.test(languageId) ? '|//[^\\n]*' : '';
  const token = new RegExp(
    String.raw`/\*[^]*?(?:\*/|$)|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?|\burl\([^"')]*\)?${lineComment}|[{};]`,
    'gi',
  );
  const open: boolean[] = [];
  let prelude = 0;
  for (const { 0: text, index } of textBefore.matchAll(token)) {
    if (!/^[{};]$/.test(text)) continue;
    if (text === '{') open.push(takesDeclarations(textBefore.slice(prelude, index), open.at(-1) ?? false));
    if (text === '}') open.pop();
    prelude = index + 1;
  }
  return open.at(-1) ?? false;
}

/** Conditional rules hold what their own place may hold; `@keyframes` and the root hold only rules. */
function takesDeclarations(prelude: string, outside: boolean): boolean {
  const withoutComments = prelude.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '');
  const rule = /^\s*@(-?[\w-]+)/.exec(withoutComments)?.[1]?.toLowerCase();
  if (rule === undefined) return true;
  if (/^(?:media|supports|layer|container|starting-style|document|if|else|each|for|while)$/.test(rule)) return outside;
  return !rule.endsWith('keyframes');
}
