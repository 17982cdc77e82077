// What several messages end with.

export const billed = 'It may have been billed all the same.';
export const findsAgain = 'It is kept, and "Paper Boat: Save Kept Images" finds it again. [Save As…]';

export const partIsKept = `What arrived of the image is kept, and "Paper Boat: Save Kept Images" finds it again. ${billed} [Save As…]`;

/** Nothing came, and nothing was left. */
export const nothing = { images: [], disk: 'nothing' } as const;

/** One image, after one request, without any trouble. */
export const savedOne = {
  outcome: 'saved',
  asked: 1,
  message: 'Saved images/a-paper-boat.png. [Open Image] [Insert]',
  disk: 'a-paper-boat.png, recipe, cost',
} as const;

/** Somebody answers at the base URL, but not as the service does. */
export const noService = (status: number): string =>
  `There is no image service at the base URL (127.0.0.1, ${status}). Such an address mostly ends in /v1, as https://api.cometapi.com/v1 does.`;
