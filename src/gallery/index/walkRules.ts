import picomatch from 'picomatch';

/** Globs relative to a root; the case of letters does not matter. `files.exclude` comes in with `exclude`. */
export interface WalkRules {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The name that a file of ours has until it is whole. */
export function isOurPart(name: string): boolean {
  return /^\..*\.part-/s.test(name);
}

type Test = (path: string) => boolean;

export interface WalkTests {
  readonly isIncluded: Test;
  readonly isExcluded: Test;
}

export function testsOf({ include, exclude }: WalkRules, log: (line: string) => void): WalkTests {
  return { isIncluded: anyOf(include, log), isExcluded: anyOf(exclude, log) };
}

/** What a matcher that backtracks can bear: settings come with a workspace, and so do the names that they are tried on. */
const most = { patterns: 500, alternatives: 64, choices: 2, effort: 64 };

function anyOf(globs: readonly string[], log: (line: string) => void): Test {
  const tests: Test[] = [];
  let effort = 0;
  for (const glob of globs)
    try {
      const patterns = alternatives(glob.replace(/^(?:\.?\/)+|\/+$/g, '')).filter((pattern) => pattern !== '');
      const choices = patterns.map(choicesIn);
      if (choices.some((count) => count > most.choices)) throw new Error('It has too many wildcards.');
      const added = choices.reduce((sum, count) => sum + count ** 2, 0);
      if (effort + added > most.effort || tests.length + patterns.length > most.patterns)
        throw new Error('There are too many before it.');
      tests.push(
        ...patterns.map((pattern) => picomatch(pattern, { dot: true, nocase: true, nonegate: true, posix: true })),
      );
      effort += added;
    } catch (error) {
      log(`The glob ${JSON.stringify(glob)} is left out. ${String(error)}`);
    }
  return (path) => tests.some((test) => test(path));
}

/** A glob with its innermost braces first written out: `*.{png,jp{,e}g}` → `*.png`, `*.jpg`, `*.jpeg`. */
function alternatives(glob: string): readonly string[] {
  let patterns = [glob];
  for (let hasBraces = true; hasBraces;) {
    const next = patterns.flatMap((pattern) => {
      const [group = '', list = ''] = /(?<!\\)\{([^{}]*,[^{}]*)\}/.exec(pattern) ?? [];
      return group === '' ? [pattern] : list.split(',').map((one) => pattern.replace(group, () => one));
    });
    hasBraces = next.length > patterns.length;
    patterns = [...new Set(next)];
    if (patterns.length > most.alternatives) throw new Error('It has too many alternatives.');
  }
  return patterns;
}

/**
 * How many wildcards of a pattern may each end at many places of a name: a failing match tries all combinations.
 * The last one of a segment has its slash to stop at. Groups are taken only where nothing in or behind them repeats.
 */
function choicesIn(pattern: string): number {
  const group = /(?<![+*])\([^()[\]*+?!]*\)(?![*+?{])/;
  if (/[()]/.test(pattern.replace(group, ''))) throw new Error('It has too many groups.');
  const segments = pattern.replace(/\/\*\*$/, '').split('/');
  const wildcards = segments.map((segment) => segment.match(/\*+|[\]}]\+/g)?.length ?? 0);
  const inSegments = wildcards.reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  return inSegments + Math.max(0, segments.filter((segment) => /^\*{2,}$/.test(segment)).length - 1);
}
