import { rgb, type Color } from './color.ts';

/** The colours of an hour, as 0xRRGGBB. */
export interface Palette {
  /** From the zenith to the horizon; the middle two bend the way between them. */
  readonly sky: readonly [number, number, number, number];
  readonly sun: number;
  readonly glow: number;
  readonly cloud: number;
  readonly hill: number;
  /** The water at the viewer's feet, where it mirrors least. */
  readonly deep: number;
  /** The light that is left on the side of the paper that is turned away from the sun. */
  readonly shade: number;
  readonly stars?: true;
  /** What in a prompt asks for this hour. */
  readonly words?: RegExp;
}

const night: Palette = {
  sky: [0x0a1030, 0x1a2a5c, 0x35508a, 0x7f95ba],
  sun: 0xfbf6e4,
  glow: 0x9fb4dc,
  cloud: 0x5a6f9f,
  hill: 0x121c3d,
  deep: 0x0a1130,
  shade: 0x6a7cae,
  stars: true,
  words: /\b(?:(?:mid)?nights?|moon\w*|stars?|starry|space|galaxy|dark|black)\b/i,
};
const storm: Palette = {
  sky: [0x39424f, 0x5b6672, 0x8d9298, 0xe0cfb0],
  sun: 0xfff3d9,
  glow: 0xf0ddb8,
  cloud: 0x6d7680,
  hill: 0x38434d,
  deep: 0x2c3742,
  shade: 0x8b97a6,
  words: /\b(?:storm\w*|rain|rainy|thunder\w*|cloudy|gr[ae]y|fog\w*|mist\w*)\b/i,
};
const forest: Palette = {
  sky: [0x2e6f6a, 0x74ad95, 0xcfdcab, 0xfff0c4],
  sun: 0xfffbe6,
  glow: 0xfff0b0,
  cloud: 0xf6f3d4,
  hill: 0x23524b,
  deep: 0x1c4a4a,
  shade: 0x86aeb0,
  words: /\b(?:forests?|woods?|trees?|jungle|green|garden\w*|leaf|leaves|spring)\b/i,
};
const ember: Palette = {
  sky: [0x2a2150, 0x7d3467, 0xea5f55, 0xffb765],
  sun: 0xfff0c9,
  glow: 0xffb070,
  cloud: 0xf5796a,
  hill: 0x3a1f4a,
  deep: 0x2a1d4a,
  shade: 0x9a7bb0,
  words: /\b(?:red|scarlet|crimson|fire|fiery|flam\w+|lava|volcan\w+|autumn|sunset)\b/i,
};
const amber: Palette = {
  sky: [0x6d5a86, 0xc68a84, 0xf6b878, 0xffe3a3],
  sun: 0xfffae0,
  glow: 0xffdf94,
  cloud: 0xffcf9a,
  hill: 0x7a5068,
  deep: 0x5a4468,
  shade: 0xb59bb8,
  words: /\b(?:desert|sand\w*|gold\w*|yellow|orange|warm|honey)\b/i,
};
const frost: Palette = {
  sky: [0x6f94bd, 0xaac6de, 0xe1e8f0, 0xfff1e4],
  sun: 0xffffff,
  glow: 0xfff6e6,
  cloud: 0xffffff,
  hill: 0x7c97b8,
  deep: 0x486f98,
  shade: 0xa6bcd9,
  words: /\b(?:snow\w*|ice|icy|winter|frost\w*|frozen|arctic|white|cold)\b/i,
};
const azure: Palette = {
  sky: [0x2573b8, 0x69b0e0, 0xc4e6f0, 0xfff4d6],
  sun: 0xffffff,
  glow: 0xfff7d0,
  cloud: 0xffffff,
  hill: 0x3d7f9e,
  deep: 0x14558c,
  shade: 0x93b9dc,
  words: /\b(?:blue|sky|sea|ocean|summer|beach|underwater)\b/i,
};
const lavender: Palette = {
  sky: [0x5d68ad, 0xa49bd6, 0xe9bfdd, 0xffe6d8],
  sun: 0xfffaf0,
  glow: 0xffe3d2,
  cloud: 0xf6d5e6,
  hill: 0x5f5d9a,
  deep: 0x414a8a,
  shade: 0xa5a3d8,
  words: /\b(?:purple|violet|lavender|magic\w*|dream\w*|fantasy|wizards?|unicorns?)\b/i,
};
const rose: Palette = {
  sky: [0x40518a, 0x9a84b8, 0xf7a3a0, 0xffdfb0],
  sun: 0xfffaec,
  glow: 0xffdcae,
  cloud: 0xffc0b4,
  hill: 0x554f86,
  deep: 0x34457c,
  shade: 0xa096cc,
  words: /\b(?:pink|rose|rosy|flowers?|cherry|love|hearts?)\b/i,
};
const teal: Palette = {
  sky: [0x1d5f78, 0x55a5a8, 0xc9dcb2, 0xfff1bf],
  sun: 0xfffdea,
  glow: 0xfff0b8,
  cloud: 0xe9efd0,
  hill: 0x2b6272,
  deep: 0x154a62,
  shade: 0x87b4c0,
};
const peach: Palette = {
  sky: [0x6f9bc8, 0xc3c6d8, 0xffc9a8, 0xffe9c9],
  sun: 0xffffff,
  glow: 0xffecc8,
  cloud: 0xffe2d0,
  hill: 0x7487ab,
  deep: 0x4c719e,
  shade: 0xa9b5d6,
};
const golden: Palette = {
  sky: [0x3f78b0, 0x98c0c8, 0xffdc9c, 0xffc070],
  sun: 0xfffbe3,
  glow: 0xffe2a0,
  cloud: 0xffe0b0,
  hill: 0x7d5f7c,
  deep: 0x2b5a86,
  shade: 0x92acd0,
};

const sunrises = [rose, peach, golden, teal, lavender, ember, amber, azure, frost, forest] as const;

/** The hour that the prompt names, or else one of the sunrises: `choice` is from 0 up to 1. */
export function paletteFor(prompt: string, choice: number): Palette {
  const asked = [night, storm, ...sunrises].find(({ words }) => words?.test(prompt));
  return asked ?? sunrises[Math.floor(choice * sunrises.length)] ?? rose;
}

const papers: readonly { readonly words: RegExp; readonly color: number }[] = [
  { words: /\b(?:red|scarlet|crimson)\b/i, color: 0xf26a5e },
  { words: /\b(?:orange|pumpkins?)\b/i, color: 0xff9d57 },
  { words: /\b(?:yellow|lemons?|gold|golden)\b/i, color: 0xffcf5c },
  { words: /\b(?:green|mint)\b/i, color: 0x9fd8b0 },
  { words: /\b(?:blue|turquoise)\b/i, color: 0x8fc7f0 },
  { words: /\b(?:purple|violet)\b/i, color: 0xc3a8ee },
  { words: /\b(?:pink|rose)\b/i, color: 0xffb3c4 },
];
const white = 0xfffdf8;

/** The colour that the prompt names; without one, three in four are white. */
export function paperFor(prompt: string, choice: number): Color {
  const asked = papers.find(({ words }) => words.test(prompt))?.color;
  return rgb(asked ?? papers[Math.floor((1 - choice) * papers.length * 4)]?.color ?? white);
}
