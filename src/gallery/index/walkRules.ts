import picomatch from 'picomatch';
import type { ImageType } from '../../images/image.ts';

/** Globs relative to a root; the case of letters does not matter. `files.exclude` comes in with `exclude`. */
export interface WalkRules {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

const typesByExtension: ReadonlyMap<string, ImageType> = new Map([
  ['png', 'png'],
  ['jpg', 'jpeg'],
  ['jpeg', 'jpeg'],
  ['webp', 'webp'],
  ['gif', 'gif'],
  ['avif', 'avif'],
  ['svg', 'svg'],
]);

/** Undefined for all that is no image by its name. */
export function typeByName(path: string): ImageType | undefined {
  return typesByExtension.get(extensionIn(path));
}

/** In lower case, without a dot; empty when there is none. */
export function extensionIn(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
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

function anyOf(globs: readonly string[], log: (line: string) => void): Test {
  const tests = globs.flatMap((glob): readonly Test[] => {
    const pattern = glob.replace(/^(?:\.?\/)+|\/+$/g, '');
    try {
      return pattern === '' ? [] : [picomatch(pattern, { dot: true, nocase: true, nonegate: true })];
    } catch (error) {
      log(`The glob ${JSON.stringify(glob)} is left out. ${String(error)}`);
      return [];
    }
  });
  return (path) => tests.some((test) => test(path));
}
