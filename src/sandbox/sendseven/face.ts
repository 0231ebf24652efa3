import type { World } from '../core/world';
import type { Answer } from '../http/exchange';
import type { ApiCall, Face, Operation, RefusedCall } from '../http/face';
import type { RateLimiter } from '../rate-limit/rate-limiter';
import { invalid, refused } from './answers';
import type { Context, Outcome } from './context';
import { fingerprintOf, IdempotencyStore } from './idempotency';
import { findRoute, type Route } from './routes';
import type { Grant, Tokens } from './tokens';
import type { Validator } from './validate';
import type { Publisher } from './webhooks/publisher';

export interface FaceParts {
  readonly world: World;
  readonly publisher: Publisher;
  readonly tokens: Tokens;
  readonly limiter: RateLimiter;
  readonly validator: Validator;
  readonly missingAddressStatus: 400 | 422;
}

/** The API as its callers see it: who may do what, how often, and what comes of it. */
export class SendSevenFace implements Face {
  readonly prefix = '/api/v1';
  readonly tooLarge = refused(413, 'Request body too large');
  readonly #parts: FaceParts;
  readonly #idempotency = new IdempotencyStore();

  constructor(parts: FaceParts) {
    this.#parts = parts;
  }

  /** The way in, in the order of the real API: route, token, rate limit, tenant, scope, body. */
  open(call: ApiCall): Operation | RefusedCall {
    const match = findRoute(call.path);
    if (!match) return { refusal: refused(404, 'Not Found') };
    const route = match.methods[call.method];
    if (!route) return { refusal: methodNotAllowed(Object.keys(match.methods)) };

    const grant = this.#parts.tokens.find(call.headers.authorization);
    if (!grant) return { refusal: notAuthenticated };
    const { allowed, headers } = this.#parts.limiter.take(grant.id, call.now);
    if (!allowed) return { headers, refusal: refused(429, 'Too many requests') };
    const forbidden = forbid(grant, route, call.headers['x-tenant-id']);
    if (forbidden) return { headers, refusal: forbidden };

    const input = this.#read(call, match.pattern, route);
    if ('errors' in input) return { headers, refusal: invalid(input.errors) };
    const { missingAddressStatus, world, publisher } = this.#parts;
    const { id, subId } = match;
    const rest = { tenantId: grant.tenantId, now: call.now, id, subId, missingAddressStatus };
    const context: Context = { world, publisher, ...rest, ...input };
    return { headers, target: targetOf(context), perform: () => this.#perform(call, route, grant, context) };
  }

  #read(call: ApiCall, pattern: string, route: Route) {
    const { validator } = this.#parts;
    if (route.body === undefined) {
      const query = validator.query(pattern, call.query);
      return 'errors' in query ? query : { query: query.value, body: {} };
    }
    if (route.bodyIsOptional && call.rawBody.length === 0) return { query: {}, body: {} };
    const body = validator.body(route.body, call.rawBody, call.headers['content-type']);
    return 'errors' in body ? body : { query: {}, body: body.value };
  }

  #perform(call: ApiCall, route: Route, grant: Grant, context: Context): Outcome {
    const given = call.headers['idempotency-key'];
    if (typeof given !== 'string' || call.method !== 'POST') return route.handle(context);
    const key = `${grant.id} ${given}`;
    const fingerprint = fingerprintOf(call.method, call.path, call.rawBody);
    const recall = this.#idempotency.recall(key, fingerprint, call.now);
    if (recall.kind === 'again') return { answer: recall.answer };
    if (recall.kind === 'conflict') return { answer: keyReused };
    const outcome = route.handle(context);
    if ('answer' in outcome && outcome.answer.status < 300) {
      this.#idempotency.remember(key, fingerprint, outcome.answer, call.now);
    }
    return outcome;
  }
}

const notAuthenticated: Answer = { ...refused(401, 'Not authenticated'), headers: { 'www-authenticate': 'Bearer' } };

const keyReused = refused(409, 'Idempotency-Key was already used with a different request body');

function methodNotAllowed(methods: readonly string[]): Answer {
  return { ...refused(405, 'Method Not Allowed'), headers: { allow: methods.join(', ') } };
}

function forbid(grant: Grant, { scope }: Route, tenantId: string | string[] | undefined): Answer | undefined {
  if (tenantId !== undefined && tenantId !== grant.tenantId)
    return refused(403, 'Token does not belong to this tenant');
  if (scope && grant.scopes && !grant.scopes.has(scope)) return refused(403, `Missing scope ${scope}`);
  return undefined;
}

function targetOf({ body }: Context): Operation['target'] {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return { conversationId: text(body.conversation_id), text: text(body.text) };
}
