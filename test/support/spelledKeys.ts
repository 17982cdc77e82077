import fc from 'fast-check';

// How a secret could stand in a text, written out; the product reads texts instead, so the two share no idea.

/** With as many letters as chance gives a key: of one that repeats itself, no piece is told from another. */
export const anyKey = fc
  .oneof(
    fc.stringMatching(/^sk-[A-Za-z0-9]{16,48}$/),
    fc.stringMatching(/^[A-Za-z0-9_-]{12,64}$/),
    fc.stringMatching(/^[!-~]{12,64}$/),
  )
  .filter((key) => new Set(key).size >= 8);

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const urlSafe = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');
const percentAll = (text: string) => hex(text).replace(/../g, (digits) => `%${digits}`);
const jsonAll = (text: string) => hex(text).replace(/../g, (digits) => `\\u00${digits}`);
const json = (text: string) => JSON.stringify(text).slice(1, -1);

const letterwise: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  upperCase: (text) => text.toUpperCase(),
  percent: encodeURIComponent,
  percentInLowerCase: (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  percentAll,
  percentTwice: (text) => encodeURIComponent(encodeURIComponent(text)),
  json,
  jsonAll,
  jsonTwice: (text) => json(json(text)),
  jsonWithSlashes: (text) => json(text).replaceAll('/', '\\/'),
  hex,
  hexInUpperCase: (text) => hex(text).toUpperCase(),
};

const spellers: Readonly<Record<string, (key: string) => string>> = {
  ...letterwise,
  base64,
  base64After1: (key) => base64(`a${key}`),
  base64After2: (key) => base64(`ab${key}`),
  base64OfCredentials: (key) => base64(`user:${key}@host`),
  base64Url: (key) => urlSafe(base64(`?${key}`)),
  base64InAddress: (key) => encodeURIComponent(base64(key)),
  base64InJson: (key) => base64(key).replaceAll('/', '\\/'),
  address: (key) => `https://user:${encodeURIComponent(key)}@host/v1/${encodeURIComponent(key)}?q=${encodeURI(key)}#`,
  header: (key) => `authorization: Bearer ${key}\r\nx-api-key:${key}\r\n`,
  headersInJson: (key) => JSON.stringify({ headers: { Authorization: `Bearer ${key}`, Cookie: `a=${key}; b=1` } }),
};

export const anySpelling = fc.constantFrom(...Object.values(spellers));

/** The spellings of every piece of eight characters and more that a text shows of a key. */
export function piecesShown(text: string, key: string): readonly string[] {
  const shown = new Set<string>();
  const folded = text.toLowerCase();
  for (let start = 0; start + 8 <= key.length; start++) {
    const piece = key.slice(start, start + 8);
    for (const spell of Object.values(letterwise))
      if (folded.includes(spell(piece).toLowerCase())) shown.add(spell(piece));
    // The letters at both ends hold bits of the neighbours, so a longer piece is needed for eight whole characters.
    const longer = key.slice(start, start + 10);
    if (longer.length === 10)
      for (const spelling of innerBase64(longer)) if (text.includes(spelling)) shown.add(spelling);
  }
  return [...shown];
}

function innerBase64(piece: string): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const inner = base64('a'.repeat(offset) + piece).slice(
      Math.ceil((offset * 4) / 3),
      Math.floor(((offset + piece.length) * 4) / 3),
    );
    return [inner, urlSafe(inner)];
  });
}
