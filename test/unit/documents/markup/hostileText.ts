import fc from 'fast-check';

const pieces = [
  ...['"', "'", '`', '\\', '\\\\', '[', ']', '(', ')', '<', '>', '{', '}', '!', '![', '|', '*', '_', '~~', '^', '^^41'],
  ...['$', '$$', '#', '##', '&', '?', '%', '%41', '@', '=', ',', ';', ':', '::', '/', '.', '..', '--', '...', '"""'],
  ...['-->', '<!--', '*/', '/*', '//', '?>', '<?php', '%>', '<%', '{{x}}', '{%x%}', '{#x#}', '${path}', '#{x}', '@{x}'],
  ...[
    '<script>',
    '</script>',
    '</style>',
    '&amp;',
    '&copy',
    '&#65;',
    'https://a.example/',
    'www.a.example',
    'me@x.example',
  ],
  ...['\n', '\r\n', '\t', '\u0000', '\u0085', '\u2028', '\u00A0', '\uFEFF', '\\u000A', '\u202E', '\u200D', '\uD800'],
  ...['שלום', 'кіт', '👩‍🚀', 'e\u0301', 'snake_case', 'word ', ' :alt ', 'n', ' '],
];

/** What a prompt may hold that some language reads as syntax, in any order, between arbitrary characters. */
export const hostileText = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));

/** Relative, and with a name that neither starts nor ends with white space. */
export const hostilePath = hostileText.map((text) => `images/${text}x.png`);

/** The same with only what a reader can see, for forms that have no sign for the rest. */
export const visiblePath = hostilePath.map((path) => path.toWellFormed().replace(/\p{C}|[^\P{Z} ]/gu, ''));
