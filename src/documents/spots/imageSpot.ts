import type { OffsetRange } from '../trackedRange.ts';

/** A place in a document that shows an image, or asks for one. */
export type ImageSpot = LinkSpot | CommentSpot;

/** How a language reads an address. */
export type AddressKind =
  /** A URL: percent codes, query and fragment; `/` is the root of the web server. HTML, Markdown, CSS, JSX attributes. */
  | 'url'
  /** What `import` and `require` take: relative with a dot, an alias such as `@/`, or a package. */
  | 'module'
  /** A path of the file system, taken as it is. LaTeX, Typst, Org, reStructuredText. */
  | 'file';

export interface LinkSpot {
  readonly kind: 'link';
  /** All of the image: `![…](…)`, the tag, the directive, the command. */
  readonly whole: OffsetRange;
  /** Its address as it is written, without the quotes or brackets around it; a new address takes this place. */
  readonly address: OffsetRange;
  /** The address with the language's own escapes undone (entities, backslashes). Percent codes, query and fragment stay. */
  readonly target: string;
  readonly reads: AddressKind;
  /** Folders that the document puts before relative addresses, in the order they are tried: `imagesdir`, `\graphicspath`. */
  readonly folders?: readonly string[];
  /** The address is written without extension; the language tries these in turn, and the first is the one to make. */
  readonly extensions?: readonly string[];
  /** Plain lines; absent when there is none. An empty alternative text is absent, too. */
  readonly alt?: string;
  readonly title?: string;
  /** Of a figure around it. */
  readonly caption?: string;
  /** `data-ai-hint`, which page generators leave at pictures that are still to come. */
  readonly hint?: string;
  /** Whole pixels that the document wants; absent for other units. */
  readonly width?: number;
  readonly height?: number;
}

export interface CommentSpot {
  readonly kind: 'comment';
  /** The whole comment with its marks; of a run of line comments the lines of this prompt. */
  readonly whole: OffsetRange;
  readonly prompt: string;
  readonly options: CommentOptions;
  /** The image stands right below already, or behind it on its line. */
  readonly isServed: boolean;
}

/** What is written in braces at the end of an image comment: `{model=… size=1536x1024 file=images/boat.png}`. */
export interface CommentOptions {
  readonly model?: string;
  readonly size?: string;
  readonly file?: string;
}

/** The words around an image that says nothing of itself. */
export interface Surroundings {
  /** The nearest heading above, as one plain line. */
  readonly heading?: string;
  /** The paragraph before it, or else the one behind it, as one plain line. */
  readonly paragraph?: string;
}

export interface SpotReading {
  /** In the order of the text. */
  readonly spots: readonly ImageSpot[];
  readonly around: (offset: number) => Surroundings;
}

/** Reads one language; never throws, whatever the text. */
export type SpotReader = (text: string) => SpotReading;
