import * as vscode from 'vscode';
import { isLoopbackHost } from './api/addresses.ts';
import type { ServiceAccess } from './api/client.ts';
import { GenerationError } from './api/errors.ts';
import { placeholderModel } from './api/models.ts';
import type { ApiKeys } from './apiKey.ts';
import type { Notices } from './window/notices.ts';

/** Between two pieces of an answer. */
const idleMs = 60_000;

export interface ServiceQuestion {
  readonly model: string;
  readonly baseUrl: URL;
  readonly timeoutMs: number;
  /** Whether a person is there to be asked. */
  readonly mayAsk: boolean;
}

export interface Service {
  readonly access: ServiceAccess;
  /** The placeholder draws in place of the model, because there is no key. */
  readonly isStandIn: boolean;
}

interface ServiceParts {
  readonly keys: ApiKeys;
  readonly memory: vscode.Memento;
  readonly notices: Notices;
}

/** Who draws: the service, or without a key the placeholder, once the user agreed to that. Undefined when the user left. */
export async function chooseService(
  { model, baseUrl, timeoutMs, mayAsk }: ServiceQuestion,
  parts: ServiceParts,
): Promise<Service | undefined> {
  const { keys, memory, notices } = parts;
  const access = { baseUrl, limits: { totalMs: timeoutMs, idleMs } };
  if (model === placeholderModel) return { access, isStandIn: false };
  const key = await keys.get(baseUrl);
  // Servers on this machine often ask for none; one that does will say so.
  if (key !== undefined || isLoopbackHost(baseUrl.hostname))
    return { access: { ...access, ...(key !== undefined && { key }) }, isStandIn: false };
  if (!mayAsk)
    throw new GenerationError('keyMissing', `There is no API key for ${baseUrl.host}: run "Paper Boat: Set API Key".`);
  if (memory.get<boolean>(agreement(baseUrl)) && !keys.wasSet(baseUrl)) return { access, isStandIn: true };
  const answer = await askForRoad(notices, baseUrl, keys.wasSet(baseUrl));
  if (answer === 'placeholder') {
    await agreeToPlaceholder(memory, baseUrl);
    return { access, isStandIn: true };
  }
  if (answer === undefined || !(await keys.ask(baseUrl))) return undefined;
  return chooseService({ model, baseUrl, timeoutMs, mayAsk }, parts);
}

/** From now on nobody is asked: without a key for this service the placeholder draws. */
export async function agreeToPlaceholder(memory: vscode.Memento, baseUrl: URL): Promise<void> {
  await memory.update(agreement(baseUrl), true);
}

const agreement = (baseUrl: URL): string => `placeholderAgreed@${baseUrl.origin}`;

async function askForRoad(notices: Notices, baseUrl: URL, wasSet: boolean): Promise<'key' | 'placeholder' | undefined> {
  const setKey = vscode.l10n.t('Set API Key');
  const usePlaceholder = vscode.l10n.t('Use the Placeholder');
  const question = wasSet
    ? vscode.l10n.t('The API key for {0} is gone from the secret storage.', baseUrl.host)
    : vscode.l10n.t('There is no API key for {0} yet.', baseUrl.host);
  const detail = vscode.l10n.t(
    'With a key, the model draws and the service bills it. The placeholder draws on this machine: free, offline, and to be replaced later.',
  );
  const answer = await notices.question({ text: question, detail }, setKey, usePlaceholder);
  if (answer === setKey) return 'key';
  return answer === usePlaceholder ? 'placeholder' : undefined;
}
