import { inFolder, relativeTo } from './fileTree.ts';
import type { IndexRoot } from './rootScan.ts';

/** A place in one of the roots. */
export interface Place {
  readonly root: number;
  /** Relative to the root. */
  readonly path: string;
}

/** The innermost root that an absolute path lies in; undefined when there is none. */
export function placeIn(roots: readonly IndexRoot[], absolute: string): Place | undefined {
  const places = roots.flatMap((parts, root): readonly Place[] => {
    const path = relativeTo(parts.path, absolute);
    return path === undefined ? [] : [{ root, path }];
  });
  return places.sort((one, other) => one.path.length - other.path.length)[0];
}

export function absoluteIn(roots: readonly IndexRoot[], { root, path }: Place): string {
  return inFolder(roots[root]?.path ?? '', path);
}
