import type { EndpointDraft, RemoteEndpoint } from '../provider/webhook-api';

/** One request that brings the provider's list nearer to what it should be. */
export type RepairStep =
  | { readonly kind: 'create' }
  /** Takes over an endpoint whose secret is not known. */
  | { readonly kind: 'renew'; readonly endpoint: RemoteEndpoint }
  | { readonly kind: 'update'; readonly endpoint: RemoteEndpoint }
  | { readonly kind: 'verify'; readonly endpoint: RemoteEndpoint }
  | { readonly kind: 'remove'; readonly endpoint: RemoteEndpoint };

/** What is known on this side. */
export interface Known {
  readonly draft: EndpointDraft;
  /** The endpoint whose secret is known. */
  readonly endpointId: string | undefined;
  /** Where an endpoint may have been made without our hearing of it, because the answer was lost. */
  readonly attempted: readonly string[];
  /** The `Authorization` that the endpoint was given, as far as known: the provider does not tell it. */
  readonly authorization: string | undefined;
  /** Somebody asked for a verification, needed or not. */
  readonly verify: boolean;
}

/** What has to be done so that one endpoint of ours is there, as it should be. Nothing, where it is. */
export function planRepair(remote: readonly RemoteEndpoint[], known: Known): RepairStep[] {
  const ours = findOurs(remote, known);
  const leftOver = remote.filter((endpoint) => endpoint !== ours && isAt(endpoint, known.attempted));
  const tidying = leftOver.map((endpoint): RepairStep => ({ kind: 'remove', endpoint }));
  return [...tidying, ...(ours ? repair(ours, known) : [{ kind: 'create' } as const])];
}

/** The one whose secret we know; else the one that delivers to our address already; else one that we may have made. */
function findOurs(remote: readonly RemoteEndpoint[], { draft, endpointId, attempted }: Known) {
  return (
    remote.find(({ id }) => id === endpointId) ??
    remote.find((endpoint) => isAt(endpoint, [draft.url])) ??
    remote.find((endpoint) => isAt(endpoint, attempted))
  );
}

function repair(endpoint: RemoteEndpoint, known: Known): RepairStep[] {
  const { draft, endpointId, authorization, verify } = known;
  const moves = !isAt(endpoint, [draft.url]);
  const differs = moves || !endpoint.active || !sameEvents(endpoint, draft) || authorization !== draft.authorization;
  // An endpoint that moves is verified anew without being asked.
  const unproven = !moves && (verify || !endpoint.verified || endpoint.suspendedAt !== undefined);
  const steps: (RepairStep | false)[] = [
    endpoint.id !== endpointId && { kind: 'renew', endpoint },
    differs && { kind: 'update', endpoint },
    unproven && { kind: 'verify', endpoint },
  ];
  return steps.filter((step) => step !== false);
}

function isAt({ url }: RemoteEndpoint, urls: readonly string[]): boolean {
  return urls.some((other) => canonicalUrl(url) === canonicalUrl(other));
}

/** A provider may write an address in its own way, for example its host in small letters. */
export function canonicalUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}

function sameEvents(endpoint: RemoteEndpoint, draft: EndpointDraft): boolean {
  const wanted = new Set(draft.events);
  const there = new Set(endpoint.events);
  return wanted.size === there.size && [...wanted].every((event) => there.has(event));
}
