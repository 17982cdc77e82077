import { posix } from 'node:path';
import type * as vscode from 'vscode';
import { familyOf, placeholderModel } from '../api/models.ts';
import type { ImageWish } from '../api/request.ts';
import { fitSize } from '../api/sizes.ts';
import type { WantedImage } from '../documents/missing/wantedImages.ts';
import type { ImageType } from '../images/image.ts';
import { typeByName } from '../images/typeByName.ts';
import type { ReplacedFile } from '../workspace/saveOnDisk.ts';
import type { FoundPart } from './workspaceScan.ts';

/** A place in a document that an entry serves. */
export interface WantingPlace {
  readonly uri: vscode.Uri;
  /** The cell of a notebook, from 0. */
  readonly cell: number | undefined;
  /** From 0, in its document or cell. */
  readonly line: number;
  readonly wanted: WantedImage;
}

/** What is asked of a model, the prompt left out. */
export type PromptlessWish = Omit<ImageWish, 'prompt'> & { readonly model: string };

/** One image that can be made. */
export interface ChecklistEntry {
  /** The same as long as the document says the same. */
  readonly id: string;
  /** Where it is listed: the document that asks for it, or the image itself. */
  readonly listedAt: vscode.Uri;
  /** From 0; absent for what no document asks for. */
  readonly line: number | undefined;
  /** The places that show it once it is there; the first one has the word about prompt and size. */
  readonly places: readonly WantingPlace[];
  readonly prompt: string;
  /** What the user wrote, of a prompt that has the house style in it already. */
  readonly words?: string;
  readonly wish: PromptlessWish;
  /** The file that somebody named; absent when its folder and name follow the settings and the prompt. */
  readonly file: NamedPlace | undefined;
  /** The content hash of the image whose recipe is used again. */
  readonly parent?: string;
  /** The image is there already: only its link is missing. */
  readonly made?: vscode.Uri;
  /** The same bytes lie elsewhere in the workspace: nothing has to be drawn. */
  readonly copyOf?: vscode.Uri;
  /** Not checked at first. */
  readonly isOptional?: true;
}

export interface NamedPlace {
  readonly uri: vscode.Uri;
  readonly root: vscode.Uri;
  readonly replaces?: ReplacedFile;
}

/** The images that documents want, each once: a file that is linked several times is one entry with several places. */
export async function entriesOf(
  parts: readonly FoundPart[],
  modelFor: (place: vscode.Uri) => Promise<string>,
): Promise<readonly ChecklistEntry[]> {
  const entries = new Map<string, ChecklistEntry>();
  const models = new Map<string, Promise<string>>();
  for (const part of parts) {
    const model = models.get(part.root) ?? modelFor(part.uri);
    models.set(part.root, model);
    for (const wanted of part.wanted) {
      const place = placeOf(part, wanted);
      const id =
        wanted.kind === 'missing' ? `file ${part.uri.with({ path: wanted.path ?? '' }).toString()}` : idOf(place);
      const known = entries.get(id);
      entries.set(id, known ? { ...known, places: [...known.places, place] } : entryOf(id, place, part, await model));
    }
  }
  return [...entries.values()];
}

const idOf = ({ uri, cell, wanted }: WantingPlace): string => `${uri.toString()}#${cell ?? ''} ${wanted.key}`;

function placeOf({ uri, part }: FoundPart, wanted: WantedImage): WantingPlace {
  const { start } = wanted.spot.whole;
  const line = part.text.slice(0, start).split('\n').length - 1;
  return { uri, cell: part.cell, line, wanted };
}

function entryOf(id: string, place: WantingPlace, part: FoundPart, defaultModel: string): ChecklistEntry {
  const { wanted, uri, line } = place;
  const { path } = wanted;
  const model = wanted.model ?? defaultModel;
  const file = path === undefined ? undefined : namedPlace(part, path);
  return {
    ...{ id, listedAt: uri, line, places: [place], prompt: wanted.prompt, file },
    wish: wishFor(wanted, model),
    ...(wanted.isMade && file && { made: file.uri }),
  };
}

function namedPlace({ uri, root }: FoundPart, path: string): NamedPlace {
  return { uri: uri.with({ path }), root: uri.with({ path: root }) };
}

/** The size that the document wants, as near as the model can come, and the format that the file's name asks for. */
export function wishFor(
  { size, sizeWord, path }: Pick<WantedImage, 'size' | 'sizeWord' | 'path'>,
  model: string,
): PromptlessWish {
  const { sizes } = familyOf(model);
  const fitted = size ? fitSize(size, sizes) : sizes.kind === 'none' ? undefined : sizeWord;
  const outputFormat = path === undefined ? undefined : formatOf(path, model);
  return { model, count: 1, ...(fitted !== undefined && { size: fitted }), ...(outputFormat && { outputFormat }) };
}

/** What a file should hold by its name, where the model has that; without it, the placeholder draws PNG. */
function formatOf(path: string, model: string): ImageType | undefined {
  const format = typeByName(path);
  if (format && familyOf(model).choices.outputFormat?.includes(format) === true) return format;
  return model === placeholderModel ? 'png' : undefined;
}

/** The name that the file will have, as far as it is known: where the placeholder has not its format, another. */
export function fileNameFor({ file }: ChecklistEntry, model: string): string | undefined {
  if (!file) return undefined;
  const name = posix.basename(file.uri.path);
  const isOther = model === placeholderModel && typeByName(name) !== formatOf(name, model);
  return isOther ? `${posix.parse(name).name}.png` : name;
}
