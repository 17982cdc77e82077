import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { CommentMarks } from '../../../../src/documents/comments/comments.ts';
import { mergeCommentMarks } from '../../../../src/documents/comments/comments.ts';
import { promptFromText } from '../../../../src/documents/comments/prompt.ts';
import { languageIds, marksOf } from '../../../fixtures/comments/languages.ts';

type Cases = readonly (readonly [languageId: string, text: string, prompt: string])[];

function assertPrompts(cases: Cases): void {
  const actual = cases.map(([languageId, text]) => [languageId, text, promptFromText(text, marksOf(languageId))]);
  assert.deepEqual(actual, cases);
}

/** A comment of each language, in the forms its people write. */
const comments: Cases = [
  ['javascript', '// A paper boat\n  // on calm water', 'A paper boat on calm water'],
  ['javascript', '/**\n   * A paper boat\n   *\n   * on calm water.\n   */', 'A paper boat on calm water.'],
  ['javascript', '/* A paper boat */', 'A paper boat'],
  ['javascript', '/**/', ''],
  ['javascript', '/* a */ /* b */\n// c', 'a b c'],
  ['javascript', '/*\n *A paper boat\n * with **bold** sails\n **/', 'A paper boat with **bold** sails'],
  ['javascript', ' * A boat, from the middle\n * of a comment */', 'A boat, from the middle of a comment'],
  ['typescriptreact', '{/* A paper boat */}', 'A paper boat'],
  ['typescriptreact', '{/*\n  A paper\n  boat\n*/}', 'A paper boat'],
  ['typescriptreact', '// A paper boat', 'A paper boat'],
  ['python', '# A paper boat\n#   on water', 'A paper boat on water'],
  ['python', '"""A paper boat\n    on water.\n    """', 'A paper boat on water.'],
  ['python', "r'''A paper boat'''", 'A paper boat'],
  ['python', '#: A paper boat', 'A paper boat'],
  ['html', '<!-- A paper boat -->', 'A paper boat'],
  ['html', '<!---\n  A paper boat\n  on water\n--->', 'A paper boat on water'],
  ['html', 'A paper boat, its beginning not selected -->', 'A paper boat, its beginning not selected'],
  ['css', '/* A paper boat */', 'A paper boat'],
  ['scss', '// A paper boat\n/// on water', 'A paper boat on water'],
  ['markdown', '<!-- A paper boat -->', 'A paper boat'],
  ['markdown', '[//]: # (A paper boat (red) on water)', 'A paper boat (red) on water'],
  ['mdx', '{/* A paper boat */}', 'A paper boat'],
  ['latex', '%% A paper boat\n% on water', 'A paper boat on water'],
  ['latex', '\\begin{comment}\nA paper boat\n\\end{comment}', 'A paper boat'],
  ['ruby', '=begin\nA paper boat\n=end', 'A paper boat'],
  ['ruby', '## A paper boat', 'A paper boat'],
  ['lua', '--[[ A paper boat ]]', 'A paper boat'],
  ['lua', '--[==[\nA paper boat\n--]==]', 'A paper boat'],
  ['lua', '--- A paper boat', 'A paper boat'],
  ['sql', '-- A paper boat\n/* on water */', 'A paper boat on water'],
  ['haskell', '-- | A paper boat\n-- on water', 'A paper boat on water'],
  ['haskell', '{- A paper boat -}', 'A paper boat'],
  ['rust', '//! A paper boat\n/// on water', 'A paper boat on water'],
  ['go', '// A paper boat', 'A paper boat'],
  ['c', '/*! A paper boat */', 'A paper boat'],
  ['cpp', '///< A paper boat', 'A paper boat'],
  ['java', '/** A paper boat. */', 'A paper boat.'],
  ['csharp', '/// A paper boat', 'A paper boat'],
  ['php', '# A paper boat\n// on water', 'A paper boat on water'],
  ['shellscript', '# A paper boat', 'A paper boat'],
  ['shellscript', ": '\nA paper boat on the sailor's water\n'", "A paper boat on the sailor's water"],
  ['powershell', '<#\n  A paper boat\n#>', 'A paper boat'],
  ['yaml', '# A paper boat', 'A paper boat'],
  ['toml', '# A paper boat', 'A paper boat'],
  ['ini', '; A paper boat\n# on water', 'A paper boat on water'],
  ['clojure', ';;; A paper boat', 'A paper boat'],
  ['lisp', '#| A paper boat |#', 'A paper boat'],
  ['vb', "' A paper boat\n''' on water\nRem at sunrise", 'A paper boat on water at sunrise'],
  ['bat', 'REM A paper boat\n@rem on water\n:: at sunrise', 'A paper boat on water at sunrise'],
  ['fsharp', '(* A paper boat *)\n/// on water', 'A paper boat on water'],
  ['perl', '=pod\n\nA paper boat\n\n=cut', 'A paper boat'],
  ['r', "#' A paper boat", 'A paper boat'],
  ['coffeescript', '###\nA paper boat\n###', 'A paper boat'],
  ['vue', '<!-- A paper boat -->\n// on water\n/* at sunrise */', 'A paper boat on water at sunrise'],
  ['svelte', '<!-- A paper boat -->', 'A paper boat'],
  ['astro', '{/* A paper boat */}', 'A paper boat'],
  ['asciidoc', '////\nA paper boat\n////', 'A paper boat'],
  ['asciidoc', '// A paper boat', 'A paper boat'],
  ['restructuredtext', '.. A paper boat\n   on water', 'A paper boat on water'],
  ['restructuredtext', '..\n   A paper boat', 'A paper boat'],
  ['typst', '// A paper boat', 'A paper boat'],
  ['org', '# A paper boat', 'A paper boat'],
  ['org', '#+BEGIN_COMMENT\nA paper boat\n#+END_COMMENT', 'A paper boat'],
  ['vim', '" A paper boat', 'A paper boat'],
];

const prefixes: Cases = [
  ['javascript', '// TODO: A boat', 'A boat'],
  ['javascript', '// todo(ada): A boat', 'A boat'],
  ['python', '# FIXME: image: A boat', 'A boat'],
  ['html', '<!-- TODO image: A boat -->', 'A boat'],
  ['java', '/**\n * @image A boat\n */', 'A boat'],
  ['markdown', '- [ ] Image prompt: a boat', 'a boat'],
  ['plaintext', 'PICTURE：纸船', '纸船'],
  ['plaintext', 'image:', ''],
  ['plaintext', 'imagery of a boat', 'imagery of a boat'],
  ['plaintext', 'Image of a boat', 'Image of a boat'],
  ['plaintext', '@imagery a boat', '@imagery a boat'],
  ['plaintext', 'todos: a boat', 'todos: a boat'],
  ['plaintext', 'A boat, image: blurred', 'A boat, image: blurred'],
  ['plaintext', 'image: a boat {model=flux size=1024x1024}', 'a boat {model=flux size=1024x1024}'],
];

const plainTexts: Cases = [
  ['javascript', '  A paper boat \r\n\tat  sunrise  ', 'A paper boat at sunrise'],
  ['javascript', 'A boat as in https://example.com/boat', 'A boat as in https://example.com/boat'],
  ['javascript', 'https://example.com/boat', 'https://example.com/boat'],
  ['sql', 'a -- b', 'a -- b'],
  ['latex', 'A sign that says 50% off', 'A sign that says 50% off'],
  ['latex', '50% off', '50% off'],
  ['markdown', '#1 fan', '#1 fan'],
  ['python', 'a screen with C# code', 'a screen with C# code'],
  ['bat', 'Remember the boat', 'Remember the boat'],
  ['restructuredtext', '... and a boat', '... and a boat'],
  ['restructuredtext', '.. figure:: boat.png', '.. figure:: boat.png'],
  ['php', '#[Attribute]', '#[Attribute]'],
  ['plaintext', '// no comment in plain text', '// no comment in plain text'],
  ['plaintext', '', ''],
  ['plaintext', ' \n ', ''],
];

const markdownTexts: Cases = [
  ['markdown', '> A **paper** boat\n> on _calm_ water', 'A **paper** boat on _calm_ water'],
  ['markdown', '- A paper boat', 'A paper boat'],
  ['markdown', '* A paper boat\n* a crane', 'A paper boat a crane'],
  ['markdown', '*Calm* water', '*Calm* water'],
  ['markdown', '## A paper boat\n\n1. on water', 'A paper boat on water'],
  ['markdown', 'A paper boat\n============', 'A paper boat'],
  ['markdown', '> - 2) A paper boat', 'A paper boat'],
  ['markdown', '-5 degrees, 1.5 boats', '-5 degrees, 1.5 boats'],
];

const decorations: Cases = [
  ['c', '/***** A boat *****/', 'A boat'],
  ['c', '/*****A boat*****/', 'A boat'],
  ['c', '/*************/\n/* A boat    */\n/*************/', 'A boat'],
  ['c', '/*\n * =====\n * A boat\n * -----\n */', 'A boat'],
  ['python', '##########\n# A boat\n##########', 'A boat'],
  ['python', '# ----- A boat -----', 'A boat'],
  ['sql', '-----------\n-- A boat\n-----------', 'A boat'],
];

const literals: Cases = [
  ['javascript', '"A paper boat"', 'A paper boat'],
  ['javascript', "  'A sailor\\'s boat',", "A sailor's boat"],
  ['javascript', '`A paper\n  boat`;', 'A paper boat'],
  ['javascript', '"image: A paper boat"', 'A paper boat'],
  ['vim', '"A paper boat"', 'A paper boat'],
  ['vb', "'A paper boat'", 'A paper boat'],
  ['markdown', '"Ahoy!" she said, "a boat!"', '"Ahoy!" she said, "a boat!"'],
  ['javascript', '"A boat\\"', '"A boat\\"'],
  ['javascript', '"', '"'],
];

const characters: Cases = [
  ['plaintext', 'A\u0000 pa\u0007per\u009f boat\u007f', 'A paper boat'],
  ['plaintext', 'A \u202eboat\u2066 here\u2069', 'A boat here'],
  ['plaintext', 'A boat \ud83d', 'A boat \ufffd'],
  ['plaintext', 'A\u0085boat\u2028here\u00a0now', 'A boat here now'],
  [
    'plaintext',
    '\u{1f469}\u200d\u{1f467} سفينة ורק\u200f 纸船 cafe\u0301',
    '\u{1f469}\u200d\u{1f467} سفينة ורק\u200f 纸船 cafe\u0301',
  ],
];

suite('a prompt from a text', () => {
  test('is a comment without its marks, in one line', () => {
    assertPrompts(comments);
  });
  test('loses the prefixes that only announce it', () => {
    assertPrompts(prefixes);
  });
  test('is the text itself when nothing in it is a comment', () => {
    assertPrompts(plainTexts);
  });
  test('loses list, quote and heading marks but keeps emphasis', () => {
    assertPrompts(markdownTexts);
  });
  test('loses mere decoration', () => {
    assertPrompts(decorations);
  });
  test('loses the quotes when the selection is one string literal', () => {
    assertPrompts(literals);
  });
  test('loses invisible controls and keeps every script', () => {
    assertPrompts(characters);
  });

  const word = fc
    .stringMatching(/^[A-Za-zÀ-žа-яёא-תぁ-ん一-龥0-9🚢]{1,12}$/u)
    .filter((text) => !/^(?:rem|[rubf]+)$/i.test(text));
  const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
  const marked = fc.constantFrom(...languageIds).map(marksOf);
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          '/*',
          '*/',
          '//',
          '<!--',
          '-->',
          '"""',
          '#',
          '--',
          '..',
          '\n',
          ' ',
          "'",
          'image:',
          '\u0000',
          'a',
        ),
      )
      .map((parts) => parts.join('')),
  );

  test('survives any wrapping in the marks of its language', () => {
    fc.assert(
      fc.property(marked, sentence, (marks, text) => {
        const wrapped = wrappings(marks, text);
        assert.deepEqual(
          wrapped.map((comment) => [comment, promptFromText(comment, marks)]),
          wrapped.map((comment) => [comment, text]),
        );
      }),
    );
  });

  test('is its own prompt when it holds no marks', () => {
    fc.assert(fc.property(marked, sentence, (marks, text) => promptFromText(text, marks) === text));
  });

  test('is one well-formed trimmed line without control characters, whatever the text', () => {
    fc.assert(
      fc.property(marked, hostile, (marks, text) => {
        const prompt = promptFromText(text, marks);
        assert.deepEqual(
          [
            prompt.trim() === prompt,
            prompt.isWellFormed(),
            /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(prompt),
          ],
          [true, true, false],
          JSON.stringify(prompt),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('comes of 100,000 characters that repeat any mark', () => {
    const marks = mergeCommentMarks(languageIds.map(marksOf));
    const units = [...marks.line, ...marks.block.flat(), ' ', '- ', '> ', '\\', '"', '-', 'image: ', 'TODO('];
    for (const unit of units.flatMap((mark) => [mark, `${mark}\n`])) {
      const text = unit.repeat(100_000 / unit.length);
      for (const whole of [`${text}a`, `"${text}"`]) promptFromText(whole, marks);
    }
  });
});

function wrappings(marks: CommentMarks, text: string): readonly string[] {
  const lines = marks.line.flatMap((mark) => [
    `${mark} ${text}`,
    `\t${mark} image: ${text}  `,
    `${mark} ${text}\n${mark}`,
  ]);
  const blocks = marks.block.flatMap(([open, close]) => {
    const oneLine = /\w$/.test(open) ? [] : [`${open} ${text} ${close}`];
    return [...oneLine, `  ${open}\n  ${text}\n  ${close}`, `${open}\n\nTODO: ${text}\n\n${close}\n`];
  });
  return [...lines, ...blocks];
}
