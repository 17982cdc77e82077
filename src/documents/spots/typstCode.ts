/** What a bracket opens: markup, where a call needs a `#`, or code. */
type Mode = 'markup' | 'code';

/** Statements that are code up to the end of their line. */
const statement = /^#(?:let|set|show|if|else|for|while|return|import|include|context)\b/;

/**
 * Where `image("…")` is called, and not only written about: in code, or behind a `#`.
 * https://typst.app/docs/reference/syntax/#modes
 */
export function* imageCalls(text: string): Generator<number> {
  const open: Mode[] = [];
  let isStatement = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    const mode = open.at(-1) ?? 'markup';
    const isCode = mode === 'code' || (isStatement && open.length === 0);
    if (character === '\n' && open.length === 0) isStatement = false;
    else if (character === '\\') index++;
    else if (isCode && character === '"') index = stringEnd(text, index);
    else if (character === '[') open.push('markup');
    else if (isCode && '({'.includes(character)) open.push('code');
    else if (isCode ? ')}]'.includes(character) : character === ']') open.pop();
    else if (!isCode && character === '#') {
      if (statement.test(text.slice(index, index + 10))) isStatement = true;
      const end = expressionStart(text, index + 1);
      if (/^image\(\s*"/.test(text.slice(index + 1, index + 60))) yield index + 1;
      if (end !== undefined) {
        open.push('code');
        index = end;
      }
    } else if (isCode && isCallAt(text, index)) yield index;
  }
}

/** Where the bracket stands that a `#name(` or `#{` opens; undefined when none does. */
function expressionStart(text: string, from: number): number | undefined {
  const name = /^(?:[\p{L}_][\p{L}\p{N}_.-]*)?[({]/u.exec(text.slice(from, from + 200));
  return name ? from + name[0].length - 1 : undefined;
}

function isCallAt(text: string, index: number): boolean {
  return (
    text.startsWith('image(', index) &&
    !/[\w.-]/.test(text.charAt(index - 1)) &&
    /^image\(\s*"/.test(text.slice(index, index + 60))
  );
}

function stringEnd(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text.charAt(index) === '\\') index++;
    else if (text.charAt(index) === '"') return index;
  }
  return text.length;
}
