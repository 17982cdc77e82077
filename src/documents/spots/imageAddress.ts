/** What templates put into a document: the address is not known before they have run. */
const template = /\{\{|\{%|<%|\$\{/;

/** Whether the address of an image is a literal that leads somewhere outside of the document. */
export function isLiteralAddress(target: string): boolean {
  return (
    target.trim() !== '' && !/^(?:data|blob|cid|mailto|tel|javascript|about):/i.test(target) && !template.test(target)
  );
}

/** Whether folders that the document names come before it. */
export function isRelativeAddress(target: string): boolean {
  return !/^(?:[a-z][a-z\d+.-]*:|[\\/~])/i.test(target);
}

/** Whether an address ends like the name of an image, its query and anchor left out. */
export function namesImage(address: string): boolean {
  return /\.(?:png|jpe?g|webp|gif|avif|svg)(?:[?#]|$)/i.test(address);
}
