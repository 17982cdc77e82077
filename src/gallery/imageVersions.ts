import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { examineImage } from '../images/examineImage.ts';
import type { Recipe } from '../images/recipe.ts';
import { fileNameOf, type Version } from '../versions/version.ts';
import { VersionStore } from '../versions/versionStore.ts';
import type { Log } from '../window/log.ts';
import { replaceImage } from '../workspace/replaceImage.ts';
import { costText, timeText } from './imageDetails.ts';
import { isDrawable } from './index/readFacts.ts';
import type { VersionSummary } from './protocol.ts';

/** An image as it stands, and by its content. */
export interface PresentImage {
  readonly uri: vscode.Uri;
  /** SHA-256 in hex: as it was seen by whoever decides. */
  readonly hash: string;
}

/** What image files held before another image took their place. */
export class ImageVersions {
  readonly #store: VersionStore;
  readonly #log: Log;

  constructor(folder: string, log: Log) {
    this.#store = new VersionStore(folder);
    this.#log = log;
  }

  /** Changes whenever there is a new version, in any window. */
  get listFile(): string {
    return this.#store.listFile;
  }

  /** The files that held something else before. */
  async files(): Promise<readonly vscode.Uri[]> {
    return [...(await this.#store.files())].flatMap((file) => uriOf(file) ?? []);
  }

  /** The newest first. What the file holds now is not among them. */
  async earlier(
    { uri, hash }: PresentImage,
    recipeOf: (hash: string) => Recipe | undefined,
  ): Promise<readonly VersionSummary[]> {
    const all = await this.#store.versionsOf(uri.toString()).catch((error: unknown) => {
      this.#log.error('The earlier versions cannot be read.', error);
      return [];
    });
    const earlier = all.filter((version) => version.hash !== hash);
    return Promise.all(
      earlier.map(async (version) => ({
        ...summaryOf(version, recipeOf(version.hash)),
        ...((await this.#canBeShown(version)) && { file: fileNameOf(version) }),
      })),
    );
  }

  /**
   * Puts an earlier version into the place of the present one, which becomes an earlier one: that can be taken back the
   * same way. Throws an error that says why it stays as it is.
   */
  async restore({ uri, hash }: PresentImage, wanted: string): Promise<void> {
    const versions = await this.#store.versionsOf(uri.toString());
    const version = versions.find((each) => each.hash === wanted);
    if (!version) throw new Error(vscode.l10n.t('This version is not there any more.'));
    const content = this.#store.contentOf(version);
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
    const replaces = { uri: uri.toString(), hash };
    await replaceImage({ content, replaces, id: randomUUID() }, { file: uri, root }, this.#store);
  }

  /** A browser is given what it can bear, under the type that the bytes have. */
  async #canBeShown(version: Version): Promise<boolean> {
    const { type, size } = await examineImage(this.#store.contentOf(version)).catch(() => ({
      ...{ type: undefined, size: undefined },
    }));
    return type === version.type && isDrawable({ hash: version.hash, type, size }, version.bytes);
  }
}

/** Undefined for what is no address: a list on disk may say anything. */
function uriOf(file: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(file, true);
  } catch {
    return undefined;
  }
}

function summaryOf({ hash, at }: Version, recipe: Recipe | undefined): VersionSummary {
  const { request, cost, costBasis } = recipe ?? {};
  return {
    ...{ hash, at: timeText(new Date(at)) },
    ...(request && { prompt: request.prompt, model: request.model }),
    ...(cost !== undefined && { cost: costText(cost, costBasis) }),
  };
}
