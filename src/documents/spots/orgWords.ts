/** A heading or a paragraph without the marks of Org. */
export function orgWords(source: string): string {
  return source
    .replace(/^\*+[ \t]+(?:(?:TODO|NEXT|WAITING|DONE|CANCELLED)[ \t]+)?(?:\[#\w\][ \t]+)?/, '')
    .replace(/[ \t]+:[\p{L}\w@#%:]{1,200}:[ \t]*$/u, '')
    .replace(/^[ \t]*(?:[-+]|\d{1,9}[.)])[ \t]+(?:\[[ xX-]\][ \t]+)?/gm, '')
    .replace(/^[ \t]*\|?[-+]{3,}[-+|]*$/gm, '')
    .replace(/\[\[[^[\]]{1,1000}\]\[([^[\]]{1,1000})\]\]/g, '$1')
    .replace(/\[\[[^[\]]{1,1000}\]\]|<?file:[^\s<>]{1,1000}>?|\[fn:[^[\]]{0,200}\]|<<[^<>]{1,200}>>/gi, '')
    .replace(/(?<![\p{L}\p{N}])([*/_=~+])(\S|\S.*?\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\s*\|\s*/g, ' ');
}
