import * as vscode from 'vscode';
import { defaultBaseUrl } from './api/baseUrl.ts';
import type { NetworkSettings } from './api/dispatcher.ts';
import { defaultModel } from './api/models.ts';
import type { RequestDefaults } from './api/request.ts';
import type { BudgetLimits } from './money/budget.ts';
import { SettingReader } from './settingReader.ts';
import type { RecipeKeeping } from './workspace/placedRecipe.ts';

export const settingsSection = 'paperBoat';

export interface Settings {
  readonly baseUrl: string;
  /** What a request starts from; `auto` is already absence. */
  readonly request: RequestDefaults;
  readonly timeoutMs: number;
  /** How many requests run at the same time. */
  readonly concurrency: number;
  readonly budget: BudgetLimits;
  /** Empty when images go where the document's language wants them. */
  readonly folder: string;
  /** What happens to the selected text. */
  readonly selection: 'keep' | 'replace';
  /** Language id → template of the inserted text. */
  readonly snippets: Readonly<Record<string, string>>;
}

const noLimit = { least: 0, fallback: 0 };

/** One snapshot of all settings for a document or a folder. Values that are out of bounds give way to the default. */
export function readSettings(scope?: vscode.ConfigurationScope): Settings {
  const configuration = vscode.workspace.getConfiguration(settingsSection, scope);
  const anybody = new SettingReader((name) => configuration.get(name));
  const user = userReader(configuration);
  return {
    baseUrl: user.text('baseUrl', defaultBaseUrl),
    request: readRequestDefaults(user, anybody),
    timeoutMs: user.integer('timeoutSeconds', { least: 10, most: 3600, fallback: 300 }) * 1000,
    concurrency: user.integer('concurrency', { least: 1, most: 16, fallback: 3 }),
    budget: {
      monthly: user.decimal('budget.monthly', noLimit),
      perRequest: user.decimal('budget.perRequest', noLimit),
    },
    folder: anybody.text('folder', ''),
    selection: anybody.text('selection', 'keep') === 'replace' ? 'replace' : 'keep',
    snippets: anybody.texts('snippets'),
  };
}

/**
 * Who keeps the recipes of the images in a folder; undefined when it is no workspace folder. A stranger's workspace, and one
 * on no disk, leave that to this machine.
 */
export function recipesOf(folder: vscode.Uri): RecipeKeeping | undefined {
  const { workspaceFolders = [], isTrusted } = vscode.workspace;
  if (!workspaceFolders.some(({ uri }) => uri.toString() === folder.toString())) return undefined;
  const chosen = vscode.workspace.getConfiguration(settingsSection, folder).get<unknown>('recipes');
  return chosen === 'workspace' && isTrusted && folder.scheme === 'file' ? 'workspace' : 'machine';
}

/** Proxy and certificates come from VS Code's own settings. */
export function readNetworkSettings(): NetworkSettings {
  const paperBoat = userReader(vscode.workspace.getConfiguration(settingsSection));
  const http = userReader(vscode.workspace.getConfiguration('http'));
  return {
    route: paperBoat.text('network', 'undici') === 'vscode' ? 'vscode' : 'undici',
    proxySupport: http.text('proxySupport', 'override'),
    proxy: http.text('proxy', ''),
    noProxy: http.list('noProxy'),
    proxyAuthorization: http.text('proxyAuthorization', ''),
    proxyStrictSSL: http.flag('proxyStrictSSL', true),
    systemCertificates: http.flag('systemCertificates', true),
  };
}

/**
 * What the user alone decides: where requests go and what they cost. The scope of these settings says the same, but
 * VS Code up to 1.136.1 lets a workspace set them in nested form (https://github.com/microsoft/vscode/issues/335112).
 */
function userReader(configuration: vscode.WorkspaceConfiguration): SettingReader {
  return new SettingReader((name) => {
    const values = configuration.inspect(name);
    return values?.globalValue ?? values?.defaultValue;
  });
}

function readRequestDefaults(user: SettingReader, anybody: SettingReader): RequestDefaults {
  const choices = {
    size: anybody.chosen('size'),
    quality: user.chosen('quality'),
    style: anybody.chosen('style'),
    background: anybody.chosen('background'),
    outputFormat: anybody.chosen('outputFormat'),
    responseFormat: user.chosen('responseFormat'),
    moderation: user.chosen('moderation'),
    user: user.text('user', '') || undefined,
  };
  // 100 is what services do on their own.
  const compression = anybody.integer('outputCompression', { least: 0, most: 100, fallback: 100 });
  const given = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
  return {
    model: user.text('model', defaultModel),
    count: user.integer('count', { least: 1, most: 10, fallback: 1 }),
    ...(compression < 100 && { outputCompression: compression }),
    ...given,
  };
}
