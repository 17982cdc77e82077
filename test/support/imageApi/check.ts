import { gatewayError, modelNotFound } from './errors.ts';
import type { Refusal } from './errors.ts';
import { families, otherServer } from './families.ts';
import type { Family } from './families.ts';
import type { Body, RawBody } from './gateway.ts';
import { gatewayRefusal } from './gateway.ts';
import { upstreamRefusal } from './upstream.ts';

export interface Strictness {
  /** Ids that are known but no longer routed, as after a retirement. */
  readonly retired: readonly string[];
  /** Serve ids of no known family, as a server of another make does. */
  readonly anyModel: boolean;
  /** The sources disagree about gpt-image-2 and `background: transparent`. */
  readonly gptImage2Transparent: boolean;
  /** Access to gif, svg and their keys on gpt-image-2.5 and later. */
  readonly preview: boolean;
}

export type Verdict =
  { readonly refusal: Refusal } | { readonly refusal: undefined; readonly family: Family; readonly body: Body };

/** The gateway looks first, then the service behind it: the order of their refusals is theirs. */
export function checkGeneration(raw: RawBody, strictness: Strictness): Verdict {
  const { model } = raw;
  if (typeof model !== 'string' || model === '') return { refusal: gatewayError(400, 'model name is required') };
  const family = familyOf(model, strictness);
  if (!family) return { refusal: unserved(model) };
  const body = { ...raw, model };
  const refusal = gatewayRefusal(body, family) ?? upstreamRefusal(body, allowed(family, strictness));
  return refusal ? { refusal } : { refusal, family, body };
}

function familyOf(model: string, { retired, anyModel }: Strictness): Family | undefined {
  if (retired.includes(model)) return undefined;
  return families.find(({ ids }) => ids.test(model)) ?? (anyModel ? otherServer : undefined);
}

function unserved(model: string): Refusal {
  const message = 'not supported model for image generation, only imagen models are supported';
  return /^gemini-.*-image/.test(model) ? gatewayError(500, message, 'convert_request_failed') : modelNotFound(model);
}

function allowed(family: Family, strictness: Strictness): Family {
  const { preview } = family;
  const withPreview =
    preview && strictness.preview
      ? { ...family.keys, ...preview.keys, output_format: ['png', 'jpeg', 'webp', ...preview.formats] }
      : family.keys;
  return { ...family, keys: withPreview, noTransparency: !!family.noTransparency && !strictness.gptImage2Transparent };
}
