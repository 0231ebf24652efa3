import type { ApiCall, Face, Operation, Outcome, RefusedCall } from '../http/face';
import type { RateLimiter } from '../rate-limit/rate-limiter';
import { flattened, invalid, notFound, refused } from './answers';
import type { AccessTokens } from './auth/access-tokens';
import { authorise } from './auth/authorise';
import type { Keys } from './auth/keys';
import type { TokenEndpoint } from './auth/token-endpoint';
import type { Context, SinchParts } from './context';
import { findRoute, type Match } from './routes';
import type { Json, Validator } from './schema/validate';

export interface FaceParts extends SinchParts {
  readonly keys: Keys;
  readonly tokens: AccessTokens;
  readonly tokenEndpoint: TokenEndpoint;
  readonly limiter: RateLimiter;
  readonly validator: Validator;
}

/** The Conversation API as its callers see it, and the token endpoint beside it. */
export class SinchFace implements Face {
  readonly prefix = '/sinch';
  readonly tooLarge = refused(413, 'Request body too large');
  readonly #parts: FaceParts;

  constructor(parts: FaceParts) {
    this.#parts = parts;
  }

  open(call: ApiCall): Operation | RefusedCall {
    if (call.path === '/oauth2/token') return this.#openTokenEndpoint(call);
    const opened = this.#open(call);
    if ('refusal' in opened) return { ...opened, refusal: this.#formed(opened.refusal) };
    return { ...opened, perform: () => this.#formedOutcome(opened.perform()) };
  }

  #openTokenEndpoint(call: ApiCall): Operation | RefusedCall {
    const opened = this.#parts.tokenEndpoint.open(call);
    if ('refusal' in opened) return opened;
    return { headers: {}, target: {}, perform: () => ({ answer: opened.issue() }) };
  }

  /** The way in: route, key, project, body, rate limit, form. The real order is not published. */
  #open(call: ApiCall): Operation | RefusedCall {
    const { keys, tokens, limiter, validator } = this.#parts;
    const match = findRoute(call.method, call.path);
    if (!match) return { refusal: notFound('Path') };
    const entry = authorise(call.headers.authorization, keys, tokens, call.now);
    if ('refusal' in entry) return { refusal: entry.refusal };
    if (entry.key.projectId !== match.projectId)
      return { refusal: refused(403, 'The key is not valid for this project') };
    const body = match.route.body ? parse(call) : {};
    if (!body) return { refusal: refused(400, 'The body is not a JSON object') };
    const { allowed, headers } = limiter.take(String(body.app_id ?? match.projectId), call.now);
    if (!allowed) return { headers, refusal: refused(429, 'Too many requests') };
    const violations = match.route.body ? validator(match.route.body, body) : [];
    if (violations.length > 0) return { headers, refusal: invalid(violations) };
    return this.#operation(call, match, body, headers);
  }

  #operation(
    { now, query }: ApiCall,
    { route, projectId, id }: Match,
    body: Json,
    headers: Operation['headers'],
  ): Operation {
    const context: Context = { ...this.#parts, projectId, now, id, body, query };
    return { headers, target: { text: textIn(body) }, perform: () => route.handle(context) };
  }

  #formed<T extends { readonly body?: unknown }>(answer: T): T {
    return this.#parts.settings.errorForm === 'flat' ? flattened(answer) : answer;
  }

  #formedOutcome(outcome: Outcome): Outcome {
    if ('answer' in outcome) return { ...outcome, answer: this.#formed(outcome.answer) };
    if ('fault' in outcome && outcome.fault.kind === 'status') return { fault: this.#formed(outcome.fault) };
    return outcome;
  }
}

function parse({ rawBody }: ApiCall): Json | undefined {
  try {
    const body = JSON.parse(rawBody.toString());
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a text message, at which faults can be aimed. */
function textIn({ message }: Json): string | undefined {
  const text = (message as { text_message?: { text?: unknown } } | undefined)?.text_message?.text;
  return typeof text === 'string' ? text : undefined;
}
