import { join } from 'node:path';
import * as vscode from 'vscode';
import { ImageClient } from './api/client.ts';
import type { CataloguePrice } from './api/prices.ts';
import { Redactor } from './api/redact.ts';
import { NetworkTransport } from './api/transport.ts';
import { ApiKeys } from './apiKey.ts';
import { commandHandlers, type CommandHandlers } from './commands.ts';
import { documentCommands } from './documentCommands.ts';
import { galleryCommands } from './galleryCommands.ts';
import { Generator } from './generate.ts';
import { GenerationSession } from './generationSession.ts';
import { InteractiveGeneration } from './interactiveGeneration.ts';
import { RequestJournal } from './journal/requestJournal.ts';
import { Windows } from './journal/windows.ts';
import { lazy } from './lazy.ts';
import { ModelCatalogue } from './modelCatalogue.ts';
import { Calendar } from './money/calendar.ts';
import { SpendingLedger } from './money/ledger.ts';
import { OfferedModels } from './offeredModels.ts';
import { ImagePlacer } from './placeImages.ts';
import { Remedies } from './remedies.ts';
import { readNetworkSettings } from './settings.ts';
import { Log } from './window/log.ts';
import { Notices } from './window/notices.ts';
import { PromptHistory } from './window/promptHistory.ts';
import { RunningGenerations } from './window/runningGenerations.ts';
import { showStatusBar } from './window/statusBar.ts';
import { KeptImages } from './workspace/keptImages.ts';
import { LanguageComments } from './workspace/languageComments.ts';
import { Recipes } from './workspace/recipes.ts';
import { saveImage } from './workspace/saveImage.ts';

/** What the entry hands on to. */
export interface PaperBoat {
  /** By command id: one for each command of the manifest. */
  readonly handlers: CommandHandlers;
  /** Takes over a panel that VS Code kept over a reload. */
  readonly restoreGallery: (panel: vscode.WebviewPanel) => Promise<void>;
  /** Says which requests an earlier window began and did not end. */
  readonly tellInterrupted: () => Promise<void>;
}

/** Builds and connects everything, at the first use; it ends with the extension's subscriptions. */
export function startPaperBoat({
  extensionUri,
  secrets,
  globalState,
  globalStorageUri,
  storageUri,
  workspaceState,
  subscriptions,
}: vscode.ExtensionContext): PaperBoat {
  const redactor = new Redactor();
  const log = new Log(redactor);
  const notices = new Notices(redactor);
  const running = new RunningGenerations();
  const comments = new LanguageComments();
  const transport = new NetworkTransport(readNetworkSettings);
  const writeLog = (line: string): void => {
    log.info(line);
  };

  const keys = new ApiKeys(secrets, globalState, (key) => {
    redactor.hide(key);
  });
  const history = new PromptHistory(workspaceState);
  const inStorage = (name: string): string => join(globalStorageUri.fsPath, name);
  const recipes = new Recipes(inStorage('recipes.jsonl'));
  const keptImages = new KeptImages(inStorage('kept'));
  const ledger = new SpendingLedger(inStorage('spending.jsonl'), new Calendar());
  const requests = inStorage('requests');
  const windows = new Windows(inStorage('windows'));
  const journal = new RequestJournal({ folder: requests, windows, log: writeLog });
  const catalogue = new ModelCatalogue({ folder: inStorage('models'), transport: transport.send, log: writeLog });
  const client = new ImageClient({ transport: transport.send, log: writeLog });
  const save = placing(inStorage('versions'));
  const placer = new ImagePlacer({ recipes, keptImages, save, log: writeLog });
  const workspace = workspaceName();
  const generator = new Generator({ client, journal, placer, workspace, log: writeLog });
  const priceOf = (baseUrl: URL, model: string): Promise<CataloguePrice | undefined> =>
    catalogue.priceOf(baseUrl, model);
  const styles = lazy(async () => {
    const { HouseStyles } = await import('./style/styleFile.ts');
    const opened = new HouseStyles(workspaceState, writeLog);
    subscriptions.push(opened);
    return opened;
  });
  const styleCommands = lazy(async () => {
    const { StyleCommands } = await import('./style/styleCommands.ts');
    return new StyleCommands(await styles(), notices);
  });
  const session = new GenerationSession({
    priceOf: (baseUrl, model) => catalogue.currentPriceOf(baseUrl, model),
    ...{ keys, memory: globalState, generator, ledger, styles, running, comments, history, notices, log },
  });
  const models = new OfferedModels({ catalogue, keys });
  const remedies = new Remedies({ keys, models, history, log });
  const interactive = new InteractiveGeneration({ session, remedies, keys, keptImages, comments, notices, log });
  const interruptions = lazy(async () => {
    const { openInterruptions } = await import('./openInterruptions.ts');
    const opened = openInterruptions({
      ...{ folder: requests, windows, keptImages, recipes, ledger },
      ...{ interactive, workspace, notices, log: writeLog },
    });
    subscriptions.push(opened);
    return opened;
  });
  const storage = {
    ...{ recipes: recipes.file, thumbnails: inStorage('thumbnails'), versions: inStorage('versions') },
    facts: storageUri?.fsPath,
  };
  const gallery = galleryCommands(
    {
      ...{
        extensionUri,
        storage,
        memory: globalState,
        session,
        remedies,
        keys,
        priceOf,
        keptImages,
        interruptions,
        styles,
      },
      ...{ ledger, comments, history, notices, log },
    },
    subscriptions,
  );
  const documents = documentCommands(
    {
      ...{ session, interactive, keys, priceOf, comments, models, styles, notices, log },
      ...{ storage: storageUri?.fsPath, recipeFile: recipes.file },
    },
    subscriptions,
  );
  const spending = lazy(async () => {
    const { SpendingView } = await import('./spendingView.ts');
    const view = new SpendingView(ledger, notices);
    subscriptions.push(view);
    return view;
  });

  // The journal first: what is cut off from here on stays written down.
  subscriptions.push(journal, log, running, comments, { dispose: () => transport.dispose() });
  subscriptions.push(showStatusBar(running, ledger));
  return {
    handlers: {
      ...commandHandlers({ session, interactive, keys, keptImages, comments, history, running, models, notices, log }),
      ...gallery.handlers,
      ...documents,
      'paperBoat.toggleStyle': async (folder) => (await styleCommands()).toggle(folder),
      'paperBoat.editStyle': async (folder) => (await styleCommands()).edit(folder),
      'paperBoat.showInterrupted': async () => (await interruptions()).show(),
      'paperBoat.showSpending': async () => (await spending()).show(),
      'paperBoat.exportSpending': async () => (await spending()).export(),
    },
    restoreGallery: gallery.restore,
    tellInterrupted: async () => {
      await (await interruptions()).tell().catch((error: unknown) => void notices.error((error as Error).message));
    },
  };
}

/** A new file, or the next version of one that is there. */
function placing(versionFolder: string): ConstructorParameters<typeof ImagePlacer>[0]['save'] {
  return async (file, folder) => {
    const { replaces } = file;
    if (!replaces) return saveImage(file, folder);
    const { replaceInPlace } = await import('./replaceInPlace.ts');
    return replaceInPlace({ ...file, replaces }, folder.root, versionFolder);
  };
}

/** The same for all windows of a workspace, now and later; empty in a window without a folder. */
function workspaceName(): string {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  return (workspaceFile ?? workspaceFolders?.[0]?.uri)?.toString() ?? '';
}
