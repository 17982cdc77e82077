import type { BlockMarks, CommentMarks } from './comments.ts';
import { noCommentMarks } from './comments.ts';

interface TableRow extends Partial<CommentMarks> {
  readonly languages: readonly string[];
}

const slashStar: BlockMarks = ['/*', '*/'];
const markup: BlockMarks = ['<!--', '-->'];
const jsx: BlockMarks = ['{/*', '*/}'];
// The comment of those who want it in no output: a link reference that nothing refers to.
const markdownReferences: readonly BlockMarks[] = [
  ['[//]: # (', ')'],
  ['[//]: # "', '"'],
  ['[comment]: # (', ')'],
];

/**
 * What language configurations leave out. A configuration names one line mark and one block pair, the ones that
 * "Toggle Comment" types; people write more than that. Some languages have no configuration until an extension brings it.
 */
const table: readonly TableRow[] = [
  // Marks beside the configured ones.
  { languages: ['python'], line: ['#'], block: ['"""', "'''"].map((quotes) => [quotes, quotes] as const) },
  { languages: ['javascript', 'javascriptreact', 'typescriptreact'], line: ['//'], block: [slashStar, jsx] },
  { languages: ['html', 'razor', 'aspnetcorerazor'], line: ['//'], block: [markup, slashStar, ['@*', '*@']] },
  // `#[` begins an attribute.
  { languages: ['php'], line: ['//', '# '], block: [slashStar, markup] },
  { languages: ['handlebars'], block: [['{{!--', '--}}'], ['{{!', '}}'], markup] },
  { languages: ['ini', 'properties'], line: [';', '#'], placement: 'lineStart' },
  { languages: ['clojure', 'lisp', 'commonlisp', 'scheme', 'racket', 'elisp'], line: [';'], block: [['#|', '|#']] },
  { languages: ['bat'], line: ['REM', '@REM', '::'], placement: 'lineStart' },
  { languages: ['vb'], line: ["'", 'REM'] },
  { languages: ['perl'], line: ['#'], block: [['=pod', '=cut']] },
  { languages: ['latex', 'tex'], line: ['%'], block: [['\\begin{comment}', '\\end{comment}']] },
  { languages: ['lua'], line: ['--'], block: ['', '=', '=='].map((level) => [`--[${level}[`, `]${level}]`] as const) },
  { languages: ['sql'], line: ['--'], block: [slashStar] },
  // Markup that carries comments of HTML, of the code inside, or of a template engine.
  { languages: ['markdown', 'quarto', 'rmd'], block: [markup, ...markdownReferences] },
  { languages: ['mdx'], block: [jsx, markup, ...markdownReferences] },
  { languages: ['vue', 'svelte'], line: ['//'], block: [markup, slashStar] },
  { languages: ['astro'], line: ['//'], block: [markup, slashStar, jsx] },
  { languages: ['jinja', 'jinja-html', 'twig', 'nunjucks', 'django-html'], block: [['{#', '#}'], markup] },
  { languages: ['liquid'], block: [['{% comment %}', '{% endcomment %}'], markup] },
  { languages: ['ejs', 'erb'], block: [['<%#', '%>'], markup] },
  { languages: ['blade'], block: [['{{--', '--}}'], markup] },
  { languages: ['asciidoc'], line: ['//'], block: [['////', '////']], placement: 'lineStart' },
  { languages: ['restructuredtext'], line: ['..'], placement: 'indented' },
  { languages: ['typst'], line: ['//'], block: [slashStar] },
  { languages: ['org'], line: ['# '], block: [['#+begin_comment', '#+end_comment']], placement: 'lineStart' },
  // What VS Code's own configurations say, for texts that are read without them.
  {
    languages: ['c', 'cpp', 'csharp', 'dart', 'go', 'java', 'rust', 'swift', 'typescript', 'objective-c'],
    line: ['//'],
    block: [slashStar],
  },
  { languages: ['shellscript', 'yaml', 'dockerfile', 'makefile', 'r', 'julia', 'coffeescript'], line: ['#'] },
  { languages: ['ruby'], line: ['#'], block: [['=begin', '=end']] },
  { languages: ['powershell'], line: ['#'], block: [['<#', '#>']] },
  { languages: ['xml'], block: [markup] },
  // Languages that VS Code brings no configuration for.
  { languages: ['toml'], line: ['#'] },
  { languages: ['terraform', 'hcl'], line: ['#', '//'], block: [slashStar] },
  { languages: ['haskell', 'elm', 'purescript'], line: ['--'], block: [['{-', '-}']] },
  { languages: ['kotlin', 'scala', 'zig', 'solidity', 'proto3', 'proto'], line: ['//'], block: [slashStar] },
  { languages: ['elixir', 'nix', 'gdscript', 'graphql'], line: ['#'] },
  { languages: ['vim', 'viml'], line: ['"'], placement: 'lineStart' },
  { languages: ['matlab', 'octave'], line: ['%'], block: [['%{', '%}']] },
  { languages: ['ocaml'], block: [['(*', '*)']] },
  { languages: ['erlang'], line: ['%'] },
];

/** The marks of a language that are known without its configuration; none for an unknown language. */
export function knownCommentMarks(languageId: string): CommentMarks {
  const row = table.find(({ languages }) => languages.includes(languageId));
  if (!row) return noCommentMarks;
  const { line = [], block = [], placement } = row;
  return { line, block, ...(placement && { placement }) };
}
