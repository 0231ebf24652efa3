import { EventEmitter } from 'node:events';
import should from 'should';
import { followLifeCycle, stoppingForGood } from '../../../nodes/runtime/life-cycle';
import { office } from '../../../nodes/runtime/office';
import type { NodeAPI } from '../../../nodes/runtime/red';
import type { Outcome } from '../../../src/delivery/entry';
import { aMessage, aPolicy } from '../../support/delivery-entries';

describe("following Node-RED's life", () => {
  const events = new EventEmitter();
  const warned: string[] = [];
  const codes: string[] = [];
  let config: object;

  /** As Node-RED tells it, with the configuration that is active by then. */
  const tell = (event: 'starting' | 'started' | 'stopping') => events.emit(`flows:${event}`, { config });

  function receive(_luggage: unknown, outcome: Outcome): void {
    codes.push(outcome.ok ? 'delivered' : outcome.failure.code);
  }

  /** Sends by the account `gone`, whose connection never comes. */
  function submit(): void {
    office.submit('gone', { message: aMessage('c', 'm'), priority: 'normal', senderId: 's', luggage: undefined });
  }

  before(() => followLifeCycle({ events, log: { warn: (text: string) => warned.push(text) } } as unknown as NodeAPI));

  beforeEach(() => {
    config = { flows: 'first' };
    tell('starting');
    office.open('gone', { policy: aPolicy({}), connect: () => new Promise(() => {}) });
    office.mailbox.register('s', receive);
    submit();
    codes.length = 0;
    warned.length = 0;
  });

  afterEach(async () => {
    await office.remove('gone');
    office.mailbox.unregister('s', receive);
    tell('starting');
    tell('started');
  });

  /** A deploy closes the nodes that run. */
  function deploy(): void {
    config = { flows: 'second' };
    tell('stopping');
    office.suspend('gone');
  }

  it('removes an account that is not there when a deploy is over', async () => {
    deploy();
    tell('starting');
    tell('started');
    await new Promise(setImmediate);
    should(codes).eql(['ERR_ACCOUNT_REMOVED']);
  });

  it('removes none when the start that a deploy has overtaken comes to its end', async () => {
    deploy();
    tell('started');
    await new Promise(setImmediate);
    should(codes).eql([]);
    office.mailbox.release();
    should(office.mailbox.pending).eql({ expected: 1, waiting: 0 });
  });

  it('takes one stop after another for deploys as long as each brings a configuration', () => {
    deploy();
    config = { flows: 'third' };
    tell('stopping');
    should(stoppingForGood()).equal(undefined);
  });

  it('takes a stop for the end when it brings what could not be started', () => {
    office.mailbox.unregister('s', receive);
    deploy();
    tell('stopping');
    should(stoppingForGood()).be.a.Promise();
    should(warned).eql([
      '[node-red-contrib-conversations] Node-RED stops, and no node is left to wait: 1 messages may not have been sent.',
    ]);
  });
});
