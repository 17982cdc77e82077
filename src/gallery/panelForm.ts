import * as vscode from 'vscode';
import { isLoopbackHost } from '../api/addresses.ts';
import { readBaseUrl } from '../api/baseUrl.ts';
import { GenerationError } from '../api/errors.ts';
import { placeholderModel } from '../api/models.ts';
import type { CataloguePrice } from '../api/prices.ts';
import type { ApiKeys } from '../apiKey.ts';
import { readSettings, type Settings } from '../settings.ts';
import { priceText } from '../window/price.ts';
import { imageFolderFor } from '../workspace/imageFolder.ts';
import { checkDraft } from './formState.ts';
import type { FoundStyle, HouseStyles } from '../style/styleFile.ts';
import { styledDefaults } from '../style/styledWish.ts';
import { stylePlace, styleState } from './formStyle.ts';
import type { Draft, FormState } from './protocol.ts';

export interface FormSources {
  readonly keys: ApiKeys;
  readonly styles: Pick<HouseStyles, 'find' | 'known'>;
  /** What the catalogue of a service says of a model, as far as it is known. */
  readonly priceOf: (baseUrl: URL, model: string) => Promise<CataloguePrice | undefined>;
}

/** What the form shows of a draft: what the model takes, what it would cost, where the images would go. */
export async function formStateOf(
  draft: Draft,
  { keys, priceOf, styles }: FormSources,
  document: vscode.TextDocument | undefined,
): Promise<FormState> {
  const found = await styles.find(stylePlace(document));
  const settings = styledSettings(document, found);
  const url = serviceUrl(settings);
  // A keyring that fails has no key; sending will say so.
  const hasKey = url instanceof URL && (await keys.get(url).catch(() => undefined)) !== undefined;
  const listed = url instanceof URL ? await priceOf(url, settings.request.model) : undefined;
  return {
    ...stateWith(draft, settings, { hasKey, listed, found }),
    destination: await destinationOf(document, settings),
  };
}

/** The same without waiting: the key is there if it was set once, and where the images go is told later. */
export function firstFormState(
  draft: Draft,
  { keys, styles }: FormSources,
  document: vscode.TextDocument | undefined,
): FormState {
  const found = styles.known(stylePlace(document));
  const settings = styledSettings(document, found);
  const url = serviceUrl(settings);
  return stateWith(draft, settings, { hasKey: url instanceof URL && keys.wasSet(url), found });
}

function styledSettings(document: vscode.TextDocument | undefined, found: FoundStyle | undefined): Settings {
  const settings = readSettings(document);
  return { ...settings, request: styledDefaults(settings.request, found?.isOn ? found.style : undefined) };
}

interface Known {
  readonly hasKey: boolean;
  readonly found: FoundStyle | undefined;
  readonly listed?: CataloguePrice | undefined;
}

function stateWith(draft: Draft, settings: Settings, { hasKey, listed, found }: Known): FormState {
  const { model } = settings.request;
  const checked = checkDraft(draft, settings.request, { listed, style: found?.isOn ? found.style : undefined });
  const service = serviceOf(settings, hasKey);
  const price = priceText(service.key === 'missing' ? { least: 0, most: 0 } : checked.price);
  const refusal = service.refusal ?? checked.refusal;
  return {
    ...{ model, fields: checked.fields, mostImages: 10, price },
    ...{ count: draft.count, revision: draft.revision },
    ...{ key: service.key, service: service.host, refusal },
    ...(found && { style: styleState(found) }),
  };
}

interface ServiceState {
  readonly host: string;
  readonly key: FormState['key'];
  readonly refusal?: string | undefined;
}

function serviceOf(settings: Settings, hasKey: boolean): ServiceState {
  const url = serviceUrl(settings);
  if (url === undefined) return { host: '', key: 'notNeeded' };
  if (url instanceof GenerationError) return { host: '', key: 'notNeeded', refusal: url.message };
  return { host: url.host, key: hasKey ? 'set' : isLoopbackHost(url.hostname) ? 'notNeeded' : 'missing' };
}

/** Undefined for the local model; an error when the setting holds no address. */
function serviceUrl({ baseUrl, request }: Settings): URL | GenerationError | undefined {
  if (request.model === placeholderModel) return undefined;
  try {
    return readBaseUrl(baseUrl);
  } catch (error) {
    if (error instanceof GenerationError) return error;
    throw error;
  }
}

/** Undefined when the user will be asked, or told why there is none. */
async function destinationOf(
  document: vscode.TextDocument | undefined,
  { folder: setting }: Settings,
): Promise<string | undefined> {
  if (!document && (vscode.workspace.workspaceFolders?.length ?? 0) !== 1) return undefined;
  try {
    const place = await imageFolderFor({ document, setting, fileName: 'image.png' });
    return place && vscode.workspace.asRelativePath(place.folder);
  } catch {
    return undefined;
  }
}
