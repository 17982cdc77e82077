/** Strings that go over several lines, where a line of text may look like a comment. What the first group holds stays. */
const strings: Readonly<Record<string, RegExp>> = {
  go: /()`[^`]*`/g,
  rust: /()\br(#*)"[^]*?"\2/g,
  lua: /(^|[^-]|[^-]-)\[(=*)\[[^]*?\]\2\]/g,
  java: /()"""[^]*?"""/g,
  kotlin: /()"""[^]*?"""/g,
  scala: /()"""[^]*?"""/g,
  swift: /()"""[^]*?"""/g,
  csharp: /()"""[^]*?"""|()@"(?:[^"]|"")*"/g,
  toml: /()("""|''')[^]*?\2/g,
  ruby: /(<<[~-]?(['"]?)([A-Z]\w*)\2[^\n]*\n)[^]*?\n[ \t]*\3\b/g,
  perl: /(<<~?(['"]?)([A-Z]\w*)\2[^\n]*\n)[^]*?\n[ \t]*\3\b/g,
  shellscript:
    /(<<-?\s*(['"]?)(\w+)\2[^\n]*\n)(?:[^]*?\n)?[ \t]*\3(?=\n|$)|(=|[ \t](?:echo|printf)[ \t]+|^echo[ \t]+)"(?:[^"\\]|\\[^])*"/gm,
  yaml: /(^([ \t]*)(?:- )?[^\n#]*[:-][ \t]+[|>][+\-\d]*[ \t]*\n)(?:\2[ \t]+[^\n]*(?:\n|$)|[ \t]*\n)+/gm,
};

/** The text with its long strings blank, so that offsets stay. */
export function withoutStrings(text: string, languageId: string): string {
  const pattern = strings[languageId];
  if (!pattern) return text;
  return text.replace(pattern, (whole: string, ...groups: readonly unknown[]) => {
    const [kept, , , other] = groups;
    const { length } = typeof kept === 'string' ? kept : typeof other === 'string' ? other : '';
    return whole.slice(0, length) + whole.slice(length).replace(/[^\r\n]/g, ' ');
  });
}
