import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import should from 'should';
import { PROVIDER_KINDS } from '../../../src/provider/kinds';
import type { Received, ReceivePolicy } from '../../../src/provider/receiver';
import { receiveSendSeven } from '../../../src/provider/sendseven/receive';
import { aPolicy, aReceived, aRequest, SECRET, signature, signedHeaders, TIME } from '../support/sendseven-events';

const vector = '{"id":"evt_1","type":"message.received"}';
const vectorSignature = 'sha256=1b93f3c6989f82e5ce24c56c3d76cb2ec997e8d764dd602147352124be5ee350';

const refusal = (status: 400 | 401, why: string) => ({ kind: 'refused', status, why });

/** What some of SendSeven's own examples make of a body before they verify it. */
function sortedAndCompact(body: string): string {
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body)).sort()));
}

function eventIn(received: Received) {
  should(received.kind).equal('event', JSON.stringify(received));
  return received as Extract<Received, { kind: 'event' }>;
}

describe('a signed request of SendSeven', () => {
  const receive = (body: string | Buffer, more = {}, policy = aPolicy()) =>
    receiveSendSeven(aRequest(body, more), policy);

  it('is believed with the published signature', () => {
    const headers = { 'x-sendseven-signature': vectorSignature, 'x-sendseven-timestamp': '1790000000' };
    const { event, replayKeys } = eventIn(receive(vector, { headers }));
    event.should.containEql({ id: 'evt_1', type: 'message.received' });
    replayKeys.should.eql(['evt_1']);
  });

  it('is believed with the published signature over UTF-8, which is then found to be no event', () => {
    const value = 'sha256=ea49f06579b26c8def5b60bf3dfa6bb2a8cd7b33d21bd36de7e5663cfc325a72';
    const headers = { 'x-sendseven-signature': value, 'x-sendseven-timestamp': '1790000000' };
    should(receive('{"text":"Grüße"}', { headers })).eql(refusal(400, 'not-an-event'));
  });

  for (const [title, body] of [
    ['unsorted keys', '{"type":"x","id":"1","data":{"z":1,"a":2}}'],
    ['spaces and lines', ' {\n  "id" : "1",\t"type": "x" }\r\n'],
    ['letters outside ASCII', '{"id":"1","type":"x","data":{"message":{"text":"Grüße 👋 \\u00fc"}}}'],
  ] as const) {
    it(`is judged by its bytes, so ${title} are nothing special`, () => {
      eventIn(receive(body)).event.should.containEql({ id: '1', type: 'x' });
      const rewritten = sortedAndCompact(body);
      rewritten.should.not.equal(body);
      should(receive(body, { headers: signedHeaders(rewritten) })).eql(refusal(401, 'bad-signature'));
    });
  }

  it('may be signed with any of the secrets', () => {
    const headers = signedHeaders(vector, TIME, 'new');
    eventIn(receive(vector, { headers }, aPolicy({ secrets: [SECRET, 'new'] })));
    eventIn(receive(vector, { headers }, aPolicy({ secrets: ['new', SECRET] })));
    should(receive(vector, { headers })).eql(refusal(401, 'bad-signature'));
  });

  it('is known again by the id of its envelope, and without one by its bytes', () => {
    eventIn(receive('{"id":7,"type":"x"}')).replayKeys.should.eql(['7']);
    const [first, again, other] = ['{"type":"x"}', '{"type":"x"}', '{"type":"x" }'].map(
      (body) => eventIn(receive(body)).event.id,
    );
    should(first).match(/^[0-9a-f]{64}$/);
    should(again).equal(first);
    should(other).not.equal(first);
  });

  it('may be up to 300 seconds old, or ahead', () => {
    for (const seconds of [-300, 0, 300]) eventIn(receive(vector, { at: (TIME + seconds) * 1000 }));
    for (const seconds of [-301, 301, 86_400]) {
      should(receive(vector, { at: (TIME + seconds) * 1000 })).eql(refusal(401, 'stale'));
    }
  });

  for (const timestamp of ['', 'now', '1790000000.0', '1.79e9', '-1', '+1790000000', '0x6AB1', '9'.repeat(400)]) {
    it(`is stale when its time is "${timestamp.slice(0, 12)}"`, () => {
      const headers = signedHeaders(vector, timestamp);
      should(receive(vector, { headers })).eql(refusal(401, 'stale'));
    });
  }

  it('is not believed with a signature written in another way', () => {
    const hex = vectorSignature.slice(7);
    for (const value of ['', 'sha256=', hex, hex.toUpperCase(), `sha256=${hex.toUpperCase()}`, `SHA256=${hex}`]) {
      const headers = { ...signedHeaders(vector), 'x-sendseven-signature': value };
      should(receive(vector, { headers })).eql(refusal(401, 'bad-signature'));
    }
    const twice = { ...signedHeaders(vector), 'x-sendseven-signature': `${vectorSignature}, ${vectorSignature}` };
    should(receive(vector, { headers: twice })).eql(refusal(401, 'bad-signature'));
  });

  it('is not believed with a signature over the body alone', () => {
    const value = `sha256=${createHmac('sha256', SECRET).update(vector).digest('hex')}`;
    const headers = { ...signedHeaders(vector), 'x-sendseven-signature': value };
    should(receive(vector, { headers })).eql(refusal(401, 'bad-signature'));
  });

  it('is unsigned when either header is missing', () => {
    const { 'x-sendseven-signature': value, 'x-sendseven-timestamp': time } = signedHeaders(vector);
    for (const headers of [{}, { 'x-sendseven-signature': value }, { 'x-sendseven-timestamp': time }]) {
      should(receive(vector, { headers })).eql(refusal(401, 'unsigned'));
    }
  });

  for (const [body, why] of [
    ['', 'not-json'],
    ['{"id":"1","type":"x"', 'not-json'],
    ['['.repeat(100) + ']'.repeat(100), 'not-json'],
    ['[]', 'not-an-event'],
    ['null', 'not-an-event'],
    ['"message.received"', 'not-an-event'],
    ['{}', 'not-an-event'],
    ['{"id":"1","type":""}', 'not-an-event'],
    ['{"id":"1","type":["message.received"]}', 'not-an-event'],
  ] as const) {
    it(`is refused as ${why} when it says ${body.slice(0, 40)}`, () => {
      should(receive(body)).eql(refusal(400, why));
    });
  }

  it('cannot reach the prototype of objects through a copy of the event', () => {
    const { event } = eventIn(
      receive('{"id":"1","type":"x","data":{"contact":{"__proto__":{"bad":1}}},"__proto__":{"bad":1}}'),
    );
    for (const part of [event.body, event.contact]) {
      Object.keys(part as object).should.not.containEql('__proto__');
      should((Object.assign({}, part) as Record<string, unknown>).bad).be.undefined();
    }
  });

  it('is refused after any change of one bit in body, time or signature', () => {
    const body = JSON.stringify(aReceived());
    const parts = { body, ...signedHeaders(body) };
    const part = fc.constantFrom(...(Object.keys(parts) as (keyof typeof parts)[]));
    fc.assert(
      fc.property(part, fc.nat(), fc.nat(7), (name, at, bit) => {
        const bytes = Buffer.from(parts[name]);
        const index = at % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(index) ^ (1 << bit), index);
        const { body: text, ...headers } = { ...parts, [name]: name === 'body' ? bytes : bytes.toString('latin1') };
        should(receive(text, { headers }).kind).equal('refused');
      }),
      { numRuns: 1_000 },
    );
  });

  it('is an event or a refusal, whatever the bytes and the headers are', () => {
    const anyHeader = fc.option(fc.oneof(fc.string(), fc.array(fc.string())), { nil: undefined });
    const names = ['x-sendseven-signature', 'x-sendseven-timestamp', 'x-sendseven-event', 'authorization'];
    const headers = fc.record(Object.fromEntries(names.map((name) => [name, anyHeader])));
    const policy = aPolicy({ expectsChallenge: () => true });
    fc.assert(
      fc.property(fc.uint8Array(), headers, fc.boolean(), (bytes, given, sign) => {
        const body = Buffer.from(bytes);
        const request = aRequest(body, { headers: { ...given, ...(sign && signedHeaders(body)) } });
        ['event', 'challenge', 'refused'].should.containEql(receiveSendSeven(request, policy).kind);
        should(receiveSendSeven(request, { ...policy, secrets: [] }).kind).not.equal('event');
      }),
    );
  });

  it('is read by what the account names as its provider', () => {
    PROVIDER_KINDS.sendseven.receive.should.equal(receiveSendSeven);
  });
});

describe('an account of SendSeven without a secret', () => {
  for (const secrets of [[], ['']]) {
    it(`refuses everything (${JSON.stringify(secrets)})`, () => {
      const headers = signedHeaders(vector, TIME, '');
      should(receiveSendSeven(aRequest(vector, { headers }), aPolicy({ secrets }))).eql(refusal(401, 'no-secret'));
    });

    it(`takes everything when it accepts what is unsigned (${JSON.stringify(secrets)})`, () => {
      const policy = aPolicy({ secrets, acceptUnsigned: true });
      for (const headers of [{}, signedHeaders(vector, 1, 'wrong')]) {
        eventIn(receiveSendSeven(aRequest(vector, { headers }), policy));
      }
    });
  }
});

describe('an account of SendSeven with a secret that accepts what is unsigned', () => {
  const policy = aPolicy({ acceptUnsigned: true });

  it('takes what bears no signature', () => {
    eventIn(receiveSendSeven(aRequest(vector, { headers: {} }), policy));
  });

  it('still refuses what is signed wrongly, too long ago, or without a time', () => {
    const why = (headers: Record<string, string>) => receiveSendSeven(aRequest(vector, { headers }), policy);
    should(why(signedHeaders(vector, TIME, 'wrong'))).eql(refusal(401, 'bad-signature'));
    should(why(signedHeaders(vector, TIME - 301))).eql(refusal(401, 'stale'));
    should(why({ 'x-sendseven-signature': signature(vector) })).eql(refusal(401, 'unsigned'));
  });
});

describe('the Authorization that an account asks for', () => {
  const policy = aPolicy({ authorization: 'Basic Z2VoZWlt', expectsChallenge: () => true });
  const receive = (headers: object) =>
    receiveSendSeven(aRequest(vector, { headers: { ...signedHeaders(vector), ...headers } }), policy);

  it('lets in what bears it and is signed', () => {
    eventIn(receive({ authorization: 'Basic Z2VoZWlt' }));
    should(receive({ authorization: 'Basic Z2VoZWlt', 'x-sendseven-signature': 'sha256=' })).eql(
      refusal(401, 'bad-signature'),
    );
  });

  it('keeps out everything else, but for challenges, which may come without', () => {
    for (const headers of [{}, { authorization: '' }, { authorization: 'Basic Z2VoZWl' }]) {
      should(receive(headers)).eql(refusal(401, 'bad-authorization'));
    }
    const body = Buffer.from(JSON.stringify({ type: 'sendseven_verification', challenge: 'a'.repeat(32) }));
    should(receiveSendSeven(aRequest(body), policy)).match({ kind: 'challenge' });
  });

  it('is not asked for when it is empty', () => {
    eventIn(receiveSendSeven(aRequest(vector), aPolicy({ authorization: '' })));
  });
});

describe('the challenge of SendSeven', () => {
  const word = '0123456789abcdef0123456789abcdef';
  const challenge = { type: 'sendseven_verification', challenge: word, webhook_id: 'wh-1', timestamp: '2026-09-16' };
  const header = { 'x-sendseven-event': 'verification' };
  const ask = (
    body: object,
    headers: object = header,
    expects: ReceivePolicy['expectsChallenge'] = (id) => id === 'wh-1',
  ) =>
    receiveSendSeven(
      aRequest(JSON.stringify(body), { headers: headers as Record<string, string> }),
      aPolicy({ secrets: [], expectsChallenge: expects }),
    );

  it('is answered with its word, and nothing else, where it is expected', () => {
    should(ask(challenge)).eql({ kind: 'challenge', answer: { challenge: word } });
  });

  it('is known by its body or by its header alone', () => {
    should(ask(challenge, {}).kind).equal('challenge');
    should(ask({ ...challenge, type: undefined }).kind).equal('challenge');
  });

  it('is refused where none is expected, or that of another endpoint', () => {
    should(ask({ ...challenge, webhook_id: 'wh-2' })).eql(refusal(401, 'unexpected-challenge'));
    should(ask(challenge, header, () => false)).eql(refusal(401, 'unexpected-challenge'));
  });

  it('may lack the id of its endpoint: then it is the account that knows', () => {
    const asked: unknown[] = [];
    ask({ ...challenge, webhook_id: { id: 'wh-1' } }, header, (id) => asked.push(id) > 0);
    should(asked).eql([undefined]);
  });

  for (const odd of [undefined, null, 7, '', 'a b', '<script>', 'ü', 'x'.repeat(257), [word], { word }]) {
    it(`is not repeated when it is ${JSON.stringify(odd)?.slice(0, 20)}`, () => {
      should(ask({ ...challenge, challenge: odd })).eql(refusal(400, 'not-an-event'));
    });
  }

  it('is not looked for in large bodies', () => {
    const large = { ...challenge, more: 'x'.repeat(5_000) };
    should(ask(large)).eql(refusal(400, 'not-an-event'));
    should(ask(large, {})).eql(refusal(401, 'no-secret'));
  });

  it('is not what a message is that speaks of it', () => {
    const body = JSON.stringify(aReceived({ text: 'sendseven_verification' }));
    eventIn(receiveSendSeven(aRequest(body), aPolicy({ expectsChallenge: () => true })));
  });
});
