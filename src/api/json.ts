/** What `JSON.parse` gives. Servers are not trusted: every look inside answers for the wrong shape, too. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Undefined when the text is not JSON. A leading byte order mark is forgiven. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch {
    return undefined;
  }
}

export function recordOf(json: Json | undefined): Readonly<Record<string, Json>> {
  const isRecord = typeof json === 'object' && json !== null && !Array.isArray(json);
  return isRecord ? (json as Readonly<Record<string, Json>>) : {};
}

export function listOf(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? (json as readonly Json[]) : [];
}

/** Empty text and null mean absent, as many gateways always send all keys. */
export function textIn(record: Readonly<Record<string, Json>>, key: string): string | undefined {
  const value = Object.hasOwn(record, key) ? record[key] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function numberIn(record: Readonly<Record<string, Json>>, key: string): number | undefined {
  const value = Object.hasOwn(record, key) ? record[key] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
