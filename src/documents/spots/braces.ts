/** Longer ones are no expression of a document. */
const longest = 20_000;

/**
 * Where the expression ends whose `{` stands at an offset: behind its `}`. Strings, template strings and comments may
 * hold braces. Undefined when it does not end.
 */
export function expressionEnd(text: string, start: number): number | undefined {
  let depth = 0;
  const last = Math.min(text.length, start + longest);
  for (let index = start; index < last; index++) {
    const character = text.charAt(index);
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return index + 1;
    else if (/["'`]/.test(character)) index = quotedEnd(text, index, last);
    else if (text.startsWith('/*', index)) index = endOf(text, '*/', index + 2, last) - 1;
    else if (text.startsWith('//', index) && !text.startsWith('://', index - 1))
      index = endOf(text, '\n', index, last) - 1;
  }
  return undefined;
}

/** Where the tag of a component ends whose `<` stands at an offset; undefined when none begins there. */
export function tagEnd(text: string, start: number): number | undefined {
  if (!/^<(?:\/?[A-Za-z_$]|\/?>)/.test(text.slice(start, start + 3))) return undefined;
  const last = Math.min(text.length, start + longest);
  for (let index = start + 1; index < last; index++) {
    const character = text.charAt(index);
    if (character === '>') return index + 1;
    if (character === '<') return undefined;
    if (character === '"' || character === "'") index = quotedEnd(text, index, last);
    if (character === '{') {
      const end = expressionEnd(text, index);
      if (end === undefined) return undefined;
      index = end - 1;
    }
  }
  return undefined;
}

/** The closing quote; the opening one itself where there is none, as in the prose of an element. */
function quotedEnd(text: string, start: number, last: number): number {
  const quote = text.charAt(start);
  for (let index = start + 1; index < last; index++) {
    const character = text.charAt(index);
    if (character === '\\') index++;
    else if (character === quote) return index;
    else if (character === '\n' && quote !== '`') return start;
  }
  return start;
}

function endOf(text: string, mark: string, from: number, last: number): number {
  const index = text.indexOf(mark, from);
  return index === -1 ? last : index + mark.length;
}
