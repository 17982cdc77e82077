/** What is no comment although it may hold the marks of one: strings. */
export interface SkippedText {
  /** The first stretch that begins in a line at or behind `from`. */
  next(line: number, from: number): SkippedStretch | undefined;
}

export interface SkippedStretch {
  readonly start: number;
  readonly endLine: number;
  readonly endCharacter: number;
}
