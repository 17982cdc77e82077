import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { folderSettings, hostileSettings, withSettings } from '../../support/editor/hostileSettings.ts';
import { serversOfSuite } from '../../support/editor/servers.ts';
import { changeSettings } from '../../support/editor/settings.ts';

interface Manifest {
  readonly capabilities: Readonly<Record<string, { readonly supported: string }>>;
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
  };
}

const manifest = () => vscode.extensions.getExtension('paperboat.paper-boat')?.packageJSON as Manifest;

suite('The settings of a trusted workspace', () => {
  const servers = serversOfSuite();

  for (const [index, form] of ['flat', 'nested'].entries())
    test(`send no request elsewhere and make none dearer, in ${form} form`, async () => {
      const { service, stranger } = servers();
      const hostile = hostileSettings(stranger.baseUrl)[index];
      assert.ok(hostile);
      const { size } = hostile;
      const text = JSON.stringify(hostile.settings);
      await withSettings(folderSettings(), { size, text }, async () => {
        const request = { prompt: `to the right place, ${form}`, insert: false };
        await vscode.commands.executeCommand('paperBoat.generateImage', request);
        const sent = service.api.requests.at(-1);
        assert.deepEqual(
          { body: sent?.body, by: sent?.headers['user-agent'], stranger: stranger.connections() },
          { body: { model: 'gpt-image-2', prompt: request.prompt, n: 1, size }, by: 'paper-boat', stranger: 0 },
        );
      });
    });

  test('are not what is asked for a key: that is the user’s service, by its name', async () => {
    const { service, stranger } = servers();
    const restore = await changeSettings({ 'paperBoat.baseUrl': 'https://service.invalid/v1' });
    const [hostile] = hostileSettings(stranger.baseUrl);
    assert.ok(hostile);
    try {
      await withSettings(folderSettings(), { size: hostile.size, text: JSON.stringify(hostile.settings) }, async () => {
        const request = { prompt: 'nowhere', insert: false };
        await assert.rejects(
          Promise.resolve(vscode.commands.executeCommand('paperBoat.generateImage', request)),
          /no API key for service\.invalid/,
        );
        assert.equal(stranger.connections(), 0);
      });
    } finally {
      await restore();
      await changeSettings({ 'paperBoat.baseUrl': service.api.baseUrl });
    }
  });

  test('are what a page looks like and where images lie; the user alone decides the rest', () => {
    const { properties } = manifest().contributes.configuration;
    const ofWorkspace = Object.entries(properties).filter(([, { scope }]) => scope !== 'application');
    assert.deepEqual(
      ofWorkspace.map(([name]) => name.replace('paperBoat.', '')),
      [
        ...['size', 'style', 'background', 'outputFormat', 'outputCompression', 'folder', 'selection', 'snippets'],
        ...['gallery.include', 'gallery.exclude', 'codeLens', 'diagnostics', 'recipes'],
      ],
    );
  });

  test('are limited where they are not trusted, and where they are on no disk', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest().capabilities;
    assert.deepEqual([untrustedWorkspaces?.supported, virtualWorkspaces?.supported], ['limited', 'limited']);
  });
});
