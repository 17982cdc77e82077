import type { FailureKind } from './errors.ts';

/** What a failure means, and whether the request may have been billed all the same. */
export interface FailureMeaning {
  readonly kind: FailureKind;
  readonly mayBeBilled?: true;
}

type Rule = readonly [words: RegExp, kind: FailureKind, mayBeBilled?: true];

/** A code says more than a status: gateways wrap the client's mistakes in 5xx. First match wins. */
const rulesByCode: readonly Rule[] = [
  [
    /^(content_policy_violation|moderation_blocked|sensitive_words_detected|prompt_blocked|violation_fee.*)$/,
    'promptRefused',
  ],
  [
    /^(insufficient_user_quota|pre_consume_token_quota_failed|insufficient_quota|billing_hard_limit_reached)$/,
    'outOfCredit',
  ],
  [/^model_not_found$/, 'modelUnknown'],
  [/^rate_limit_exceeded$/, 'rateLimited'],
  [/^(invalid_api_key|permission_denied)$/, 'keyRejected'],
  [/^(read_request_body_failed|prompt_too_long|string_above_max_length)$/, 'tooLarge'],
  [
    /^(unknown_parameter|invalid_value|invalid_request|invalid_image_.*|prompt_missing|.*_not_supported|.*_not_within_range|convert_request_failed)$/,
    'badRequest',
  ],
  [/^api_not_implemented$/, 'wrongAddress'],
  [/^(get_channel_failed|channel:no_available_key)$/, 'serverTrouble'],
  [/^(bad_response_status_code|do_request_failed|bad_response_body|empty_response)$/, 'serverTrouble', true],
];

const rulesByText: readonly Rule[] = [
  [/no available channel for .*model|model .*(does not exist|not found)/i, 'modelUnknown'],
  [/^invalid url/i, 'wrongAddress'],
  [/unknown parameter/i, 'badRequest'],
  [/credit limit is insufficient|insufficient (balance|quota|credit)/i, 'outOfCredit'],
  [/model is currently busy/i, 'serverTrouble', true],
];

/** By the code, then the words, then the status: https://apidoc.cometapi.com (error codes). */
export function failureMeaning(status: number, code: string | undefined, message: string | undefined): FailureMeaning {
  const rule =
    rulesByCode.find(([words]) => code !== undefined && words.test(code)) ??
    rulesByText.find(([words]) => message !== undefined && words.test(message));
  if (!rule) return meaningOfStatus(status);
  const [, kind, mayBeBilled] = rule;
  return { kind, ...(mayBeBilled && { mayBeBilled }) };
}

const kindsByStatus: Readonly<Record<number, FailureKind>> = {
  401: 'keyRejected',
  402: 'outOfCredit',
  403: 'keyRejected',
  404: 'wrongAddress',
  405: 'wrongAddress',
  413: 'tooLarge',
  429: 'rateLimited',
  501: 'wrongAddress',
  503: 'serverTrouble',
};

function meaningOfStatus(status: number): FailureMeaning {
  const kind = kindsByStatus[status];
  if (kind) return { kind };
  if (status >= 500 || status === 408) return { kind: 'serverTrouble', mayBeBilled: true };
  if (status >= 400) return { kind: 'badRequest' };
  return status >= 300 ? { kind: 'wrongAddress' } : { kind: 'badAnswer', mayBeBilled: true };
}
