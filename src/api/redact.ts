const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, '$1 [redacted]'],
  [/\bsk-[\w*-]{6,}/g, '[redacted key]'],
  // What servers show of a key, as in abc***xyz.
  [/[\w-]{2,}[*•…]{3,}[\w-]*/g, '[redacted key]'],
  [
    /\b((?:proxy-)?authorization|x-api-key|api-key|cookie|set-cookie)(["']?\s*[:=]\s*["']?)[^\s"',;]+/gi,
    '$1$2[redacted]',
  ],
  [
    /([?&](?:key|api_?key|token|access_token|sig|signature|se|x-(?:amz|goog|tos)-[\w-]+)=)[^&\s"'<>]+/gi,
    '$1[redacted]',
  ],
  [/(\bhttps?:\/\/)[^\s/@"']+@/gi, '$1[redacted]@'],
  [/[A-Za-z0-9+/_-]{120,}={0,2}/g, '[long data]'],
];

/** A text fit for a log, a message or an error: without the key in any spelling, signatures, and long base64. */
export function redact(text: string, key?: string): string {
  let clean = text;
  for (const spelling of spellingsOf(key)) clean = clean.replaceAll(spelling, '[redacted key]');
  for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
  return clean;
}

function spellingsOf(key: string | undefined): readonly string[] {
  if (!key) return [];
  const percent = encodeURIComponent(key);
  const end = key.length >= 16 ? [key.slice(-8)] : [];
  return [key, percent, percent.replace(/%../g, (code) => code.toLowerCase()), ...base64Spellings(key), ...end];
}

/** Base64 of a text with the key in it: three spellings, by where in a group of three bytes the key begins. */
function base64Spellings(key: string): readonly string[] {
  const bytes = Buffer.from(key);
  if (bytes.length < 4) return [];
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // The first and the last letter may hold bits of a neighbour.
    const own = encoded.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + bytes.length) * 4) / 3));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** What of a text is looked at when only its beginning is shown. */
const mostRead = 20_000;

/** Text of a server, fit to stand in a sentence: one line, short, without control and bidi characters. */
export function quotable(text: string, key?: string, most = 300): string {
  // The cut may go through a key, which nothing would recognize then.
  const start = text.length > mostRead ? redact(text.slice(0, mostRead), key).slice(0, -4096) : redact(text, key);
  const line = start
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed();
  return line.length > most ? `${line.slice(0, most).toWellFormed()}…` : line;
}
