const task = String.raw`(?:todo|fixme)(?:\([^()]{0,100}\))?`;
const label = '(?:(?:image|picture)(?: prompt)?|prompt) ?[:：]';
const tag = String.raw`@(?:image|picture)(?:[:：]|(?=\s|$))`;
const prefixes = new RegExp(`^(?:(?:${task} ?[:：]|(?:${task} )?(?:${label}|${tag})) *){1,20}`, 'i');

/** Whether the text begins by saying that a prompt follows: `TODO:`, `TODO image:`, `Image prompt:`, `@image`. */
export function beginsWithPromptPrefix(text: string): boolean {
  return prefixes.test(text);
}

/** The text without those prefixes. A word that only begins so stays: `imagery`, `Image of a boat`. */
export function withoutPromptPrefixes(text: string): string {
  return text.replace(prefixes, '');
}
