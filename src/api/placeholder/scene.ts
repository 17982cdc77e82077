import { createHash } from 'node:crypto';
import type { Color } from './color.ts';
import { paletteFor, paperFor, type Palette } from './palette.ts';

/**
 * What the picture shows, without its size. Places are fractions of the width and the height; lengths are in units
 * (see `Frame`), so that one prompt gives the same scene at every size.
 */
export interface Scene {
  readonly palette: Palette;
  readonly paper: Color;
  /** Fraction of the height, from the top. */
  readonly horizon: number;
  readonly sun: { readonly x: number; readonly height: number; readonly radius: number };
  readonly boat: Boat;
  /** The farthest first. */
  readonly hills: readonly Hill[];
  readonly clouds: readonly Spot[];
  readonly birds: readonly Spot[];
  readonly stars: readonly Spot[];
  readonly water: { readonly ripple: number; readonly phase: number };
}

export interface Boat {
  readonly x: number;
  /** The waterline, as a fraction of the way from the horizon to the viewer. */
  readonly depth: number;
  /** Half of the way from bow to stern, in units. */
  readonly reach: number;
  /** 1: the bow is to the right; -1: to the left. */
  readonly heading: 1 | -1;
  /** How far the bow is turned to the viewer, 0 to 1. */
  readonly turn: number;
  /** Rise over run of the deck. */
  readonly lean: number;
}

/** A line of hills that rises to one side. */
export interface Hill {
  readonly rise: number;
  readonly side: 1 | -1;
  /** How many of its waves fit into a unit. */
  readonly pace: number;
  readonly phase: number;
  /** How much of it the air hides, 0 to 1. */
  readonly haze: number;
}

/** Something small in the sky: `y` is a fraction of the way from the top to the horizon. */
interface Spot {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  readonly strength: number;
}

interface Dice {
  /** The next number from 0 up to 1. */
  readonly roll: () => number;
  readonly between: (low: number, high: number) => number;
  readonly side: () => 1 | -1;
}

/** A xorshift generator that the prompt seeds: whole 32-bit numbers, the same everywhere. */
function dice(prompt: string): Dice {
  let state = createHash('sha256').update(prompt).digest().readUInt32LE() | 1;
  const roll = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x100000000;
  };
  return {
    roll,
    between: (low, high) => low + (high - low) * roll(),
    side: () => (roll() < 0.5 ? 1 : -1),
  };
}

function opposite(side: 1 | -1): 1 | -1 {
  return side === 1 ? -1 : 1;
}

function list<T>(length: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length }, (_, index) => make(index));
}

export function sceneFor(prompt: string): Scene {
  const random = dice(prompt);
  const { roll, between, side } = random;
  const palette = paletteFor(prompt, roll());
  const paper = paperFor(prompt, roll());
  const sunSide = side();
  const boatSide = roll() < 0.8 ? -sunSide : sunSide;
  const hillSide = side();
  return {
    palette,
    paper,
    horizon: between(0.5, 0.6),
    sun: {
      x: 0.5 + sunSide * between(0.06, 0.24),
      height: palette.stars ? between(0.28, 0.38) : between(-0.02, 0.2),
      radius: between(0.055, 0.085),
    },
    boat: {
      x: 0.5 + boatSide * between(0.02, 0.14),
      depth: between(0.4, 0.52),
      reach: between(0.21, 0.27),
      heading: side(),
      turn: roll(),
      lean: between(-0.05, 0.05),
    },
    hills: list(Math.floor(between(0, 3.99)), (index) => ({
      rise: between(0.1, 0.2) * (1 - index * 0.22),
      side: index % 2 === 0 ? hillSide : opposite(hillSide),
      pace: between(0.9, 1.5) + index * 0.4,
      phase: roll(),
      haze: 0.72 - index * 0.2,
    })),
    clouds: cloudBanks(random),
    birds: flock(random, -sunSide),
    stars: list(palette.stars ? 90 : 0, () => ({
      x: roll(),
      y: between(0, 0.75),
      reach: between(0.0008, 0.0028),
      strength: between(0.3, 1),
    })),
    water: { ripple: between(0.6, 1.15), phase: roll() },
  };
}

/** Long thin clouds, each made of a few lenses. */
function cloudBanks({ roll, between }: Dice): readonly Spot[] {
  return list(Math.floor(between(0, 5)), () => ({
    x: roll(),
    y: between(0.15, 0.82),
    reach: between(0.18, 0.4),
    strength: between(0.25, 0.6),
  })).flatMap((bank) =>
    list(4, (index) => ({
      x: bank.x + between(-0.14, 0.14),
      y: bank.y + (index - 1.5) * 0.018,
      reach: bank.reach * between(0.35, 1),
      strength: bank.strength * between(0.6, 1),
    })),
  );
}

function flock({ roll, between }: Dice, side: number): readonly Spot[] {
  const count = roll() < 0.5 ? 0 : Math.floor(between(2, 6));
  const x = 0.5 + side * between(0.1, 0.3);
  const y = between(0.22, 0.5);
  return list(count, () => ({
    x: x + between(-0.09, 0.09),
    y: y + between(-0.07, 0.07),
    reach: between(0.009, 0.02),
    strength: between(0.5, 0.8),
  }));
}
