import { randomUUID } from 'node:crypto';
import type { Timers } from '../../clock';
import type { World } from '../../core/world';
import type { Deliverer } from '../../webhooks/deliverer';
import { timestamp } from '../message-wire';
import { sendChallenge } from './challenge';
import type { DeliveryRecord, OutgoingEvent } from './delivery-record';
import { Dispatch } from './dispatch';
import { type Endpoint, newEndpoint, wants } from './endpoint';
import { isKnownEvent } from './event-types';
import { exampleData } from './example';
import { type Happening, happeningOf } from './happenings';
import { serialise } from './serialise';
import { type BodyStyle, defaultStyle, type WebhookStyle } from './style';

type Data = Readonly<Record<string, unknown>>;

/** Tells the endpoints of every tenant what happens in the world. Without endpoints it costs next to nothing. */
export class Publisher {
  /** How bodies are written from now on. */
  style: WebhookStyle = defaultStyle;
  readonly #dispatches = new Map<string, Dispatch>();
  readonly #world: World;
  readonly #timers: Timers;
  readonly #deliverer: Deliverer;
  readonly #random: () => number;
  #turn = 0;

  /** @param random numbers from 0 to below 1, for the order of keys */
  constructor(world: World, timers: Timers, deliverer: Deliverer, random: () => number) {
    this.#world = world;
    this.#timers = timers;
    this.#deliverer = deliverer;
    this.#random = random;
    world.subscribe((event) => {
      if (this.#dispatches.size === 0) return;
      const happening = happeningOf(event, world);
      if (happening) this.#publish(happening);
    });
  }

  dispatchesOf(tenantId: string): Dispatch[] {
    return [...this.#dispatches.values()].filter(({ endpoint }) => endpoint.tenantId === tenantId);
  }

  find(id: string, tenantId: string): Dispatch | undefined {
    const found = this.#dispatches.get(id);
    return found?.endpoint.tenantId === tenantId ? found : undefined;
  }

  /** Adds an endpoint and sends it the challenge. @param body valid by `WebhookEndpointCreate` */
  add(tenantId: string, body: Data): Endpoint {
    const endpoint = newEndpoint(tenantId, body, this.#timers.now());
    this.#dispatches.set(endpoint.id, new Dispatch(endpoint, this.#timers, this.#deliverer));
    this.challenge(endpoint);
    return endpoint;
  }

  challenge(endpoint: Endpoint): void {
    sendChallenge(endpoint, this.#deliverer, this.#timers);
  }

  remove(dispatch: Dispatch): void {
    dispatch.close();
    this.#dispatches.delete(dispatch.endpoint.id);
  }

  /**
   * Tells of something that the world does not know by itself. An event outside the catalogue goes to every verified
   * endpoint, since nobody can subscribe to it.
   */
  emit(tenantId: string, type: string, data: Data): void {
    const subjectId = randomUUID();
    if (isKnownEvent(type)) {
      this.#publish({ type, tenantId, subjectId, data: () => data });
      return;
    }
    const ready = this.dispatchesOf(tenantId).filter(({ endpoint }) => endpoint.isActive && endpoint.isVerified);
    this.#deliver(ready, () => this.#event(tenantId, type, subjectId, data));
  }

  /** Delivers an example of an event to one endpoint, once. */
  test(dispatch: Dispatch, type: string): Promise<DeliveryRecord> {
    const { tenantId } = dispatch.endpoint;
    const data = exampleData(type, tenantId, this.#world, this.#bodyStyle(), this.#timers.now());
    return dispatch.try(this.#event(tenantId, type, randomUUID(), data));
  }

  #publish({ type, tenantId, subjectId, channelId, data }: Happening): void {
    const interested = [...this.#dispatches.values()].filter(({ endpoint }) =>
      wants(endpoint, tenantId, type, channelId),
    );
    this.#deliver(interested, () => this.#event(tenantId, type, subjectId, data(this.#bodyStyle())));
  }

  /** The event is written once for all, and not at all when nobody wants it. */
  #deliver(dispatches: readonly Dispatch[], event: () => OutgoingEvent): void {
    if (dispatches.length === 0) return;
    const written = event();
    for (const dispatch of dispatches) dispatch.deliver(written);
  }

  #event(tenantId: string, type: string, subjectId: string, data: Data): OutgoingEvent {
    const created_at = timestamp(this.#timers.now());
    const envelope = { id: randomUUID(), type, created_at, tenant_id: tenantId, event_id: subjectId, data };
    return { type, subjectId, body: serialise(envelope, this.style.keyOrder, this.#random) };
  }

  #bodyStyle(): BodyStyle {
    const { tapForm, rawMedia } = this.style;
    if (tapForm !== 'rotate') return { tapForm, rawMedia };
    this.#turn = (this.#turn % 3) + 1;
    return { tapForm: this.#turn as BodyStyle['tapForm'], rawMedia };
  }
}
