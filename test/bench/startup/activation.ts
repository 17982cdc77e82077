/** How long one extension took, in milliseconds. */
export interface Activation {
  /** VS Code reads and runs the extension's code, up to its exports. */
  readonly loadMs: number;
  /** `activate()`, until what it answers is there. */
  readonly activateMs: number;
  /** From the wish for the extension until it is active: what VS Code prepares for each of them, and both of the above. */
  readonly untilActiveMs: number;
}

/** By extension id. */
export type Activations = Readonly<Record<string, Activation>>;

/** What the probe says of one extension host. */
export type Report = { readonly activations: Activations } | { readonly error: string };
