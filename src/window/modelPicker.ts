import * as vscode from 'vscode';
import { modelSuggestions } from '../api/modelSuggestions.ts';
import { priceRange } from '../api/prices.ts';
import { settingsSection } from '../settings.ts';
import { pickOrType, type AnswerItem } from './pickOrType.ts';
import { priceText } from './price.ts';

/** Offers the known models and takes any other id. Remembers the choice in the user's settings; undefined when left. */
export async function chooseModel(current: string): Promise<string | undefined> {
  const known = modelSuggestions.map(({ id, facts }) => itemFor(id, facts, current));
  const model = await pickOrType({
    title: vscode.l10n.t('Choose the model that draws'),
    placeholder: vscode.l10n.t('Pick one, or type the id of any model of your service'),
    marked: current,
    itemsFor: (typed) =>
      typed === '' || known.some(({ answer }) => answer === typed) ? known : [...known, ownItem(typed)],
  });
  if (model !== undefined)
    await vscode.workspace.getConfiguration(settingsSection).update('model', model, vscode.ConfigurationTarget.Global);
  return model;
}

function itemFor(model: string, facts: string, current: string): AnswerItem {
  const price = priceText(priceRange(model));
  const notes = [price && vscode.l10n.t('{0} per image', price), model === current && vscode.l10n.t('current')];
  return { answer: model, label: model, description: notes.filter(Boolean).join(' · '), detail: facts };
}

function ownItem(typed: string): AnswerItem {
  return { answer: typed, label: typed, description: vscode.l10n.t('use this id'), alwaysShow: true };
}
