import * as vscode from 'vscode';
import { isLoopbackHost } from '../api/addresses.ts';
import { readBaseUrl } from '../api/baseUrl.ts';
import { GenerationError } from '../api/errors.ts';
import { placeholderModel } from '../api/models.ts';
import type { ApiKeys } from '../apiKey.ts';
import { readSettings, type Settings } from '../settings.ts';
import { priceText } from '../window/price.ts';
import { imageFolderFor } from '../workspace/imageFolder.ts';
import { checkDraft } from './formState.ts';
import type { Draft, FormState } from './protocol.ts';

/** What the form shows of a draft: what the model takes, what it would cost, where the images would go. */
export async function formStateOf(
  draft: Draft,
  keys: ApiKeys,
  document: vscode.TextDocument | undefined,
): Promise<FormState> {
  const settings = readSettings(document);
  const { model } = settings.request;
  const checked = checkDraft(draft, settings.request);
  const service = await serviceOf(settings, keys);
  const price = priceText(service.key === 'missing' ? { least: 0, most: 0 } : checked.price);
  const refusal = service.refusal ?? checked.refusal;
  const destination = await destinationOf(document, settings);
  return {
    ...{ model, fields: checked.fields, mostImages: 10, price, destination },
    ...{ count: draft.count, revision: draft.revision },
    ...{ key: service.key, service: service.host, refusal },
  };
}

interface ServiceState {
  readonly host: string;
  readonly key: FormState['key'];
  readonly refusal?: string | undefined;
}

async function serviceOf({ baseUrl, request }: Settings, keys: ApiKeys): Promise<ServiceState> {
  if (request.model === placeholderModel) return { host: '', key: 'notNeeded' };
  try {
    const url = readBaseUrl(baseUrl);
    const hasKey = (await keys.get(url)) !== undefined;
    return { host: url.host, key: hasKey ? 'set' : isLoopbackHost(url.hostname) ? 'notNeeded' : 'missing' };
  } catch (error) {
    if (error instanceof GenerationError) return { host: '', key: 'notNeeded', refusal: error.message };
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
