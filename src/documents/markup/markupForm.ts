export interface LinkedImage {
  /** With forward slashes and not escaped: relative to the document (`../images/a b.png`), or from the web root (`/x.png`). */
  readonly path: string;
  readonly alt: string;
  /** Pixels. */
  readonly size?: { readonly width: number; readonly height: number } | undefined;
}

/** How a family of languages writes an image. */
export interface MarkupForm {
  /** Escapes a path for the place where this form has it; the result has no line break. */
  readonly path: (path: string) => string;
  /** Escapes one plain line for the place where this form has its alt text. */
  readonly text: (line: string) => string;
  /** Composes the markup of an image whose path and alt text are escaped. */
  readonly write: (escaped: LinkedImage) => string;
}
