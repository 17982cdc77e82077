import * as vscode from 'vscode';
import { modelSuggestions } from '../api/modelSuggestions.ts';
import { priceRange } from '../api/prices.ts';
import { settingsSection } from '../settings.ts';
import { priceText } from './price.ts';

interface ModelItem extends vscode.QuickPickItem {
  readonly model: string;
}

/** Offers the known models and takes any other id. Remembers the choice in the user's settings; undefined when left. */
export async function chooseModel(current: string): Promise<string | undefined> {
  const model = await pickModel(current);
  if (model !== undefined)
    await vscode.workspace.getConfiguration(settingsSection).update('model', model, vscode.ConfigurationTarget.Global);
  return model;
}

function pickModel(current: string): Promise<string | undefined> {
  const box = vscode.window.createQuickPick<ModelItem>();
  box.title = vscode.l10n.t('Choose the model that draws');
  box.placeholder = vscode.l10n.t('Pick one, or type the id of any model of your service');
  box.matchOnDetail = true;
  const known = modelSuggestions.map(({ id, facts }) => itemFor(id, facts, current));
  const showItems = (): void => {
    const typed = box.value.trim();
    const isNew = typed !== '' && !known.some(({ model }) => model === typed);
    const own = { label: typed, description: vscode.l10n.t('use this id'), alwaysShow: true, model: typed };
    box.items = isNew ? [...known, own] : known;
  };
  showItems();
  box.activeItems = box.items.filter(({ model }) => model === current);
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const subscriptions = vscode.Disposable.from(
    box,
    box.onDidChangeValue(showItems),
    box.onDidAccept(() => {
      resolve(box.activeItems[0]?.model);
      box.hide();
    }),
    box.onDidHide(() => {
      resolve(undefined);
      subscriptions.dispose();
    }),
  );
  box.show();
  return promise;
}

function itemFor(model: string, facts: string, current: string): ModelItem {
  const price = priceText(priceRange(model));
  const notes = [price && vscode.l10n.t('{0} per image', price), model === current && vscode.l10n.t('current')];
  return { model, label: model, description: notes.filter(Boolean).join(' · '), detail: facts };
}
