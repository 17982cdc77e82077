// What comes from a file is not trusted: each field is looked at before it is used.

export type Fields = Readonly<Record<string, unknown>>;
export type Test = (value: unknown) => boolean;

/** No fields for anything that is not an object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** Whether all of these fields are as they should be; others may be there, too. */
export function hasShape(tests: Readonly<Record<string, Test>>): Test {
  const entries = Object.entries(tests);
  return (value) => {
    const fields = fieldsOf(value);
    return entries.every(([name, test]) => test(fields[name]));
  };
}

export const isAbsentOr =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);

export const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isHash = (value: unknown): value is string => isText(value) && /^[0-9a-f]{64}$/.test(value);
export const isColor = (value: unknown): value is string => isText(value) && /^#[0-9a-f]{6}$/.test(value);
