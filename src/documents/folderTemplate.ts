/** `${name}`, or `${name/expression/replacement/flags}` as VS Code's own settings have it. */
const variable = /\$\{(\w+)(?:\/((?:[^/\\]|\\.)*)\/((?:[^/\\]|\\.)*)\/(\w*))?\}/g;

/** Fills a path template from an allow-list. Throws an `Error` that names a variable it cannot fill. */
export function fillTemplate(template: string, values: Readonly<Record<string, string | undefined>>): string {
  return template.replace(variable, (whole: string, name: string, ...parts: (string | undefined)[]) => {
    const [expression, replacement = '', flags] = parts;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`${whole} has no value here.`);
    if (expression === undefined) return value;
    try {
      return value.replace(new RegExp(expression, flags), unescapeSlashes(replacement));
    } catch {
      throw new Error(`${whole} is no valid expression.`);
    }
  });
}

const unescapeSlashes = (text: string): string => text.replaceAll('\\/', '/');

/** `2026-11-22`, as the user's calendar has it. */
export function localDay(time: Date): string {
  const parts = [time.getFullYear(), time.getMonth() + 1, time.getDate()];
  return parts.map((part) => part.toString().padStart(2, '0')).join('-');
}
