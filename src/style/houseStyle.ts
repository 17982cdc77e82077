import { isModelId } from '../api/models.ts';
import { normalizeSize } from '../api/sizes.ts';
import { plainLine } from '../documents/markup/altText.ts';
import { frontMatterOf } from './frontMatter.ts';

/** How all pictures of a repository look. */
export interface HouseStyle {
  /** One line, perhaps with the place of the prompt; empty when the style is only a choice of model, size or quality. */
  readonly text: string;
  readonly model?: string;
  readonly size?: string;
  readonly quality?: string;
}

export interface ParsedStyle {
  /** Absent when there is nothing to apply. */
  readonly style?: HouseStyle;
  /** What was not understood, as sentences. */
  readonly problems: readonly string[];
}

/** The prompt goes here, once. */
const place = '{prompt}';
const longestText = 4000;

const qualities = ['low', 'medium', 'high', 'xhigh', 'max', 'standard', 'hd'];

const checks = {
  model: isModelId,
  size: (text: string) => /^(?:\d{2,5}x\d{2,5}|[1-9]K)$/.test(text),
  quality: (text: string) => qualities.includes(text),
};

type Choice = keyof typeof checks;

const choiceNames: readonly string[] = Object.keys(checks);

/** Reads what a `style.md` says. Never throws, whatever it is. */
export function parseStyle(source: string): ParsedStyle {
  const { entries, unread, body } = frontMatterOf(source);
  const problems = unread.map((line) => `The house style has a line that cannot be read: "${quoted(line)}".`);
  const choices: Partial<Record<Choice, string>> = {};
  for (const [name, value] of entries) {
    if (value === '' || value === 'auto') continue;
    const text = name === 'size' ? normalizeSize(value) : value;
    if (!isChoice(name)) problems.push(`The house style knows no "${quoted(name)}": ${choiceNames.join(', ')}.`);
    else if (checks[name](text)) choices[name] = text;
    else problems.push(`The house style names no ${name}: "${quoted(value)}".`);
  }
  // A comment may stay open: then all of the rest is one.
  const text = plainLine(body.replace(/<!--[^]*?(?:-->|$)/g, ' '));
  if (text.length > longestText)
    return {
      problems: [`The house style has ${inWords(text.length)} characters; it may have ${inWords(longestText)}.`],
    };
  const isEmpty = text === '' && Object.keys(choices).length === 0;
  return { problems, ...(!isEmpty && { style: { text, ...choices } }) };
}

/** The prompt in its place, or before the text of a style that names none. An empty prompt stays empty. */
export function applyStyle({ text }: HouseStyle, prompt: string): string {
  if (prompt.trim() === '' || text === '') return prompt;
  const start = text.indexOf(place);
  if (start >= 0) return text.slice(0, start) + prompt.trim() + text.slice(start + place.length);
  const words = prompt.trimEnd();
  return `${words}${/[\p{Sentence_Terminal}:;,…]['"”’»)\]]*$/u.test(words) ? ' ' : '. '}${text}`;
}

const isChoice = (name: string): name is Choice => choiceNames.includes(name);

const quoted = (text: string): string => plainLine(text).slice(0, 40).toWellFormed();

const inWords = (count: number): string => count.toLocaleString('en-US');
