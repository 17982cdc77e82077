import { registerHooks } from 'node:module';

/** What VS Code answers for a setting of a section, as its default and as the user's own value. */
export type SettingOf = (section: string, name: string) => unknown;

interface Workspace {
  getConfiguration?: (section: string) => unknown;
}

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: 'data:text/javascript,export const workspace = {}', shortCircuit: true }
      : next(specifier, context),
});

/** Outside VS Code there is no such module: this one has settings, and nothing else. */
export async function configureVscode(settingOf: SettingOf): Promise<void> {
  const { workspace } = (await import('vscode')) as unknown as { readonly workspace: Workspace };
  workspace.getConfiguration = (section) => ({
    get: (name: string) => settingOf(section, name),
    inspect: (name: string) => ({ globalValue: settingOf(section, name) }),
  });
}
