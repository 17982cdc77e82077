import { join } from 'node:path';

/** The two ends of what `engines.vscode` promises. */
export type Role = 'newest' | 'oldest';

export const roles: readonly Role[] = ['newest', 'oldest'];

/** The version of VS Code that plays each role; desktop and server are the same release. */
export const vscodeVersions: Readonly<Record<Role, string>> = { newest: '1.139.1', oldest: '1.110.0' };

/** The root of the project: the folder of its package.json. */
export const projectRoot = join(import.meta.dirname, '..', '..', '..');

/** Where everything that is fetched for tests is kept; safe to delete. */
export const cacheFolder = join(projectRoot, '.vscode-test');

/**
 * The role a process was started with.
 * @throws when the name is not a role, so that a typing error never tests the wrong VS Code
 */
export function readRole(name = process.env.PAPER_BOAT_VSCODE ?? 'newest'): Role {
  const role = roles.find((known) => known === name);
  if (role === undefined) throw new Error(`There is no VS Code "${name}": say ${roles.join(' or ')}.`);
  return role;
}
