import { join } from 'node:path';
import { projectRoot } from '../vscode/role.ts';

/** The package that `npm run package` makes. */
export const vsix = join(projectRoot, 'out', 'paper-boat.vsix');
