import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import should from 'should';
import type { Received, ReceivePolicy } from '../../../src/provider/receiver';
import { receiveSinch } from '../../../src/provider/sinch/receive';

const SECRET = 'test-secret';
const TIME = 1_760_000_000;
const vector = '{"app_id":"A1","project_id":"P1","message":{"id":"M1"}}';
const unicode = '{ "app_id": "A1", "text": "Grüße 👋" }';

const policy = (more: Partial<ReceivePolicy> = {}): ReceivePolicy => ({
  secrets: [SECRET],
  acceptUnsigned: false,
  expectsChallenge: () => false,
  ...more,
});

function signed(body: string | Buffer, nonce = 'N1', time = String(TIME), secret = SECRET) {
  const signature = createHmac('sha256', secret).update(body).update(`.${nonce}.${time}`).digest('base64');
  return headers(signature, nonce, time);
}

function headers(signature: string, nonce: string, time: string): Record<string, string> {
  return {
    'x-sinch-webhook-signature': signature,
    'x-sinch-webhook-signature-algorithm': 'HmacSHA256',
    'x-sinch-webhook-signature-nonce': nonce,
    'x-sinch-webhook-signature-timestamp': time,
  };
}

const receive = (body: string | Buffer, given: Record<string, string> = signed(body), trust = policy(), at = TIME) =>
  receiveSinch({ headers: given, body: Buffer.from(body), at: at * 1000 }, trust);

const refusal = (status: 400 | 401, why: string) => ({ kind: 'refused', status, why });

function eventIn(received: Received) {
  should(received.kind).equal('event', JSON.stringify(received));
  return received as Extract<Received, { kind: 'event' }>;
}

describe('a signed request of Sinch', () => {
  it('is believed with the computed signature', () => {
    const given = headers('VedJtoZwvLmHen/fY2sV2xNmPTm1ELwpVa99ZuBqldw=', 'N0NCE1', '1760000000');
    eventIn(receive(vector, given)).event.should.containEql({ id: 'M1', type: 'message.received' });
  });

  it('is believed by its bytes, not by what they mean', () => {
    const given = headers('IjCIk+i8zUk1xQNSGyGkPffFiVv5sWV7brE2O0gvtwU=', 'N0NCE2', '1760000001');
    should(receive(unicode, given)).eql(refusal(400, 'not-an-event'));
    should(receive(JSON.stringify(JSON.parse(unicode)), given)).eql(refusal(401, 'bad-signature'));
  });

  it('is known again by what happened, also when it is signed anew, and by its nonce', () => {
    eventIn(receive(vector)).replayKeys.should.eql(['M1', 'nonce N1']);
    eventIn(receive(vector, signed(vector, 'N2'))).replayKeys.should.eql(['M1', 'nonce N2']);
  });

  it('may be signed with any of the secrets, and is not with an empty one', () => {
    const given = signed(vector, 'N1', String(TIME), 'new');
    eventIn(receive(vector, given, policy({ secrets: [SECRET, 'new'] })));
    should(receive(vector, given)).eql(refusal(401, 'bad-signature'));
    const empty = signed(vector, 'N1', String(TIME), '');
    should(receive(vector, empty, policy({ secrets: [''] }))).eql(refusal(401, 'no-secret'));
  });

  it('may be up to 300 seconds old, or ahead', () => {
    for (const seconds of [-300, 0, 300]) eventIn(receive(vector, signed(vector), policy(), TIME + seconds));
    for (const seconds of [-301, 301]) {
      should(receive(vector, signed(vector), policy(), TIME + seconds)).eql(refusal(401, 'stale'));
    }
    for (const time of ['', 'now', '1760000000.0', '-1']) {
      should(receive(vector, signed(vector, 'N1', time))).eql(refusal(401, 'stale'));
    }
  });

  for (const missing of ['', '-timestamp', '-nonce']) {
    it(`is unsigned without x-sinch-webhook-signature${missing}`, () => {
      const { [`x-sinch-webhook-signature${missing}`]: _, ...rest } = signed(vector);
      should(receive(vector, rest)).eql(refusal(401, 'unsigned'));
    });
  }

  it('is refused when one bit of body, nonce, time or signature is another', () => {
    const good = signed(vector);
    fc.assert(
      fc.property(fc.nat(vector.length - 1), fc.nat(7), fc.constantFrom(...Object.keys(good)), (at, bit, name) => {
        const body = Buffer.from(vector);
        body[at] = (body[at] ?? 0) ^ (1 << bit);
        should(receive(body, good)).eql(refusal(401, 'bad-signature'));
        if (name.endsWith('algorithm')) return;
        const value = Buffer.from(good[name] ?? '');
        value[at % value.length] = (value[at % value.length] ?? 0) ^ (1 << bit);
        should(receive(vector, { ...good, [name]: value.toString('latin1') }).kind).equal('refused');
      }),
    );
  });

  it('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        receive(Buffer.from(bytes)).kind.should.be.equalOneOf('refused', 'event');
      }),
    );
    should(receive('[1]')).eql(refusal(400, 'not-an-event'));
    should(receive('{')).eql(refusal(400, 'not-json'));
  });

  it('has to know the secret Authorization too, where the account has one', () => {
    const trust = policy({ authorization: 'Basic xyz' });
    should(receive(vector, signed(vector), trust)).eql(refusal(401, 'bad-authorization'));
    eventIn(receive(vector, { ...signed(vector), authorization: 'Basic xyz' }, trust));
  });
});

describe('an unsigned request of Sinch', () => {
  it('is refused, unless the account accepts such', () => {
    should(receive(vector, {})).eql(refusal(401, 'unsigned'));
    should(receive(vector, {}, policy({ secrets: [] }))).eql(refusal(401, 'no-secret'));
    eventIn(receive(vector, {}, policy({ acceptUnsigned: true }))).replayKeys.should.eql(['M1']);
    should(receive(vector, headers('x', 'N', String(TIME)), policy({ acceptUnsigned: true }))).eql(
      refusal(401, 'bad-signature'),
    );
  });
});
