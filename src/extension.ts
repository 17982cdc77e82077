import { join } from 'node:path';
import type * as vscode from 'vscode';
import { ImageClient } from './api/client.ts';
import { NetworkTransport } from './api/transport.ts';
import { ApiKeys } from './apiKey.ts';
import { registerCommands } from './commands.ts';
import { registerGallery } from './galleryCommands.ts';
import { Generator } from './generate.ts';
import { GenerationSession } from './generationSession.ts';
import { InteractiveGeneration } from './interactiveGeneration.ts';
import { Remedies } from './remedies.ts';
import { readNetworkSettings } from './settings.ts';
import { Log } from './window/log.ts';
import { PromptHistory } from './window/promptHistory.ts';
import { RunningGenerations } from './window/runningGenerations.ts';
import { showStatusBar } from './window/statusBar.ts';
import { KeptImages } from './workspace/keptImages.ts';
import { LanguageComments } from './workspace/languageComments.ts';
import { Recipes } from './workspace/recipes.ts';

/** Runs at the first command, never at start-up. */
export function activate({
  extensionUri,
  secrets,
  globalState,
  globalStorageUri,
  storageUri,
  workspaceState,
  subscriptions,
}: vscode.ExtensionContext): void {
  const log = new Log();
  const running = new RunningGenerations();
  const comments = new LanguageComments();
  const transport = new NetworkTransport(readNetworkSettings);
  const writeLog = (line: string): void => {
    log.info(line);
  };

  const keys = new ApiKeys(secrets, globalState, (key) => {
    log.hide(key);
  });
  const history = new PromptHistory(workspaceState);
  const storage = {
    recipes: join(globalStorageUri.fsPath, 'recipes.jsonl'),
    thumbnails: join(globalStorageUri.fsPath, 'thumbnails'),
    facts: storageUri?.fsPath,
  };
  const recipes = new Recipes(storage.recipes);
  const keptImages = new KeptImages(join(globalStorageUri.fsPath, 'kept'));
  const client = new ImageClient({ transport: transport.fetch, log: writeLog });
  const generator = new Generator({ client, recipes, keptImages, log: writeLog });
  const session = new GenerationSession({ keys, memory: globalState, generator, running, comments, history, log });
  const remedies = new Remedies({ keys, history, log });
  const interactive = new InteractiveGeneration({ session, remedies, keys, keptImages, comments, log });

  subscriptions.push(
    ...[log, running, comments, { dispose: () => transport.dispose() }],
    showStatusBar(running),
    registerCommands({ session, interactive, keys, keptImages, comments, history, running, log }),
    registerGallery({ extensionUri, storage, memory: globalState, session, remedies, keys, comments, history, log }),
  );
}
