import { posix } from 'node:path';
import * as vscode from 'vscode';
import { placeholderModel } from '../api/models.ts';
import { pixelsOf } from '../api/sizes.ts';
import type { ImageSize } from '../images/image.ts';
import type { Recipe } from '../images/recipe.ts';
import { typeByName } from '../images/typeByName.ts';
import type { OfferedModels } from '../offeredModels.ts';
import { readSettings } from '../settings.ts';
import { uriArgument } from '../uriArgument.ts';
import type { Notices } from '../window/notices.ts';
import { wishFor, type ChecklistEntry } from './checklistEntry.ts';
import { drawingModel, type StyleSource } from './drawingModel.ts';
import { askForImagePrompt } from './imagePrompt.ts';
import type { ImageRecipes, KnownImage } from './imageRecipes.ts';
import type { MissingImages } from './missingImages.ts';

interface RegenerationParts {
  readonly missing: MissingImages;
  readonly recipes: ImageRecipes;
  readonly models: Pick<OfferedModels, 'choose' | 'pick'>;
  readonly styles: StyleSource;
  readonly notices: Notices;
}

type Way = 'same' | 'prompt' | 'model';

/** Images that are made again, at the same path: the links stay, and the earlier version is kept. */
export class Regeneration {
  readonly #parts: RegenerationParts;

  constructor(parts: RegenerationParts) {
    this.#parts = parts;
  }

  /** One image: with its old recipe, another prompt, or another model. */
  async regenerate(given: unknown): Promise<void> {
    const uri = uriArgument(given) ?? openImage();
    if (!uri) {
      void this.#parts.notices.info(vscode.l10n.t('Open the image that is to be generated again.'));
      return;
    }
    const entry = await this.#entryFor(uri);
    if (!entry) return;
    const item = await this.#parts.missing.generateOne(entry);
    if (item?.saved) await this.#tell(uri, item.saved);
  }

  /** Lists everything that the placeholder drew, to be made by the model of the settings. */
  async replacePlaceholders(): Promise<void> {
    const { missing, recipes, notices } = this.#parts;
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const model = folder ? await drawingModel(folder.uri, this.#parts.styles) : readSettings().request.model;
    if (model === placeholderModel) {
      const label = vscode.l10n.t('Choose Model');
      const text = vscode.l10n.t('The model is the placeholder itself: choose the one that draws the real images.');
      if ((await notices.info(text, label)) === label && (await this.#parts.models.choose()) !== undefined)
        await this.replacePlaceholders();
      return;
    }
    const title = vscode.l10n.t('Looking for placeholders');
    const all = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      recipes.all(),
    );
    const drawn = all.filter(({ recipe }) => recipe.request.model === placeholderModel);
    if (drawn.length === 0) {
      void notices.info(vscode.l10n.t('No image of the workspace was drawn by the placeholder.'));
      return;
    }
    await missing.show(await Promise.all(drawn.map((image) => this.#realEntry(image))));
  }

  /** In the house style as it is now. */
  async #realEntry(image: KnownImage): Promise<ChecklistEntry> {
    const model = await drawingModel(image.uri, this.#parts.styles);
    return entryOf(image, model, wordsOf(image.recipe));
  }

  async #entryFor(uri: vscode.Uri): Promise<ChecklistEntry | undefined> {
    const known = await this.#parts.recipes.of(uri);
    if (!known) return this.#entryWithoutRecipe(uri);
    const way = await chooseWay(known);
    if (way === undefined) return undefined;
    const { model } = known.recipe.request;
    if (way === 'same') return entryOf(known, model);
    if (way === 'prompt') {
      const edited = await askForImagePrompt(wordsOf(known.recipe), model);
      return edited === undefined ? undefined : entryOf(known, model, edited);
    }
    const other = await this.#parts.models.pick();
    return other === undefined ? undefined : entryOf(known, other);
  }

  /** Whoever made it: what it shows is asked for. */
  async #entryWithoutRecipe(uri: vscode.Uri): Promise<ChecklistEntry | undefined> {
    const hash = await this.#parts.recipes.hashOf(uri);
    if (hash === undefined) {
      void this.#parts.notices.info(vscode.l10n.t('The image is gone, or cannot be read.'));
      return undefined;
    }
    const model = await drawingModel(uri, this.#parts.styles);
    const prompt = await askForImagePrompt('', model);
    return prompt === undefined
      ? undefined
      : inPlace({ uri, hash }, { prompt, wish: wishFor({ path: uri.path }, model) });
  }

  async #tell(uri: vscode.Uri, saved: vscode.Uri): Promise<void> {
    const { notices } = this.#parts;
    const name = vscode.workspace.asRelativePath(saved);
    if (saved.toString() !== uri.toString()) {
      const words = vscode.l10n.t(
        'The model answered in another format: the image is beside the old one, as {0}.',
        name,
      );
      void notices.warn(words);
      return;
    }
    const compare = vscode.l10n.t('Compare');
    const text = vscode.l10n.t('Regenerated {0}. The earlier version is kept.', name);
    if ((await notices.info(text, compare)) === compare) await vscode.commands.executeCommand('paperBoat.compare', uri);
  }
}

/** The prompt as the user wrote it. */
const wordsOf = ({ words, request }: Recipe): string => words ?? request.prompt;

/**
 * The image again, with the prompt of its recipe, or an edited one, which gets the house style. Another model gets the size that is nearest to that of the file, and what it has of the rest.
 */
function entryOf({ uri, hash, recipe }: KnownImage, model: string, edited?: string): ChecklistEntry {
  const { prompt, ...wish } = recipe.request;
  const size = recipe.size ?? (wish.size === undefined ? undefined : pixelsOf(wish.size));
  const isSame = model === wish.model;
  const asked = isSame ? { ...wish, count: 1 } : wishFor(withSize(uri, size), model);
  const words = edited === undefined ? { prompt, words: wordsOf(recipe) } : { prompt: edited };
  return inPlace({ uri, hash }, { ...words, wish: asked });
}

function withSize({ path }: vscode.Uri, size: ImageSize | undefined): Parameters<typeof wishFor>[0] {
  return { path, ...(size && { size }) };
}

function inPlace(
  { uri, hash }: Pick<KnownImage, 'uri' | 'hash'>,
  asked: Pick<ChecklistEntry, 'prompt' | 'wish' | 'words'>,
): ChecklistEntry {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
  const file = { uri, root, replaces: { uri: uri.toString(), hash } };
  return {
    ...{ id: `again ${uri.toString()}`, listedAt: uri, line: undefined, places: [], file, parent: hash },
    ...asked,
  };
}

async function chooseWay({ uri, recipe }: KnownImage): Promise<Way | undefined> {
  const { model, prompt } = recipe.request;
  const items: (vscode.QuickPickItem & { readonly way: Way })[] = [
    {
      label: vscode.l10n.t('Same prompt and model'),
      description: model,
      detail: prompt.slice(0, 200).toWellFormed(),
      way: 'same',
    },
    { label: vscode.l10n.t('Edit the prompt…'), description: model, way: 'prompt' },
    { label: vscode.l10n.t('Another model…'), way: 'model' },
  ];
  const title = vscode.l10n.t('Regenerate {0}', posix.basename(uri.path));
  const placeHolder = vscode.l10n.t('The link stays, and the earlier version is kept');
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.way;
}

/** The image that is open in an editor of its own. */
function openImage(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isImage = input instanceof vscode.TabInputCustom && typeByName(input.uri.path) !== undefined;
  return isImage ? input.uri : undefined;
}
