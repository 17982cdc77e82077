import * as vscode from 'vscode';
import { defaultBaseUrl } from './api/baseUrl.ts';
import type { NetworkSettings } from './api/dispatcher.ts';
import { defaultModel } from './api/models.ts';
import type { RequestDefaults } from './api/request.ts';

export const settingsSection = 'paperBoat';

export interface Settings {
  readonly baseUrl: string;
  /** What a request starts from; `auto` is already absence. */
  readonly request: RequestDefaults;
  readonly timeoutMs: number;
  /** How many requests run at the same time. */
  readonly concurrency: number;
  /** Empty when images go where the document's language wants them. */
  readonly folder: string;
  /** What happens to the selected text. */
  readonly selection: 'keep' | 'replace';
  /** Language id → template of the inserted text. */
  readonly snippets: Readonly<Record<string, string>>;
}

/** One snapshot of all settings for a document or a folder. Values that are out of bounds give way to the default. */
export function readSettings(scope?: vscode.ConfigurationScope): Settings {
  const read = readerOf(vscode.workspace.getConfiguration(settingsSection, scope));
  return {
    baseUrl: read.text('baseUrl', defaultBaseUrl),
    request: readRequestDefaults(read),
    timeoutMs: read.integer('timeoutSeconds', 10, 3600, 300) * 1000,
    concurrency: read.integer('concurrency', 1, 16, 3),
    folder: read.text('folder', ''),
    selection: read.text('selection', 'keep') === 'replace' ? 'replace' : 'keep',
    snippets: read.texts('snippets'),
  };
}

/** Proxy and certificates come from VS Code's own settings. */
export function readNetworkSettings(): NetworkSettings {
  const paperBoat = readerOf(vscode.workspace.getConfiguration(settingsSection));
  const http = readerOf(vscode.workspace.getConfiguration('http'));
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

function readRequestDefaults(read: Reader): RequestDefaults {
  const choices = {
    size: read.chosen('size'),
    quality: read.chosen('quality'),
    style: read.chosen('style'),
    background: read.chosen('background'),
    outputFormat: read.chosen('outputFormat'),
    responseFormat: read.chosen('responseFormat'),
    moderation: read.chosen('moderation'),
    user: read.text('user', '') || undefined,
  };
  // 100 is what services do on their own.
  const compression = read.integer('outputCompression', 0, 100, 100);
  const given = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
  return {
    model: read.text('model', defaultModel),
    count: read.integer('count', 1, 10, 1),
    ...(compression < 100 && { outputCompression: compression }),
    ...given,
  };
}

type Reader = ReturnType<typeof readerOf>;

/** A settings file may hold anything: each value is checked for its kind. */
function readerOf(configuration: vscode.WorkspaceConfiguration) {
  const text = (key: string, fallback: string): string => {
    const value = configuration.get<unknown>(key);
    return typeof value === 'string' ? value.trim() || fallback : fallback;
  };
  return {
    text,
    chosen(key: string): string | undefined {
      const value = text(key, 'auto');
      return value === 'auto' ? undefined : value;
    },
    integer(key: string, least: number, most: number, fallback: number): number {
      const value = configuration.get<unknown>(key);
      const isGood = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
      return isGood ? value : fallback;
    },
    flag(key: string, fallback: boolean): boolean {
      const value = configuration.get<unknown>(key);
      return typeof value === 'boolean' ? value : fallback;
    },
    list(key: string): readonly string[] {
      const value = configuration.get<unknown>(key);
      return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
    },
    texts(key: string): Readonly<Record<string, string>> {
      const value = configuration.get<unknown>(key);
      if (typeof value !== 'object' || value === null) return {};
      return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'string'));
    },
  };
}
