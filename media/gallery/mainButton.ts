/** Moves the focus to what a card is for; the button that closes it comes first in the page, but is not that. */
export function focusMainButton(card: Element | undefined): void {
  const button = card?.querySelector<HTMLElement>('button.button') ?? card?.querySelector('button');
  button?.focus();
}
