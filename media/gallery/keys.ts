interface KeyPress {
  readonly key: string;
  readonly code: string;
}

/** What a key means as a command: on a keyboard without Latin letters, what its place has on one with them. */
export function commandKey({ key, code }: KeyPress): string {
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  const letter = /^[^\0-\x7f]$/u.test(key) && place !== undefined ? place : key;
  return letter.length === 1 ? letter.toLowerCase() : letter;
}

/** Also of a page in a browser on a Mac, whatever the extension runs on. */
export function isMac(): boolean {
  return navigator.userAgent.includes('Mac');
}
