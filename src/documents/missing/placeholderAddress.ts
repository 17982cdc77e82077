/** A picture that only holds the place of another one, by its address. */
export interface PlaceholderAddress {
  /** Whole pixels; absent where the address does not say. */
  readonly size?: { readonly width: number; readonly height: number };
}

type SizeReader = (address: URL) => PlaceholderAddress['size'];

/** Services that draw placeholder pictures, and where their addresses say the size. */
const services: Readonly<Record<string, SizeReader>> = {
  // https://placehold.co: /600x400/bg/fg/png, /400
  'placehold.co': ({ pathname }) => sizeIn(segmentsOf(pathname)[0]),
  // /350x150.png, /150
  'via.placeholder.com': ({ pathname }) => sizeIn(segmentsOf(pathname)[0]),
  // https://picsum.photos: /200/300, /200, /id/237/200/300, /seed/boat/200/300
  'picsum.photos': ({ pathname }) => sizeOfPath(segmentsOf(pathname.replace(/^\/(?:id|seed)\/[^/]+/, ''))),
  // https://dummyimage.com: /600x400/000/fff
  'dummyimage.com': ({ pathname }) => sizeIn(segmentsOf(pathname)[0]),
  // https://lorem.space: /image/house?w=150&h=220
  'lorem.space': ({ searchParams }) => sizeOf(searchParams.get('w'), searchParams.get('h')),
};

/** Undefined for any other address. */
export function placeholderAddress(target: string): PlaceholderAddress | undefined {
  const address = remoteAddress(target);
  if (!address) return undefined;
  const host = address.hostname.toLowerCase();
  const service = Object.keys(services).find((name) => host === name || host.endsWith(`.${name}`));
  if (service === undefined) return undefined;
  const size = services[service]?.(address);
  return size ? { size } : {};
}

/** What a browser would fetch from another host; undefined for local paths and inline data. */
export function remoteAddress(target: string): URL | undefined {
  const absolute = target.trim().replace(/^\/\//, 'https://');
  if (!/^https?:\/\//i.test(absolute) || !URL.canParse(absolute)) return undefined;
  return new URL(absolute);
}

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');

function sizeOfPath([first, second]: readonly string[]): PlaceholderAddress['size'] {
  return sizeOf(first, second?.replace(/\.\w+$/, '') ?? first?.replace(/\.\w+$/, ''));
}

/** `600x400`, `600X400.png`, `400` for a square. */
function sizeIn(segment = ''): PlaceholderAddress['size'] {
  const [, width, height] = /^(\d+)(?:[x×](\d+))?(?:@\dx)?(?:\.\w+)?$/i.exec(segment) ?? [];
  return sizeOf(width, height ?? width);
}

const longestEdge = 16_384;

function sizeOf(width: string | null | undefined, height: string | null | undefined): PlaceholderAddress['size'] {
  const [one, other] = [width, height].map((edge) => Number(/^(\d{1,5})(?:\.\w+)?$/.exec(edge ?? '')?.[1] ?? 0));
  if (!one || !other || one > longestEdge || other > longestEdge) return undefined;
  return { width: one, height: other };
}
