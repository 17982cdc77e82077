import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { CommentBlock, TextLines } from '../../../../src/documents/comments/commentBlock.ts';
import { commentBlockAt } from '../../../../src/documents/comments/commentBlock.ts';
import type { CommentMarks } from '../../../../src/documents/comments/comments.ts';
import {
  configurationPaths,
  mergeCommentMarks,
  noCommentMarks,
  readCommentMarks,
} from '../../../../src/documents/comments/comments.ts';
import { promptFromText } from '../../../../src/documents/comments/prompt.ts';
import { languageIds, marksOf } from '../../../fixtures/comments/languages.ts';

function linesOf(text: string): TextLines {
  const lines = text.split('\n');
  return { lineCount: lines.length, lineAt: (line) => lines[line] ?? assert.fail(`read line ${line}`) };
}

function textOf(lines: TextLines, block: CommentBlock): string {
  const whole = Array.from({ length: block.endLine - block.startLine + 1 }, (_, at) =>
    lines.lineAt(block.startLine + at),
  );
  const last = lines.lineAt(block.endLine);
  const text = whole.join('\n');
  return text.slice(block.startCharacter, text.length - (last.length - block.endCharacter));
}

/** The comments under a cursor on each line, `-` for none. */
function commentsOf(languageId: string, text: string): readonly string[] {
  const lines = linesOf(text);
  return Array.from({ length: lines.lineCount }, (_, line) => {
    const block = commentBlockAt(lines, line, marksOf(languageId));
    return block ? textOf(lines, block) : '-';
  });
}

suite('the comment marks of a configuration', () => {
  const none = noCommentMarks;
  const cases: readonly (readonly [text: string, marks: CommentMarks])[] = [
    ['{"comments": {"lineComment": "//", "blockComment": ["/*", "*/"]}}', { line: ['//'], block: [['/*', '*/']] }],
    ['{ // why\n "comments": { "lineComment": "#", }, /* end */ }', { line: ['#'], block: [] }],
    ['{"comments": {"lineComment": {"comment": " -- ", "noIndent": true}}}', { line: ['--'], block: [] }],
    ['{"comments": {"blockComment": ["<!-- ", " -->"]}}', { line: [], block: [['<!--', '-->']] }],
    ['{"comments": {"lineComment": ";", "blockComment": [";", " "]}}', { line: [';'], block: [] }],
    ['{"comments": {"lineComment": "#", "blockComment": ["/*"', { line: ['#'], block: [] }],
    ['{"comments": {"lineComment": 7, "blockComment": "/*"}}', none],
    ['{"comments": {"lineComment": {"comment": {}}, "blockComment": [null, 1]}}', none],
    ['{"comments": {"lineComment": "a\\nb", "blockComment": ["", "*/"]}}', none],
    [`{"comments": {"lineComment": "${'/'.repeat(1000)}"}}`, none],
    ['{"comments": null}', none],
    ['{"__proto__": {"comments": {"lineComment": "#"}}}', none],
    ['', none],
    ['null', none],
    ['[[{"comments"', none],
    ['\u0000 not a configuration', none],
    ['['.repeat(200_000), none],
  ];

  test('are read where they make sense, and nothing else is', () => {
    assert.deepEqual(
      cases.map(([text]) => [text, readCommentMarks(text)]),
      cases,
    );
  });

  test('are read from any text without an error', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => Array.isArray(readCommentMarks(text).line)));
  });

  test('are each kept once when several configurations name them', () => {
    assert.deepEqual(
      mergeCommentMarks([
        { line: ['//'], block: [['/*', '*/']] },
        { line: ['#', '//'], block: [], placement: 'lineStart' },
        {
          line: [],
          block: [
            ['/*', '*/'],
            ['<!--', '-->'],
          ],
        },
      ]),
      {
        line: ['//', '#'],
        block: [
          ['/*', '*/'],
          ['<!--', '-->'],
        ],
        placement: 'lineStart',
      },
    );
  });

  test('are found through the manifests that contribute the language', () => {
    const manifest = {
      contributes: {
        languages: [
          { id: 'boat', configuration: './boat.json' },
          { id: 'boat', extensions: ['.boat'] },
          { id: 'crane', configuration: './crane.json' },
          { id: 'boat', configuration: 7 },
          null,
        ],
      },
    };
    const manifests = [manifest, { contributes: { languages: {} } }, { contributes: null }, undefined, 'boat'];
    assert.deepEqual(
      manifests.map((each) => configurationPaths(each, 'boat')),
      [['./boat.json'], [], [], [], []],
    );
  });
});

suite('the comment under the cursor', () => {
  const cases: readonly (readonly [languageId: string, text: string, comments: readonly string[]])[] = [
    [
      'javascript',
      'a();\n  // A boat\n  // on water\nb();',
      ['-', '// A boat\n  // on water', '// A boat\n  // on water', '-'],
    ],
    ['javascript', 'foo(); // image: a boat  ', ['// image: a boat']],
    ['javascript', "fetch('https://example.com');", ['-']],
    ['javascript', 'a(); // one\n// two', ['// one', '// two']],
    ['javascript', '/* a */', ['/* a */']],
    [
      'javascript',
      '  /**\n   * a\n   */\n/**/ b();',
      ['/**\n   * a\n   */', '/**\n   * a\n   */', '/**\n   * a\n   */', '/**/'],
    ],
    ['javascript', "glob('src/**/*.ts', '/*');\n// a\nfoo('*/');", ['-', '// a', '-']],
    ['javascript', '/* never closed\nfoo();', ['-', '-']],
    ['javascript', "x = ' /*';\n// a\n/* b */", ['-', '// a', '/* b */']],
    ['javascript', '// not /* open\nfoo();', ['// not /* open', '-']],
    ['typescriptreact', '<p>{/* image: a boat */}</p>', ['{/* image: a boat */}']],
    ['python', '# a\n\n# b', ['# a', '-', '# b']],
    [
      'python',
      'def f():\n    """A\n    # boat\n    """\n    x = 1',
      ['-', ...Array<string>(3).fill('"""A\n    # boat\n    """'), '-'],
    ],
    ['python', 'x = """\n# text\n"""\n# a', ['-', '-', '-', '# a']],
    ['python', '"""one"""\nx = 1\n"""two"""', ['"""one"""', '-', '"""two"""']],
    ['shellscript', '#!/bin/sh\n# A boat', ['-', '# A boat']],
    [
      'html',
      '<p>A<!-- no -->\n<b></b><!-- image:\na boat --></p>',
      ['-', '<!-- image:\na boat -->', '<!-- image:\na boat -->'],
    ],
    ['markdown', 'Write `<!-- x -->`.\n\n<!-- a boat -->', ['-', '-', '<!-- a boat -->']],
    ['css', 'a { color: #fff; /* a boat */ }', ['/* a boat */']],
    ['latex', 'Rows of 50\\% here % a boat\n% b', ['% a boat', '% b']],
    ['ruby', '=begin\na\n=end\nb = 1', [...Array<string>(3).fill('=begin\na\n=end'), '-']],
    ['lua', '--[[\n-- a\n]]\n-- b', [...Array<string>(3).fill('--[[\n-- a\n]]'), '-- b']],
    ['vb', "x = 1 ' a boat\nREM b", ["' a boat", 'REM b']],
    ['vim', 'echo "no" \n" a boat', ['-', '" a boat']],
    ['bat', 'echo the rem sleep\nREM a boat', ['-', 'REM a boat']],
    [
      'asciidoc',
      'See // there\n////\nA\n// boat\n////\n// b',
      ['-', ...Array<string>(4).fill('////\nA\n// boat\n////'), '// b'],
    ],
    [
      'restructuredtext',
      '.. A boat\n   on water\n\nText .. here',
      ['.. A boat\n   on water', '.. A boat\n   on water', '-', '-'],
    ],
    ['restructuredtext', '.. image:: a.png\n\n.. image: a boat', ['-', '-', '.. image: a boat']],
    ['restructuredtext', '..\n\n   A quotation\n', ['..', '-', '-', '-']],
    [
      'org',
      '#+title: A\n# a boat\n#+begin_comment\nb\n#+end_comment',
      ['-', '# a boat', ...Array<string>(3).fill('#+begin_comment\nb\n#+end_comment')],
    ],
    ['php', '#[Attribute]\n# a boat\n// b', ['-', '# a boat', '// b']],
    ['plaintext', '// a', ['-']],
  ];

  test('is the block of lines that belong together', () => {
    assert.deepEqual(
      cases.map(([languageId, text]) => [languageId, text, commentsOf(languageId, text)]),
      cases,
    );
  });

  test('begins at the prefix above the cursor and ends before the next one', () => {
    const [intro, boat, crane] = ['// Two pictures', '// image: a boat\n// on water', '// - TODO image: a crane'];
    assert.deepEqual(commentsOf('go', [intro, boat, crane].join('\n')), [intro, boat, boat, crane]);
  });

  test('says its kind, its place and the indentation of its first line', () => {
    const lines = linesOf('if (a) {\n\t  // image: a\n\t  // b  \n\tfoo(); // c\n /* d */\n}');
    const found = [0, 1, 2, 3, 4, 5].map((line) => commentBlockAt(lines, line, marksOf('c')));
    const run = { kind: 'line', startLine: 1, startCharacter: 3, endLine: 2, endCharacter: 7, indentation: '\t  ' };
    assert.deepEqual(found, [
      undefined,
      run,
      run,
      { kind: 'line', startLine: 3, startCharacter: 8, endLine: 3, endCharacter: 12, indentation: '\t' },
      { kind: 'block', startLine: 4, startCharacter: 1, endLine: 4, endCharacter: 8, indentation: ' ' },
      undefined,
    ]);
  });

  test('is none outside of the document', () => {
    const lines = linesOf('// a');
    assert.deepEqual(
      [-1, 1, NaN].map((line) => commentBlockAt(lines, line, marksOf('c'))),
      [undefined, undefined, undefined],
    );
  });

  test('is found in a huge document by reading only the lines around it', () => {
    const read = new Set<number>();
    const lines: TextLines = {
      lineCount: 10_000_000,
      lineAt: (line) => {
        read.add(line);
        return line === 5_000_000 ? '// a boat' : '/* a(); ';
      },
    };
    const block = commentBlockAt(lines, 5_000_000, marksOf('c'));
    assert.deepEqual([block && textOf(lines, block), read.size <= 10_001], ['// a boat', true]);
  });

  const parts = [
    '// a',
    '  // image: b',
    'foo();',
    'x(); // c',
    '/* d */',
    '/* e\n * f\n */',
    '',
    '"""g\nh"""',
    '# i',
    '<!-- j\n-->',
    '.. k',
  ];
  const documents = fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((chosen) => chosen.join('\n'));

  test('is the same at each of its lines', () => {
    fc.assert(
      fc.property(fc.constantFrom(...languageIds), documents, (languageId, text) => {
        const lines = linesOf(text);
        const marks = marksOf(languageId);
        for (let line = 0; line < lines.lineCount; line++) {
          const block = commentBlockAt(lines, line, marks);
          if (!block) continue;
          assert.ok(block.startLine <= line && line <= block.endLine);
          for (let other = block.startLine; other <= block.endLine; other++) {
            assert.deepEqual(commentBlockAt(lines, other, marks), block);
          }
        }
      }),
    );
  });

  test('holds the prompt that was written in it, in every language', () => {
    const found = languageIds.flatMap((languageId) => {
      const marks = marksOf(languageId);
      const comments = [
        ...marks.line.map((mark) => `${mark} image: a paper boat`),
        ...marks.block.map(([open, close]) => `${open}\n  image: a paper boat\n${close}`),
      ];
      return comments.map((comment) => {
        const lines = linesOf(`\n\n${comment}\n\n`);
        const block = commentBlockAt(lines, 2, marks);
        return [languageId, comment, block && promptFromText(textOf(lines, block), marks)];
      });
    });
    assert.deepEqual(
      found.filter(([, , prompt]) => prompt !== 'a paper boat'),
      [],
    );
    assert.ok(found.length > languageIds.length);
  });

  test('is not looked for by blank marks', () => {
    const blank: CommentMarks = {
      line: ['', ' '],
      block: [
        [' ', '*/'],
        ['/*', ''],
      ],
    };
    const text = ' a  \n /* b';
    assert.deepEqual([commentBlockAt(linesOf(text), 0, blank), promptFromText(text, blank)], [undefined, 'a /* b']);
  });

  test('comes of any text and any marks without an error', () => {
    const marks = fc.record({
      line: fc.array(fc.string({ minLength: 1, maxLength: 3 })),
      block: fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 4 }), fc.string({ minLength: 1, maxLength: 4 }))),
    });
    fc.assert(
      fc.property(marks, fc.array(fc.string(), { minLength: 1 }), fc.nat(20), (anyMarks, texts, line) => {
        commentBlockAt(linesOf(texts.join('\n')), line, anyMarks);
        promptFromText(texts.join('\n'), anyMarks);
      }),
      { numRuns: 500 },
    );
  });

  test('is searched for in hostile lines to the end', () => {
    const marks = mergeCommentMarks(languageIds.map(marksOf));
    for (const mark of [...marks.line, ...marks.block.flat()]) {
      const lines = linesOf(`  a ${mark.repeat(100_000 / mark.length)} a\n${`a ${mark}\n`.repeat(2000)}`);
      for (const line of [0, 1000]) commentBlockAt(lines, line, marks);
    }
  });
});
