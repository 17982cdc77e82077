import * as vscode from 'vscode';
import type { CostBasis } from '../images/image.ts';
import type { Recipe } from '../images/recipe.ts';
import { amountText } from '../window/price.ts';
import type { ImageDetails, VersionSummary } from './protocol.ts';

export interface DetailParts {
  readonly id: string;
  readonly recipe: Recipe | undefined;
  readonly modifiedAt: number;
  readonly uses: readonly string[];
  /** The image it came from, by id. */
  readonly parent: string | undefined;
  readonly children: readonly string[];
  readonly versions: readonly VersionSummary[];
}

type Fact = ImageDetails['facts'][number];

/** Everything that is known about an image, in words. */
export function detailsOf({ id, recipe, modifiedAt, uses, parent, children, versions }: DetailParts): ImageDetails {
  const facts = recipe ? recipeFacts(recipe) : [fact(vscode.l10n.t('Changed'), timeText(new Date(modifiedAt)))];
  return {
    ...{ id, facts, uses, children, versions },
    ...(parent !== undefined && { parent }),
    ...(recipe && { prompt: recipe.request.prompt }),
    ...(recipe?.revisedPrompt !== undefined && { revisedPrompt: recipe.revisedPrompt }),
  };
}

function recipeFacts({
  request,
  answeredModel,
  service,
  cost,
  costBasis,
  createdAt,
  durationMs,
}: Recipe): readonly Fact[] {
  const { model, size, quality, style, background, outputFormat, outputCompression, moderation } = request;
  const isOther = answeredModel !== undefined && answeredModel !== model;
  return [
    fact(vscode.l10n.t('Model'), isOther ? `${model} (${answeredModel})` : model),
    fact(vscode.l10n.t('Service'), service),
    fact(vscode.l10n.t('Size'), size),
    fact(vscode.l10n.t('Quality'), quality),
    fact(vscode.l10n.t('Style'), style),
    fact(vscode.l10n.t('Background'), background),
    fact(vscode.l10n.t('Format'), outputFormat),
    fact(vscode.l10n.t('Compression'), outputCompression?.toString()),
    fact(vscode.l10n.t('Moderation'), moderation),
    fact(vscode.l10n.t('Cost'), cost === undefined ? undefined : costText(cost, costBasis)),
    fact(vscode.l10n.t('Made'), timeText(new Date(createdAt))),
    fact(vscode.l10n.t('Took'), vscode.l10n.t('{0} s', (durationMs / 1000).toFixed(1))),
  ].filter(({ value }) => value !== '');
}

const fact = (name: string, value: string | undefined): Fact => ({ name, value: value ?? '' });

export function costText(cost: number, basis: CostBasis | undefined): string {
  if (cost === 0) return vscode.l10n.t('free');
  return amountText(cost, basis !== 'usage');
}

/** In the user's language and time zone; empty for a time that is none. */
export function timeText(time: Date): string {
  if (Number.isNaN(time.getTime())) return '';
  return time.toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
