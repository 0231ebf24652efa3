import { randomUUID } from 'node:crypto';
import should from 'should';
import { signatureHeaders } from '../../../src/sandbox/sinch/callbacks/sign';
import { identityOnWire } from '../../../src/sandbox/sinch/channels';
import { mergePatch } from '../../../src/sandbox/sinch/conversation-metadata';
import { isUlid, wireId, worldId } from '../../../src/sandbox/sinch/ids';
import { shownOn } from '../../../src/sandbox/sinch/phone-text';

describe('the ids of the simulated Sinch', () => {
  it('are those of the world in the form of ULIDs, there and back', () => {
    for (const uuid of [randomUUID(), '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']) {
      isUlid(wireId(uuid)).should.be.true();
      worldId(wireId(uuid)).should.equal(uuid);
    }
  });

  it('are left alone where they are no UUIDs', () => {
    wireId('conv-1').should.equal('conv-1');
    worldId('conv-1').should.equal('conv-1');
    isUlid('8ZZZZZZZZZZZZZZZZZZZZZZZZZ').should.be.false();
    isUlid('01ARZ3NDEKTSV4RRFFQ69G5FAI').should.be.false();
  });
});

describe('the signature of a callback', () => {
  const sign = (body: string, nonce: string, timestamp: number) =>
    signatureHeaders('test-secret', Buffer.from(body), { nonce, timestamp })['x-sinch-webhook-signature'];

  it('is that of known cases', () => {
    const plain = '{"app_id":"A1","project_id":"P1","message":{"id":"M1"}}';
    should(sign(plain, 'N0NCE1', 1_760_000_000)).equal('VedJtoZwvLmHen/fY2sV2xNmPTm1ELwpVa99ZuBqldw=');
    const spaced = '{ "app_id": "A1", "text": "Grüße 👋" }';
    should(sign(spaced, 'N0NCE2', 1_760_000_001)).equal('IjCIk+i8zUk1xQNSGyGkPffFiVv5sWV7brE2O0gvtwU=');
    const anew = JSON.stringify(JSON.parse(spaced));
    should(sign(anew, 'N0NCE2', 1_760_000_001)).equal('V2UjGb8mi7OFKEDl4ZQCd7/wnalX6wxZ0nEA7/d9kPI=');
  });
});

describe('an identity on the wire', () => {
  it('loses its plus sign where it is a phone number', () => {
    identityOnWire({ channel: 'SMS', identity: '+4670' }, 'app').should.eql({
      channel: 'SMS',
      identity: '4670',
      app_id: '',
    });
  });

  it('names the app where it is known to that only', () => {
    identityOnWire({ channel: 'MESSENGER', identity: '+x' }, 'app').should.eql({
      channel: 'MESSENGER',
      identity: '+x',
      app_id: 'app',
    });
  });
});

describe('a merge patch', () => {
  it('merges objects, removes by null and replaces the rest (RFC 7386)', () => {
    const target = { a: 'b', c: { d: 'e', f: 'g' }, h: [1] };
    should(mergePatch(target, { a: 'z', c: { f: null }, h: [2] })).eql({ a: 'z', c: { d: 'e' }, h: [2] });
    should(mergePatch(['a'], { b: 1 })).eql({ b: 1 });
    should(mergePatch(undefined, { b: { c: null } })).eql({ b: {} });
  });
});

describe('what the phone shows of a message', () => {
  const text = (message: object) => shownOn('WHATSAPP', message as Record<string, unknown>).text;

  it('is a text for every body', () => {
    text({ text_message: { text: 'Hi' } }).should.equal('Hi');
    text({ media_message: { url: 'https://example.com/a.png' } }).should.equal('https://example.com/a.png');
    text({ card_message: { title: 'T', description: 'D' } }).should.equal('T\nD');
    text({ carousel_message: { cards: [{ title: 'A' }, { title: 'B' }] } }).should.equal('A\n\nB');
    text({ location_message: { title: 'Here', coordinates: { latitude: 1, longitude: 2 } } }).should.equal(
      'Here\n1, 2',
    );
    const phone_numbers = [{ phone_number: '+1' }];
    text({ contact_info_message: { name: { full_name: 'Ada' }, phone_numbers } }).should.equal('Ada\n+1');
    text({ template_message: { omni_template: { template_id: 'T1', version: '1' } } }).should.equal('Template T1');
    const ofChannel = { channel_template: { WHATSAPP: { template_id: 'T2' } }, omni_template: { template_id: 'T1' } };
    text({ template_message: ofChannel }).should.equal('Template T2');
  });

  it('is the channel\u2019s own message where there is one', () => {
    const common = { text_message: { text: 'Hi' } };
    text({ ...common, explicit_channel_message: { WHATSAPP: '{"raw":1}' } }).should.equal('{"raw":1}');
    const own = { explicit_channel_omni_message: { WHATSAPP: { text_message: { text: 'Own' } } } };
    text({ ...common, ...own }).should.equal('Own');
    shownOn('SMS', { ...common, ...own }).text.should.equal('Hi');
    const specific = { channel_specific_message: { WHATSAPP: { message_type: 'FLOWS', message: {} } } };
    text({ ...common, ...specific }).should.equal('FLOWS');
    text({}).should.equal('');
  });

  it('has the choices to tap, and links that open', () => {
    const choices = [
      { text_message: { text: 'Yes' }, postback_data: 'yes' },
      { url_message: { title: 'Site', url: 'https://example.com' } },
      { call_message: { title: 'Call', phone_number: '+15551234567' } },
    ];
    const shown = shownOn('WHATSAPP', { choice_message: { text_message: { text: 'Well?' }, choices } });
    should(shown.interactive?.choices.map(({ id, title, href }) => [id, title, href])).eql([
      ['0', 'Yes', undefined],
      ['1', 'Site', 'https://example.com'],
      ['2', 'Call', 'tel:+15551234567'],
    ]);
    shown.postbacks.should.eql(['yes', undefined, undefined]);
  });

  it('has the rows of a list under their headings', () => {
    const items = [
      { choice: { title: 'Tea', description: 'Green', postback_data: 't' } },
      { choice: { title: 'Juice' } },
    ];
    const { interactive } = shownOn('WHATSAPP', {
      list_message: { title: 'Menu', sections: [{ title: 'Hot', items }] },
    });
    should(interactive?.listLabel).equal('Choose');
    should(interactive?.choices[0]).containEql({ title: 'Tea', description: 'Green', section: 'Hot' });
  });
});
