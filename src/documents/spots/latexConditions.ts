/** Behind the `\fi` or `\else` of a condition that is false; those in it come in pairs. */
export function endOfFalse(text: string, from: number): number {
  // `\iff` is a sign, and packages have commands that begin alike and end without `\fi`.
  const conditional =
    /\\(?:(if(?!f(?![a-zA-Z])|thenelse|toggle|bool|def(?!ined(?![a-zA-Z@]))|cs(?!name)|str|blank|undef|num(?:comp|equal|greater|less|odd)|dim(?:comp|equal|greater|less))[a-zA-Z@]*)|(else|fi)(?![a-zA-Z@])|[^])|%[^\n]*/g;
  conditional.lastIndex = from;
  let depth = 0;
  for (let match = conditional.exec(text); match; match = conditional.exec(text)) {
    const [whole, opening, end] = match;
    if (opening !== undefined) depth++;
    else if (end === 'fi' && depth > 0) depth--;
    else if (end !== undefined && depth === 0) return match.index + whole.length;
  }
  return text.length;
}
