import * as vscode from 'vscode';
import type { CatalogueState } from '../api/catalogue.ts';
import { modelOffers, type ModelOffer } from '../api/modelSuggestions.ts';
import { estimateOf, type CataloguePrice } from '../api/prices.ts';
import { settingsSection } from '../settings.ts';
import { modelFacts } from './modelFacts.ts';
import { pickOrType, type AnswerItem, type OpenQuestion } from './pickOrType.ts';
import { inDollars, priceText } from './price.ts';

/** What the service of the settings offers. */
export interface ModelCatalogueView {
  /** As far as it is known at once. */
  readonly cached: CatalogueState;
  /** As it is now; undefined when the service does not say. */
  readonly refreshed: Promise<CatalogueState | undefined>;
}

/** Offers the known models and those of the service, and takes any other id. Undefined when left. */
export function pickModel(current: string, { cached, refreshed }: ModelCatalogueView): Promise<string | undefined> {
  return pickOrType({
    ...offerOf(cached, current),
    placeholder: vscode.l10n.t('Pick one, or type the id of any model of your service'),
    marked: current,
    later: refreshed.then((state) => state && offerOf(state, current)),
  });
}

/** The same, and remembers the choice in the user's settings. */
export async function chooseModel(current: string, view: ModelCatalogueView): Promise<string | undefined> {
  const model = await pickModel(current, view);
  if (model !== undefined)
    await vscode.workspace.getConfiguration(settingsSection).update('model', model, vscode.ConfigurationTarget.Global);
  return model;
}

function offerOf(state: CatalogueState, current: string): Pick<OpenQuestion, 'title' | 'itemsFor'> {
  const facts = new Map<string, string>(Object.entries(modelFacts()));
  const known = modelOffers(state).map((offer) => itemFor(offer, facts.get(offer.id), current));
  return {
    title: titleFor(state),
    itemsFor: (typed) =>
      typed === '' || known.some(({ answer }) => answer === typed) ? known : [...known, ownItem(typed)],
  };
}

function titleFor({ models, fetchedAt }: CatalogueState): string {
  return fetchedAt && models.some(({ price }) => price)
    ? vscode.l10n.t('Choose the model that draws (prices of {0})', dayText(fetchedAt))
    : vscode.l10n.t('Choose the model that draws');
}

function itemFor({ id, listed, isGone }: ModelOffer, facts: string | undefined, current: string): AnswerItem {
  const { provider, features = [], price, shutdownDate, isNew } = listed ?? {};
  const notes = [
    isNew && vscode.l10n.t('new'),
    !isGone && priceNote(id, price),
    id === current && vscode.l10n.t('current'),
    shutdownDate ? shutdownNote(shutdownDate, isGone) : isGone && vscode.l10n.t('not offered by this service'),
  ];
  return {
    answer: id,
    label: id,
    description: notes.filter(Boolean).join(' · '),
    detail: facts ?? [provider, ...features].filter(Boolean).join(', '),
  };
}

/** By the image where that can be told, else by the tokens that come out. */
function priceNote(model: string, price: CataloguePrice | undefined): string | undefined {
  const range = estimateOf({ prompt: '', model, count: 1 }, price);
  const words = priceText(range);
  if (words !== undefined) return range?.most === 0 ? words : vscode.l10n.t('{0} per image', words);
  if (price?.output === undefined) return undefined;
  return vscode.l10n.t('{0} per million tokens', `$${inDollars(price.output)}`);
}

function shutdownNote(shutdownDate: string, isGone: boolean): string {
  const day = dayText(new Date(shutdownDate), 'UTC');
  return isGone ? vscode.l10n.t('shut down on {0}', day) : vscode.l10n.t('until {0}', day);
}

function ownItem(typed: string): AnswerItem {
  return { answer: typed, label: typed, description: vscode.l10n.t('use this id'), alwaysShow: true };
}

/** In the user's language, and time zone unless another is named. */
function dayText(day: Date, timeZone?: string): string {
  return day.toLocaleDateString(vscode.env.language, { dateStyle: 'medium', ...(timeZone && { timeZone }) });
}
