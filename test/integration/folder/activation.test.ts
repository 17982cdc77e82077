import assert from 'node:assert/strict';
import { createRequire, Module } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

interface Bundle {
  readonly startPaperBoat: (context: object) => { readonly handlers: Readonly<Record<string, unknown>> };
}

suite('The extension', () => {
  const extension = vscode.extensions.getExtension('paperboat.paper-boat');
  assert.ok(extension);
  const { activationEvents, contributes } = extension.packageJSON as Manifest;
  const commands = contributes.commands.map(({ command }) => command);
  const bundle = join(extension.extensionPath, 'dist', 'paperBoat.cjs');

  test('takes every command of its manifest when VS Code has started, and reads nothing that answers them', async () => {
    await extension.activate();
    const known = await vscode.commands.getCommands(true);
    assert.deepEqual(
      {
        atStart: activationEvents.includes('onStartupFinished'),
        missing: commands.filter((command) => !known.includes(command)),
        isRead: bundle in require.cache,
      },
      { atStart: true, missing: [], isRead: false },
    );
  });

  test('says that it could not be read, and reads it at the next command', async () => {
    const broken = new Module(bundle);
    broken.loaded = true;
    broken.exports = {
      startPaperBoat: () => {
        throw new Error('The disk is gone.');
      },
    };
    require.cache[bundle] = broken;
    try {
      await assert.rejects(Promise.resolve(vscode.commands.executeCommand('paperBoat.cancel')), {
        message: 'Paper Boat could not be loaded. Try again, or reinstall it. (The disk is gone.)',
      });
    } finally {
      Reflect.deleteProperty(require.cache, bundle);
    }
    await vscode.commands.executeCommand('paperBoat.cancel');
    assert.ok(bundle in require.cache);
  });

  test('answers every command of its manifest, and no other', () => {
    const { startPaperBoat } = createRequire(__filename)(bundle) as Bundle;
    const subscriptions: vscode.Disposable[] = [];
    const changes = new vscode.EventEmitter<never>();
    const memory = { keys: () => [], get: (_key: string, otherwise: unknown) => otherwise, update: () => undefined };
    const { handlers } = startPaperBoat({
      subscriptions,
      secrets: { onDidChange: changes.event },
      globalState: memory,
      workspaceState: memory,
      extensionUri: extension.extensionUri,
      globalStorageUri: vscode.Uri.file(join(tmpdir(), 'paper-boat-nowhere')),
    });
    vscode.Disposable.from(changes, ...subscriptions).dispose();
    assert.deepEqual(Object.keys(handlers).sort(), [...commands].sort());
  });
});
