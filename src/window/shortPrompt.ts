/** A prompt where there is no room for all of it: whole, or cut between two characters. */
export function shortPrompt(prompt: string, most = 60): string {
  if (prompt.length <= most) return prompt;
  const cut = prompt.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}
