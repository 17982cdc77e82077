import * as vscode from 'vscode';
import type { SuggestedModel } from '../api/modelSuggestions.ts';

/** One line for each suggested model: what it is good at and what it takes. */
export function modelFacts(): Readonly<Record<SuggestedModel, string>> {
  return {
    'gpt-image-2': vscode.l10n.t('Any size up to 3840 px, three qualities, PNG, JPEG or WebP'),
    'gpt-image-2.6-sunburst': vscode.l10n.t('Newest generation, transparent backgrounds, GIF and SVG in preview'),
    'gpt-image-2.6-flare': vscode.l10n.t('Newest generation, the lighter one'),
    'gpt-image-2.5-sunburst': vscode.l10n.t('Qualities up to max, transparent backgrounds'),
    'gpt-image-2.5-flare': vscode.l10n.t('The lighter one of 2.5'),
    'gpt-image-1.5': vscode.l10n.t('Three sizes, transparent backgrounds'),
    'gpt-image-1-mini': vscode.l10n.t('Cheapest of the GPT images, three sizes'),
    'gpt-image-1': vscode.l10n.t('Three sizes; shut down at OpenAI in October 2026'),
    'chatgpt-image-latest': vscode.l10n.t('The model behind ChatGPT, three sizes'),
    'dall-e-3': vscode.l10n.t('Vivid or natural style, three sizes; shut down at OpenAI in May 2026'),
    'dall-e-2': vscode.l10n.t('Small squares; shut down at OpenAI in May 2026'),
    'qwen-image': vscode.l10n.t('Good lettering, prompts up to 800 characters'),
    'doubao-seedream-4-5-251128': vscode.l10n.t('2K and 4K, one image a request'),
    placeholder: vscode.l10n.t('Drawn on this machine: free, offline, the same picture for the same prompt'),
  };
}
