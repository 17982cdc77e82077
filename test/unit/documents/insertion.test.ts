import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { insertionEdit, type Insertion } from '../../../src/documents/insertion.ts';

const image = '![boat](boat.png)';

type Style = Partial<Omit<Insertion, 'text' | 'range'>>;

/** The text after the edit. `«` and `»` stand around the range, `|` is a cursor; `⏎` ends a line. */
function edited(marked: string, style: Style): string {
  const lineEnd = style.lineEnd ?? '\n';
  const lines = marked.replaceAll('⏎', lineEnd);
  const start = lines.search(/[«|]/);
  const text = lines.replaceAll(/[«»|]/g, '');
  const end = lines.includes('»') ? lines.replace('«', '').indexOf('»') : start;
  const edit = insertionEdit({
    ...{ text, range: { start, end }, placement: 'below', markup: [image], lineEnd, isInline: true },
    ...{ below: 'comment', blankBefore: false, blankAfter: false, ...style },
  });
  const after = text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end);
  return after.replaceAll(lineEnd, '⏎');
}

function check(cases: readonly (readonly [before: string, after: string])[], style: Style): void {
  for (const lineEnd of ['\n', '\r\n'] as const)
    assert.deepEqual(
      cases.map(([before]) => [before, edited(before, { ...style, lineEnd })]),
      cases,
    );
}

test('below a comment goes a line of its own, indented as the comment, and the comment stays', () => {
  check(
    [
      ['«// boat»⏎next⏎', `// boat⏎${image}⏎next⏎`],
      ['  «// boat»⏎  next⏎', `  // boat⏎  ${image}⏎  next⏎`],
      ['\t«// a⏎\t// b»⏎next', `\t// a⏎\t// b⏎\t${image}⏎next`],
      ['«// boat»', `// boat⏎${image}`],
      ['«// boat»⏎', `// boat⏎${image}⏎`],
      ['code(); «// boat»⏎next', `code(); // boat⏎${image}⏎next`],
      ['«/* a⏎ * b⏎ */»⏎⏎next', `/* a⏎ * b⏎ */⏎${image}⏎⏎next`],
    ],
    {},
  );
});

test('a selection of whole lines ends where its last line does', () => {
  check(
    [
      ['«// boat⏎»next⏎', `// boat⏎${image}⏎next⏎`],
      ['«  // boat⏎»next⏎', `  // boat⏎  ${image}⏎next⏎`],
      ['«// a⏎// b⏎⏎»next⏎', `// a⏎// b⏎${image}⏎⏎next⏎`],
      ['«// boat⏎»', `// boat⏎${image}⏎`],
    ],
    {},
  );
});

test('behind an inline comment with text after it the markup stays in the line, if it may', () => {
  check(
    [
      ['<p>«<!-- boat -->» text</p>⏎', `<p><!-- boat -->${image} text</p>⏎`],
      ['<p>«<!-- boat -->»  ⏎', `<p><!-- boat -->  ⏎${image}⏎`],
    ],
    {},
  );
  check([['a «/* boat */» b⏎next', `a /* boat */ b⏎${image}⏎next`]], { isInline: false });
});

test('below a text goes a paragraph of its own', () => {
  check(
    [
      ['«A boat»⏎', `A boat⏎⏎${image}⏎`],
      ['«A boat»⏎next⏎', `A boat⏎next⏎⏎${image}⏎`],
      ['Some «boat» here,⏎wrapped⏎⏎next⏎', `Some boat here,⏎wrapped⏎⏎${image}⏎⏎next⏎`],
      ['«# A boat»⏎next⏎', `# A boat⏎⏎${image}⏎⏎next⏎`],
      ['«# A boat»⏎⏎next⏎', `# A boat⏎⏎${image}⏎⏎next⏎`],
      ['«A boat»', `A boat⏎⏎${image}`],
      ['  «A boat»⏎', `  A boat⏎⏎  ${image}⏎`],
    ],
    { below: 'text', blankBefore: true, blankAfter: true },
  );
  check([['«<!-- boat -->»⏎next⏎', `<!-- boat -->⏎${image}⏎⏎next⏎`]], { blankAfter: true });
  check([['«A boat»⏎next⏎', `A boat⏎${image}⏎next⏎`]], { below: 'text' });
});

test('at the cursor, within the line or on a blank one', () => {
  const style: Style = { placement: 'at', below: 'text' };
  check(
    [
      ['|', image],
      ['a | b⏎', `a ${image} b⏎`],
      ['a⏎|⏎b', `a⏎${image}⏎b`],
      ['a⏎  |  ⏎b', `a⏎  ${image}  ⏎b`],
      ['a|', `a${image}`],
      ['|a', `${image}a`],
    ],
    style,
  );
});

test('what needs a line of its own gets one below the cursor’s', () => {
  const style: Style = { placement: 'at', below: 'text', isInline: false };
  check(
    [
      ['|', image],
      ['a | b⏎c', `a  b⏎${image}⏎c`],
      ['  a|', `  a⏎  ${image}`],
      ['a⏎  |⏎b', `a⏎  ${image}⏎b`],
    ],
    style,
  );
  check(
    [
      ['|⏎', `${image}⏎`],
      ['a⏎⏎|⏎⏎b', `a⏎⏎${image}⏎⏎b`],
      ['a⏎|⏎b', `a⏎⏎${image}⏎⏎b`],
      ['a⏎  |⏎', `a⏎  ⏎  ${image}⏎`],
      ['|⏎b', `${image}⏎⏎b`],
      ['a |b⏎c⏎⏎d', `a b⏎c⏎⏎${image}⏎⏎d`],
    ],
    { ...style, blankBefore: true, blankAfter: true },
  );
});

test('where lines flow together, the start of a line gets a block of its own above it', () => {
  const style: Style = { placement: 'at', below: 'text' };
  const cases = [
    ['|# Notes⏎⏎', `${image}⏎⏎# Notes⏎⏎`],
    ['|# Notes', `${image}⏎⏎# Notes`],
    ['a⏎|- b⏎', `a⏎⏎${image}⏎⏎- b⏎`],
    ['a⏎⏎|- b⏎', `a⏎⏎${image}⏎⏎- b⏎`],
    ['a⏎ ⏎|b', `a⏎ ⏎${image}⏎⏎b`],
    ['- a⏎  |- b', `- a⏎⏎  ${image}⏎⏎  - b`],
    ['- a⏎ | - b', `- a⏎⏎  ${image}⏎⏎  - b`],
    ['- a⏎|\t- b', `- a⏎⏎\t${image}⏎⏎\t- b`],
    ['|---⏎unclosed', `${image}⏎⏎---⏎unclosed`],
    ['«one⏎»two', `one⏎⏎${image}⏎⏎two`],
  ] as const;
  check(cases, { ...style, blankBefore: true, blankAfter: true });
  check(cases, { ...style, blankBefore: true, isInline: false });
  check(
    [
      ['# |Notes⏎', `# ${image}Notes⏎`],
      ['# Notes|⏎', `# Notes${image}⏎`],
      ['a⏎|⏎b', `a⏎${image}⏎b`],
    ],
    { ...style, blankBefore: true, blankAfter: true },
  );
});

test('front matter stays whole: the markup goes below it', () => {
  const cases = [
    ['|---⏎title: a⏎---⏎', `---⏎title: a⏎---⏎⏎${image}⏎`],
    ['---⏎|title: a⏎---', `---⏎title: a⏎---⏎⏎${image}`],
    ['---⏎  ti|tle: a⏎...⏎# b', `---⏎  title: a⏎...⏎⏎${image}⏎⏎# b`],
    ['---⏎a: b⏎|⏎---⏎⏎# b', `---⏎a: b⏎⏎---⏎⏎${image}⏎⏎# b`],
    ['---⏎a: b⏎---|⏎# b', `---⏎a: b⏎---⏎⏎${image}⏎⏎# b`],
    ['--- ⏎---\t|⏎b⏎---', `--- ⏎---\t⏎⏎${image}⏎⏎b⏎---`],
    ['---⏎a: b⏎---⏎|# b', `---⏎a: b⏎---⏎⏎${image}⏎⏎# b`],
  ] as const;
  const style: Style = { placement: 'at', below: 'text', blankBefore: true };
  check(cases, { ...style, blankAfter: true });
  check(cases, { ...style, isInline: false });
  check(
    [
      ['⏎---⏎a| b⏎---', `⏎---⏎a${image} b⏎---`],
      ['----⏎a| b⏎---', `----⏎a${image} b⏎---`],
      ['---⏎a| b⏎----', `---⏎a${image} b⏎----`],
    ],
    { ...style, blankAfter: true },
  );
  check([['---⏎a| b⏎---', `---⏎a${image} b⏎---`]], { ...style, blankBefore: false });
});

test('in place of a selection the rest of its lines stays', () => {
  check(
    [
      ['a «boat» b', `a ${image} b`],
      ['  «// boat»⏎next', `  ${image}⏎next`],
      ['«// boat⏎»next', `${image}⏎next`],
      ['«  // boat⏎»next', `  ${image}⏎next`],
      ['  «  // a⏎  // b⏎»next', `    ${image}⏎next`],
      ['a « boat » b', `a ${image} b`],
      ['«boat»', image],
      ['a⏎«⏎»b', `a⏎${image}⏎b`],
    ],
    { placement: 'replace' },
  );
});

test('several images and markup of several lines keep the indentation', () => {
  const markup = ['.. image:: a.png\n   :alt: a', '.. image:: b.png\n   :alt: b'];
  const lines = (indentation: string) => markup.join('\n').replaceAll('\n', `⏎${indentation}`);
  check([['  «.. boat»⏎', `  .. boat⏎  ${lines('  ')}⏎`]], { markup, isInline: false });
  check([['a⏎  |⏎', `a⏎  ${lines('  ')}⏎`]], { markup, isInline: false, placement: 'at' });
  check([['\t«boat»⏎', `\t${lines('\t')}⏎`]], { markup, isInline: false, placement: 'replace' });
});

const anyText = fc
  .array(fc.constantFrom('a', ' ', '\t', '\n', '// b', '# c', '---', '👩‍🚀', '', '\n\n', '  '), { maxLength: 14 })
  .map((parts) => parts.join(''));
const anyStyle = fc.record({
  placement: fc.constantFrom('at' as const, 'below' as const, 'replace' as const),
  isInline: fc.boolean(),
  below: fc.constantFrom('comment' as const, 'text' as const),
  blankBefore: fc.boolean(),
  blankAfter: fc.boolean(),
});

test('no other character of the text changes, wherever the range is', () => {
  fc.assert(
    fc.property(anyText, fc.nat(), fc.nat(), anyStyle, fc.boolean(), (plain, one, other, style, isCrlf) => {
      const text = isCrlf ? plain.replaceAll('\n', '\r\n') : plain;
      const lineEnd = isCrlf ? '\r\n' : '\n';
      const [a, b] = [one % (text.length + 1), other % (text.length + 1)].sort((x, y) => x - y) as [number, number];
      // Editors never stand between the two characters of a line end.
      const onEdge = (offset: number) => (offset > 0 && text.startsWith('\r\n', offset - 1) ? offset - 1 : offset);
      const range = { start: onEdge(a), end: onEdge(b) };
      const edit = insertionEdit({ ...style, text, range, lineEnd, markup: [image, 'two\nlines'] });
      const removed = text.slice(edit.range.start, edit.range.end);
      const written = edit.text.replaceAll(lineEnd, '\n');
      assert.ok(edit.range.start <= edit.range.end && edit.range.end <= text.length);
      assert.ok(
        removed === '' || (style.placement === 'replace' && text.slice(range.start, range.end).includes(removed)),
      );
      assert.ok(!written.includes('\r'), 'Line ends are the document’s.');
      assert.match(written, /^[ \t\n]*!\[boat\]\(boat\.png\)\n[ \t]*two\n[ \t]*lines\n{0,2}$/);
      if (style.placement === 'below') assert.ok(edit.range.start >= range.start, 'Not above what it belongs to.');
      const [before, after] = [text.slice(0, edit.range.start), text.slice(edit.range.end)];
      if (!style.isInline && style.placement !== 'replace') {
        assert.match(
          (before + edit.text.trimEnd()).split(/\r?\n/).at(-3) ?? '',
          /^[ \t]*!\[boat\]/,
          'On a line of its own.',
        );
        const behind = edit.text.slice(edit.text.trimEnd().length) + after;
        assert.match(behind, /^[ \t]*(\r?\n|$)/, 'Nothing follows on its line.');
      }
    }),
    { numRuns: 3000 },
  );
});
