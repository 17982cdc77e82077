/** How long a server asks to wait, in milliseconds; undefined when it does not say, or says it in no known way. */
export function retryAfter(headers: Pick<Headers, 'get'>): number | undefined {
  const [milliseconds, seconds] = [number(headers.get('retry-after-ms')), number(headers.get('retry-after'))];
  if (milliseconds !== undefined) return milliseconds;
  if (seconds !== undefined) return seconds * 1000;
  const header = headers.get('retry-after') ?? '';
  // Date.parse reads a date into nearly every text with a number in it.
  const date = header.endsWith(' GMT') ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function number(header: string | null): number | undefined {
  const value = header?.trim() ? Number(header) : NaN;
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
