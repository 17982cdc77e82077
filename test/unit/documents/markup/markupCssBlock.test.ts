import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInsideCssBlock } from '../../../../src/documents/markup/markupCssBlock.ts';

const inside = true;
const outside = false;

const cases: readonly (readonly [languageId: string, textBefore: string, expected: boolean])[] = [
  ['css', '', outside],
  ['css', '/* a boat */\n', outside],
  ['css', '.hero {\n  ', inside],
  ['css', '.hero { color: red; }\n', outside],
  ['css', '.hero { color: red; }\n.x {', inside],
  ['css', '/* { */\n', outside],
  ['css', '.a { content: "}"; ', inside],
  ['css', ".a::before { content: '\\'}'; ", inside],
  ['css', '.a { background: url(data:image/svg+xml;{}}); ', inside],
  ['css', '.a { background: url(//cdn.example/x.png);\n', inside],
  ['css', '.a { background: url(//cdn.example/x.png);\n}\n', outside],
  ['css', '@media print {\n', outside],
  ['css', '@media print { .a {', inside],
  ['css', '.a { @media print {', inside],
  ['css', '@import "x.css";\n@layer base {', outside],
  ['css', '@keyframes drift {', outside],
  ['css', '@-webkit-keyframes drift { from {', inside],
  ['css', '@font-face {', inside],
  ['css', '}}} .a {', inside],
  ['css', '/* not closed .a {', outside],
  ['css', '/* for @media */\n.a {', inside],
  ['css', '/* wide */ @media print {', outside],
  ['css', '.a[href="@media"] {', inside],
  ['scss', '// .a {\n', outside],
  ['scss', '.a { // }\n', inside],
  ['scss', '.a-#{$b} {', inside],
  ['scss', '@mixin boat($a) {', inside],
  ['scss', '@if $a {', outside],
  ['less', '.@{name} { ', inside],
  ['sass', '.a\n  ', inside],
  ['sass', '.a\n', outside],
  ['stylus', '.a\n\t// a boat', inside],
];

test('a declaration may stand inside the block of a rule, and nowhere else', () => {
  assert.deepEqual(
    cases.map(([languageId, text]) => [languageId, text, isInsideCssBlock(languageId, text)]),
    cases,
  );
});
