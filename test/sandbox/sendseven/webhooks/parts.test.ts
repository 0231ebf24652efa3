import should from 'should';
import { seededRandom } from '../../../../src/sandbox/faults/random';
import { retryDelays } from '../../../../src/sandbox/sendseven/webhooks/backoff';
import { Breaker } from '../../../../src/sandbox/sendseven/webhooks/breaker';
import { newRecord } from '../../../../src/sandbox/sendseven/webhooks/delivery-record';
import { eventTypes } from '../../../../src/sandbox/sendseven/webhooks/event-types';
import { serialise } from '../../../../src/sandbox/sendseven/webhooks/serialise';
import { WaitingEvents } from '../../../../src/sandbox/sendseven/webhooks/waiting-events';

const hour = 60 * 60 * 1000;

describe('the waits between retries', () => {
  it('double from 30 seconds, and the default of 8 takes about two hours', () => {
    retryDelays('exponential', 3).should.eql([30_000, 60_000, 120_000]);
    const total = retryDelays('exponential', 8).reduce((sum, one) => sum + one);
    (total / hour).should.be.within(1.5, 2.5);
    Math.max(...retryDelays('exponential', 15)).should.equal(hour);
  });

  it('grow evenly, or there are none', () => {
    retryDelays('linear', 3).should.eql([60_000, 120_000, 180_000]);
    retryDelays('none', 8).should.eql([]);
  });
});

describe('the circuit breaker of an endpoint', () => {
  const fail = (breaker: Breaker, times: number) =>
    Array.from({ length: times }, (_, index) => breaker.failed(index)).filter(Boolean).length;

  it('suspends after 20 failures in a row, not after a success in between', () => {
    const breaker = new Breaker();
    fail(breaker, 19);
    breaker.succeeded();
    should(breaker.incidentSince).be.undefined();
    fail(breaker, 19).should.equal(0);
    breaker.state.should.equal('closed');
    breaker.failed(100).should.be.true();
    breaker.state.should.equal('suspended');
    should(breaker.incidentSince).equal(0);
  });

  it('suspends at the first failure on probation', () => {
    const breaker = new Breaker();
    fail(breaker, 20);
    breaker.reactivate(1_000);
    breaker.state.should.equal('probation');
    breaker.failed(1_001).should.be.true();
    breaker.reactivate(2_000);
    breaker.succeeded();
    breaker.state.should.equal('probation');
    breaker.close();
    breaker.state.should.equal('closed');
    fail(breaker, 19).should.equal(0);
  });
});

describe('the events that wait for an endpoint', () => {
  const at = (now: number) => newRecord({ type: 'x', subjectId: 'x', body: Buffer.alloc(0) }, now, now);

  it('leave in the order in which they happened', () => {
    const waiting = new WaitingEvents();
    const records = [at(1), at(3), at(2)];
    for (const record of records) waiting.add(record, 3);
    [1, 2, 3].map(() => waiting.take(3)?.createdAt).should.eql([1, 2, 3]);
    should(waiting.take(3)).be.undefined();
  });

  it('are lost after 12 hours, and beyond 1,000', () => {
    const waiting = new WaitingEvents();
    const old = at(0);
    waiting.add(old, 0);
    waiting.add(at(hour), hour);
    should(waiting.take(12 * hour + 1)?.createdAt).equal(hour);
    should(old).containEql({ status: 'failed' });
    for (let index = 0; index < 1_001; index += 1) waiting.add(at(index), index);
    waiting.size.should.equal(1_000);
    waiting.dropped.should.equal(2);
  });
});

describe('the bodies of webhooks', () => {
  const value = { b: 'ü: , {\n}', a: [{ d: {}, c: [] }, 1] };
  const text = (order: 'natural' | 'sorted' | 'random') => serialise(value, order, seededRandom(1)).toString();

  it('have spaces and unsorted keys, and texts stay as they are', () => {
    text('natural').should.equal('{"b": "ü: , {\\n}", "a": [{"d": {}, "c": []}, 1]}');
  });

  it('can be sorted and compact', () => {
    text('sorted').should.equal('{"a":[{"c":[],"d":{}},1],"b":"ü: , {\\n}"}');
  });

  it('mean the same in any order', () => {
    for (const order of ['natural', 'sorted', 'random'] as const) JSON.parse(text(order)).should.eql(value);
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`key${index}`, index]));
    Object.keys(JSON.parse(serialise(many, 'random', seededRandom(1)).toString())).should.not.eql(Object.keys(many));
  });
});

describe('the catalogue of events', () => {
  it('has all 44, each once', () => {
    new Set(eventTypes.map(({ event }) => event)).size.should.equal(44);
  });
});
