import * as vscode from 'vscode';
import { readBaseUrl } from './api/baseUrl.ts';
import type { ApiKeys } from './apiKey.ts';
import type { ModelCatalogue } from './modelCatalogue.ts';
import { readSettings } from './settings.ts';
import { chooseModel, pickModel } from './window/modelPicker.ts';

interface OfferParts {
  readonly catalogue: ModelCatalogue;
  readonly keys: ApiKeys;
}

/** Lets the user choose among what is known and what the service of the settings offers. */
export class OfferedModels {
  readonly #parts: OfferParts;

  constructor(parts: OfferParts) {
    this.#parts = parts;
  }

  /** The model of the settings from now on. Undefined when the user left. */
  choose(): Promise<string | undefined> {
    return this.#ask(chooseModel);
  }

  /** For once. Undefined when the user left. */
  pick(): Promise<string | undefined> {
    return this.#ask(pickModel);
  }

  async #ask(ask: typeof pickModel): Promise<string | undefined> {
    const { catalogue, keys } = this.#parts;
    const settings = readSettings();
    const baseUrl = readBaseUrl(settings.baseUrl);
    const refresh = async () => catalogue.refresh(baseUrl, await keys.get(baseUrl).catch(() => undefined));
    // In Restricted Mode nobody is contacted.
    const refreshed = vscode.workspace.isTrusted ? refresh() : Promise.resolve(undefined);
    return ask(settings.request.model, { cached: await catalogue.models(baseUrl), refreshed });
  }
}
