import { DiskTree } from '../../src/gallery/index/diskTree.ts';
import { WantedScan, type ScanResult } from '../../src/missing/wantedScan.ts';

/** What the documents of a folder want, as the product finds it, without an editor. */
export function scanOnDisk(folder: string): Promise<ScanResult> {
  const tree = new DiskTree();
  const scan = new WantedScan({
    roots: [{ path: folder, tree, rules: { include: ['**/*'], exclude: [] } }],
    outside: tree,
    openParts: () => undefined,
    log: (line) => {
      throw new Error(line);
    },
  });
  return scan.folder();
}
