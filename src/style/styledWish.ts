import { familyOf } from '../api/models.ts';
import type { ImageWish, RequestDefaults } from '../api/request.ts';
import { refusalOfSize } from '../api/sizes.ts';
import { applyStyle, type HouseStyle } from './houseStyle.ts';

/** What somebody asked for, with the house style in it. */
export interface StyledWish {
  readonly wish: ImageWish;
  /** The settings, as the style has them. */
  readonly defaults: RequestDefaults;
  /** The prompt as the user wrote it: what the file and the alt text are named after. */
  readonly words: string;
}

/** A wish, and what the user wrote when its prompt is that of a recipe, which has the style of its time. */
export interface PlainWish {
  readonly wish: ImageWish;
  readonly words?: string | undefined;
}

/** A style is stronger than the settings and weaker than what a wish names. What was styled once is left as it is. */
export function styledWish({ wish, words }: PlainWish, defaults: RequestDefaults, style?: HouseStyle): StyledWish {
  if (words !== undefined || !style) return { wish, defaults, words: words ?? wish.prompt };
  const prompt = applyStyle(style, wish.prompt);
  return { wish: { ...wish, prompt }, defaults: styledDefaults(defaults, style, wish.model), words: wish.prompt };
}

/**
 * The settings with what the style chooses, as far as the model takes it.
 * @param model the one that is asked for; absent when the style may choose
 */
export function styledDefaults(
  defaults: RequestDefaults,
  style: HouseStyle | undefined,
  model = style?.model ?? defaults.model,
): RequestDefaults {
  return { ...defaults, model, ...(style && choicesOf(style, model)) };
}

/** Size and quality of a style, as far as a model takes them. */
export function choicesOf({ size, quality }: HouseStyle, model: string): Pick<RequestDefaults, 'size' | 'quality'> {
  const { sizes, choices } = familyOf(model);
  return {
    ...(size !== undefined && refusalOfSize(size, sizes) === undefined && { size }),
    ...(quality !== undefined && choices.quality?.includes(quality) === true && { quality }),
  };
}
