/** What is said where an image stands beside its earlier versions, in English; translations are found by it. */
export const compareTexts = [
  'Compare',
  'Compare {0}',
  'Earlier version',
  'How to compare',
  'Side by side',
  'Slider',
  'Divider between the earlier version and the present image',
  'Earlier: {0}%',
  'Restore',
  'Close',
  'Earlier',
  'Now',
  'Replaced {0}',
  'No earlier version.',
  'Restored',
] as const;
