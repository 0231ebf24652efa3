import { ok } from './answers';
import type { Context, Outcome } from './context';

/** GET /users/me: the person behind the token. Needs no scope, so it serves as a test of credentials. */
export function currentUser({ tenantId }: Context): Outcome {
  return {
    answer: ok({
      id: '5a4db0c5-0000-4000-8000-0000000000aa',
      email: 'sandbox@example.com',
      name: 'Sandbox User',
      display_name: 'Sandbox',
      avatar_url: null,
      preferred_language: 'en',
      created_at: '2026-01-01T00:00:00Z',
      tenant_id: tenantId,
      role: 'admin',
      tenant_multi_agent_mode: false,
    }),
  };
}
