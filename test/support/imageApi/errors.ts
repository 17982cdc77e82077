import type { Reply } from './exchange.ts';
import { json } from './exchange.ts';

/** An error of the service. Absent fields take the gateway's: its type, and empty param and code. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly type?: string;
  readonly param?: string | null;
  readonly code?: string | number | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** CometAPI's envelope: the request id closes the message, and an upstream error keeps its own type. */
export function refusalReply(refusal: Refusal, requestId: string): Reply {
  const { message, type = 'comet_api_error', param = '', code = '', more } = refusal;
  const error = { message: `${message} (request id: ${requestId})`, type, param, code, ...more };
  const reply = json(refusal.status, { error });
  return { ...reply, headers: { ...reply.headers, ...refusal.headers } };
}

export function gatewayError(status: number, message: string, code = ''): Refusal {
  return { status, message, code };
}

export function invalidRequest(message: string): Refusal {
  return gatewayError(500, message, 'invalid_request');
}

export function modelNotFound(model: string): Refusal {
  const message = `no available channel for group default and model ${model} (distributor)`;
  return gatewayError(503, message, 'model_not_found');
}

export function openAiError(param: string | null, code: string | null, message: string): Refusal {
  return { status: 400, type: 'invalid_request_error', param, code, message };
}

export function imageUserError(param: string | null, code: string, message: string): Refusal {
  return { ...openAiError(param, code, message), type: 'image_generation_user_error' };
}

/** `retryAfter` goes out as it is: seconds, a date or nonsense. */
export function rateLimit(retryAfter?: string): Refusal {
  return {
    ...openAiError(null, 'rate_limit_exceeded', 'Rate limit reached for images per min: Limit 5, Used 5, Requested 1.'),
    status: 429,
    type: 'requests',
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
  };
}

export function moderationBlocked(details?: { stage: 'input' | 'output' | 'unknown'; categories: string[] }): Refusal {
  const message = 'Your request was rejected by the safety system.';
  const refusal = imageUserError(null, 'moderation_blocked', message);
  return details
    ? { ...refusal, more: { moderation_details: { moderation_stage: details.stage, categories: details.categories } } }
    : refusal;
}

export const contentPolicyViolation: Refusal = openAiError(
  null,
  'content_policy_violation',
  'Your request was rejected as a result of our safety system.',
);
export const wrongKey = (shown: string): Refusal => gatewayError(401, `Invalid token [${shown}]`);
export const paymentRequired: Refusal = gatewayError(402, 'Payment required');
export const accountOutOfCredit: Refusal = gatewayError(
  403,
  "User's credit limit is insufficient, remaining: 0.000000",
  'insufficient_user_quota',
);
export const keyQuotaSpent: Refusal = gatewayError(
  403,
  'token quota is not enough, token remain quota: 0.000000',
  'pre_consume_token_quota_failed',
);
export const openAiOutOfCredit: Refusal = {
  ...openAiError(null, 'insufficient_quota', 'You exceeded your current quota.'),
  status: 429,
  type: 'insufficient_quota',
};
export const organizationNotVerified: Refusal = {
  ...openAiError(null, null, 'Your organization must be verified to use the model.'),
  status: 403,
};
export const noChannel: Refusal = gatewayError(500, 'failed to get a channel', 'get_channel_failed');
export const upstreamBusy: Refusal = gatewayError(
  500,
  'The model is currently busy, please try again later',
  'bad_response_status_code',
);
export const upstreamLost: Refusal = gatewayError(500, 'do request failed', 'do_request_failed');
export const internalError: Refusal = gatewayError(500, 'internal server error');
export const badGateway: Refusal = gatewayError(502, 'bad gateway');
export const unavailable: Refusal = gatewayError(503, 'service temporarily unavailable');
export const gatewayTimeout: Refusal = gatewayError(504, 'gateway timeout');
export const originTimeout: Refusal = gatewayError(524, 'a timeout occurred');
