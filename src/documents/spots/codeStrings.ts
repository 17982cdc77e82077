/** One way to write a string. */
export interface StringForm {
  /** Source of a pattern for its opening mark; a form without `close` is all of it. */
  readonly open: string;
  /** Source of a pattern for its closing mark. `$1` is what the opening mark captured. */
  readonly close?: string;
  /** Source of a pattern for what hides a closing mark. */
  readonly escape?: string;
  readonly isMultiline?: true;
}

const backslash = String.raw`\\[^]`;
const double: StringForm = { open: '"', close: '"', escape: backslash };
const single: StringForm = { open: "'", close: "'", escape: backslash };
const doubleLines: StringForm = { ...double, isMultiline: true };
const singleLines: StringForm = { ...single, isMultiline: true };
/** `'"'` and `'\n'`, in languages where an apostrophe does not always come in pairs. */
const character: StringForm = { open: String.raw`'(?:\\[^'\n]{0,10}|\\'|[^\\'\n])'` };
const triple: StringForm = { open: '"""', close: '"""', escape: backslash, isMultiline: true };
const tripleSingle: StringForm = { open: "'''", close: "'''", escape: backslash, isMultiline: true };
const rawTick: StringForm = { open: '`', close: '`', isMultiline: true };
const ticked: StringForm = { open: '`', close: '`', escape: backslash };
const plainSingle: StringForm = { open: "'", close: "'" };

/** The longer openings of a language come first. */
const table: readonly (readonly [languages: string, forms: readonly StringForm[]])[] = [
  ['go', [rawTick, double, character]],
  ['rust', [{ open: 'b?r(#{0,9})"', close: '"$1', isMultiline: true }, doubleLines, character]],
  ['c objective-c', [double, character]],
  [
    'cpp objective-cpp cuda-cpp',
    [{ open: String.raw`R"([^\s()\\]{0,16})\(`, close: String.raw`\)$1"`, isMultiline: true }, double, character],
  ],
  ['csharp', [triple, { open: '@"', close: '"', isMultiline: true }, double, character]],
  ['java kotlin scala swift groovy', [triple, double, character]],
  ['dart', [triple, tripleSingle, double, single]],
  ['julia', [triple, double, character]],
  ['elixir', [triple, doubleLines, single]],
  ['haskell elm purescript ocaml fsharp', [double, character]],
  ['clojure lisp commonlisp scheme racket elisp', [doubleLines]],
  ['lua', [{ open: String.raw`\[(={0,9})\[`, close: String.raw`\]$1\]`, isMultiline: true }, double, single]],
  [
    'sql',
    [
      { ...plainSingle, isMultiline: true },
      { open: '"', close: '"' },
    ],
  ],
  // Expansions such as `${name#image: }` are no comments either.
  ['shellscript fish', [doubleLines, { ...plainSingle, isMultiline: true }, { open: String.raw`\$\{[^{}\n]*\}` }]],
  ['ruby perl', [doubleLines, singleLines, ticked]],
  ['php', [doubleLines, singleLines]],
  ['powershell', [{ open: '"', close: '"', escape: '`[^]', isMultiline: true }, plainSingle]],
  ['toml', [triple, { open: "'''", close: "'''", isMultiline: true }, double, plainSingle]],
  ['yaml dockercompose', [double, plainSingle]],
  ['vb', [{ open: '"', close: '"' }]],
  ['vim viml matlab octave erlang tex latex', []],
];

const usual: readonly StringForm[] = [double, single, ticked];

/** The forms of a language; of one that is not known, the usual ones. */
export function stringFormsOf(languageId: string): readonly StringForm[] {
  return table.find(([languages]) => languages.split(' ').includes(languageId))?.[1] ?? usual;
}
