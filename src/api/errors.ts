import type { ImageContent } from '../images/imageContent.ts';

/** What went wrong, told apart by what the user does next. */
export type FailureKind =
  | 'keyMissing'
  | 'keyRejected'
  | 'outOfCredit'
  | 'overBudget'
  | 'rateLimited'
  | 'promptRefused'
  | 'badRequest'
  | 'modelUnknown'
  | 'tooLarge'
  | 'serverTrouble'
  | 'network'
  | 'wrongAddress'
  | 'badAnswer'
  | 'cancelled';

export interface FailureFacts {
  /** HTTP status of the answer, when there was one. */
  readonly status?: number;
  /** The service's own word for the failure. */
  readonly code?: string;
  /** The id to quote to the service's support. */
  readonly requestId?: string;
  /** The parameter that was refused, by the name of its setting where it has one. */
  readonly parameter?: string;
  /** US dollars: the value of that setting, a budget, which lets the request through. */
  readonly raiseTo?: number;
  /** How long the service asks to wait. */
  readonly retryAfterMs?: number;
  /** The request may have been accepted: sending it again may cost a second time. */
  readonly mayBeBilled?: boolean;
  /** The address of an image that was made but could not be fetched. */
  readonly imageUrl?: string;
  /** What arrived of an image that is not whole. */
  readonly salvage?: ImageContent;
  readonly cause?: unknown;
}

/** The one error of the image service. Its message is a sentence for people and holds no secret. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError';
  readonly kind: FailureKind;
  readonly facts: FailureFacts;

  constructor(kind: FailureKind, message: string, facts: FailureFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.kind = kind;
    this.facts = facts;
  }
}

/** The reason of an abort may be anything; the product knows one kind of cancel. */
export function cancelled(mayBeBilled: boolean): GenerationError {
  return new GenerationError('cancelled', 'Cancelled.', { mayBeBilled });
}
