import fc from 'fast-check';
import should from 'should';
import { DeliveryError } from '../../../src/model/failure';
import { readSinchOptions } from '../../../src/provider/sinch/options';
import { failureOf } from '../support/failure-of';

const long = (length: number) => 'x'.repeat(length);

describe('the options of a message of Sinch', () => {
  for (const [name, given, read] of [
    ['ttl', 10, '10s'],
    ['ttl', '10', '10s'],
    ['ttl', ' 10s ', '10s'],
    ['ttl', 3, '3s'],
    ['ttl', 315_576_000_000, '315576000000s'],
    ['queue', 'high_priority', 'HIGH_PRIORITY'],
    ['processing_strategy', 'DISPATCH_ONLY', 'DISPATCH_ONLY'],
    ['message_content_type', 'CONTENT_MARKETING', 'CONTENT_MARKETING'],
    ['conversation_metadata_update_strategy', 'MERGE_PATCH', 'MERGE_PATCH'],
    ['message_metadata', long(1024), long(1024)],
    ['message_metadata', { order: 7 }, '{"order":7}'],
    ['conversation_metadata', { a: long(2040) }, { a: long(2040) }],
    ['conversation_metadata', '{"a":1}', { a: 1 }],
    ['correlation_id', long(128), long(128)],
    ['correlation_id', 42, '42'],
    ['channel_priority_order', ['whatsapp', 'SMS'], ['WHATSAPP', 'SMS']],
    ['channel_priority_order', 'whatsapp, SMS', ['WHATSAPP', 'SMS']],
    [
      'channel_properties',
      { SMS_SENDER: 'Shop', SMS_MAX_NUMBER_OF_MESSAGE_PARTS: 3, SMS_FLASH_MESSAGE: true },
      { SMS_SENDER: 'Shop', SMS_MAX_NUMBER_OF_MESSAGE_PARTS: '3', SMS_FLASH_MESSAGE: 'true' },
    ],
    ['channel_properties', { SOMETHING_NEW: long(1024) }, { SOMETHING_NEW: long(1024) }],
    ['callback_url', 'http://example.com:8080/x', 'http://example.com:8080/x'],
  ] as const) {
    it(`has ${name} ${JSON.stringify(given).slice(0, 40)}`, () => {
      should(readSinchOptions({ [name]: given })).deepEqual({ [name]: read });
    });
  }

  for (const [name, given] of [
    ['ttl', 2],
    ['ttl', 315_576_000_001],
    ['ttl', 10.5],
    ['ttl', '10m'],
    ['ttl', -5],
    ['ttl', Number.NaN],
    ['ttl', [10]],
    ['queue', 'LOW'],
    ['queue', 1],
    ['message_metadata', long(1025)],
    ['conversation_metadata', { a: long(2041) }],
    ['conversation_metadata', 'text'],
    ['conversation_metadata', [1]],
    ['correlation_id', long(129)],
    ['channel_priority_order', []],
    ['channel_priority_order', ['SMS', 7]],
    ['channel_priority_order', {}],
    ['channel_properties', { A: long(1025) }],
    ['channel_properties', { A: {} }],
    ['channel_properties', { A: null }],
    ['channel_properties', 'SMS_SENDER=Shop'],
    ['callback_url', 'example.com'],
    ['callback_url', 'ftp://example.com'],
    ['callback_url', 'http://'],
    ['processing_strategy', 'CONVERSATION'],
  ] as const) {
    it(`does not have ${name} ${JSON.stringify(given)?.slice(0, 40)}`, async () => {
      const failure = await failureOf(() => readSinchOptions({ [name]: given }));
      failure.should.containEql({ code: 'ERR_OPTION', kind: 'input' });
      failure.message.should.match(new RegExp(`^The option "${name}" is not `));
    });
  }

  it('are not given where they have no value', () => {
    should(readSinchOptions({ ttl: '', queue: null, correlation_id: undefined })).eql({});
    should(readSinchOptions(undefined)).eql({});
  });

  for (const name of ['idempotency_key', 'app_id', 'recipient', 'message', '__proto__', 'constructor', 'toString']) {
    it(`do not have ${name}`, async () => {
      const options = JSON.parse(`{"${name}": 1}`);
      const failure = await failureOf(() => readSinchOptions(options));
      failure.message.should.equal(`Sinch knows no option "${name}".`);
      failure.cause.hint.should.match(/channel_priority_order, channel_properties, ttl/);
    });
  }

  for (const [name, value] of [
    ['conversation_metadata', { a: 1 }],
    ['correlation_id', 'x'],
  ] as const) {
    it(`do not have ${name} where no conversation is kept`, async () => {
      const failure = await failureOf(() => readSinchOptions({ [name]: value, processing_strategy: 'DISPATCH_ONLY' }));
      failure.code.should.equal('ERR_OPTION');
      failure.message.should.containEql(name);
      should(readSinchOptions({ [name]: value, processing_strategy: 'DEFAULT' })).containEql({ [name]: value });
    });
  }

  it('never pass what the API refuses, whatever a flow holds, and never repeat it', () => {
    const name = fc.constantFrom(
      ...['channel_priority_order', 'channel_properties', 'ttl', 'queue', 'message_metadata', 'conversation_metadata'],
      ...['correlation_id', 'callback_url', 'processing_strategy', 'message_content_type'],
    );
    const texts = fc.oneof(fc.string(), fc.string({ minLength: 100, maxLength: 3000 }), fc.integer(), fc.webUrl());
    const value = fc.oneof(fc.anything(), texts, fc.array(texts), fc.dictionary(fc.string(), texts));
    fc.assert(
      fc.property(fc.dictionary(name, value), (options) => {
        try {
          const read = readSinchOptions(options) as Record<string, string>;
          should(read.ttl ?? '3s').match(/^\d+s$/);
          should((read.message_metadata ?? '').length).be.belowOrEqual(1024);
          should((read.correlation_id ?? '').length).be.belowOrEqual(128);
          should(JSON.stringify(read.conversation_metadata ?? {}).length).be.belowOrEqual(2048);
          for (const property of Object.values(read.channel_properties ?? {})) {
            should(property).be.a.String();
            should(property.length).be.belowOrEqual(1024);
          }
        } catch (error) {
          should(error).be.instanceOf(DeliveryError);
          (error as DeliveryError).code.should.equal('ERR_OPTION');
        }
      }),
      { numRuns: 500 },
    );
  });
});
