import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { memoryContent } from '../../../src/images/memoryContent.ts';
import { replaceOnDisk } from '../../../src/versions/replaceOnDisk.ts';
import { VersionStore } from '../../../src/versions/versionStore.ts';
import { watchDisk } from '../../support/walk/diskOperations.ts';

// Replaces `site/boat.png` of a folder, and is killed at the operation of this number.
const [folder = '', killedAt = '', id = ''] = process.argv.slice(2);
let operations = 0;
await watchDisk(() => {
  if (++operations === Number(killedAt)) process.kill(process.pid, 'SIGKILL');
});
const root = join(folder, 'site');
const path = join(root, 'boat.png');
const replaces = { uri: pathToFileURL(path).href, hash: memoryContent(await readFile(path)).hash };
const content = memoryContent(Buffer.from('a new boat'));
await replaceOnDisk({ content, replaces, id }, { path, root }, new VersionStore(join(folder, 'versions')));
