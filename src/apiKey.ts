import * as vscode from 'vscode';

/** The API keys, one for each origin it was entered for, in VS Code's SecretStorage and nowhere else. */
export class ApiKeys {
  readonly #secrets: vscode.SecretStorage;
  readonly #memory: vscode.Memento;
  /** A key was set or forgotten, in this window or another one. */
  readonly onDidChange: vscode.Event<unknown>;

  readonly #hide: (key: string) => void;

  /** `hide` learns every key before anybody uses it, so that no log and no message shows one. */
  constructor(secrets: vscode.SecretStorage, memory: vscode.Memento, hide: (key: string) => void) {
    this.#secrets = secrets;
    this.onDidChange = secrets.onDidChange;
    this.#memory = memory;
    this.#hide = hide;
  }

  /** Undefined when there is none, and also when the system's keyring lost it. */
  async get(baseUrl: URL): Promise<string | undefined> {
    const key = await this.#secrets.get(secretName(baseUrl));
    if (key) this.#hide(key);
    return key === '' ? undefined : key;
  }

  /** Whether a key was stored once: a missing one is then worth a word about the keyring. */
  wasSet(baseUrl: URL): boolean {
    return this.#memory.get<boolean>(secretName(baseUrl), false);
  }

  /** Asks for the key by VS Code's own input box. Answers whether one was stored. */
  async ask(baseUrl: URL): Promise<boolean> {
    const key = await vscode.window.showInputBox({
      title: vscode.l10n.t('API key for {0}', baseUrl.host),
      prompt: this.wasSet(baseUrl)
        ? vscode.l10n.t(
            'Kept in the secret storage of VS Code and sent to {0} only. It replaces the earlier one.',
            baseUrl.host,
          )
        : vscode.l10n.t('Kept in the secret storage of VS Code and sent to {0} only.', baseUrl.host),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => refusalOfKey(text.trim()),
    });
    if (key === undefined) return false;
    this.#hide(key.trim());
    await this.#secrets.store(secretName(baseUrl), key.trim());
    await this.#memory.update(secretName(baseUrl), true);
    return true;
  }

  /** Answers whether there was one to forget. */
  async forget(baseUrl: URL): Promise<boolean> {
    const had = (await this.get(baseUrl)) !== undefined;
    await this.#secrets.delete(secretName(baseUrl));
    await this.#memory.update(secretName(baseUrl), undefined);
    return had;
  }
}

const secretName = (baseUrl: URL): string => `apiKey@${baseUrl.origin}`;

/** A key travels in a header: visible ASCII without spaces. */
function refusalOfKey(key: string): string | undefined {
  if (key === '') return vscode.l10n.t('Paste the key, or press Escape to leave things as they are.');
  return /^[\x21-\x7e]{1,4096}$/.test(key)
    ? undefined
    : vscode.l10n.t('A key has no spaces and no letters beyond ASCII.');
}
