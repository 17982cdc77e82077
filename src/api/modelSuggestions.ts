import { placeholderModel } from './models.ts';

export interface ModelSuggestion {
  readonly id: string;
  /** One line: what it is good at and what it takes. */
  readonly facts: string;
}

/** Models worth offering, best first. Any other id can be typed. */
export const modelSuggestions: readonly ModelSuggestion[] = [
  { id: 'gpt-image-2', facts: 'Free sizes up to 3840 px, three qualities, PNG, JPEG or WebP' },
  { id: 'gpt-image-2.6-sunburst', facts: 'Newest generation, transparent backgrounds, GIF and SVG in preview' },
  { id: 'gpt-image-2.6-flare', facts: 'Newest generation, the lighter one' },
  { id: 'gpt-image-2.5-sunburst', facts: 'Qualities up to max, transparent backgrounds' },
  { id: 'gpt-image-2.5-flare', facts: 'The lighter one of 2.5' },
  { id: 'gpt-image-1.5', facts: 'Three sizes, transparent backgrounds' },
  { id: 'gpt-image-1-mini', facts: 'Cheapest of the GPT images, three sizes' },
  { id: 'gpt-image-1', facts: 'Three sizes; shut down at OpenAI in October 2026' },
  { id: 'chatgpt-image-latest', facts: 'The model behind ChatGPT, three sizes' },
  { id: 'dall-e-3', facts: 'Vivid or natural style, three sizes; shut down at OpenAI in May 2026' },
  { id: 'dall-e-2', facts: 'Small squares; shut down at OpenAI in May 2026' },
  { id: 'qwen-image', facts: 'Good lettering, prompts up to 800 characters' },
  { id: 'doubao-seedream-4-5-251128', facts: '2K and 4K, one image a request' },
  { id: placeholderModel, facts: 'Drawn on this machine: free, offline, the same picture for the same prompt' },
];
