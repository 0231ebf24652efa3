import type { Expectation } from './expectations';

const PARCEL = 'Your parcel is at the corner shop.';
const APPOINTMENT = 'Your appointment is tomorrow at nine.';
const TABLE = 'Your table is booked for seven tonight.';

/** What the bot of example 10 does, whichever provider it works with. */
function tellsAboutOrders(provider: string, statusCode: number, person: string): Expectation {
  return {
    steps: [
      { conversation: person, writes: 'Good morning' },
      { conversation: person, writes: 'Order 4711, please' },
      { shows: 'answered' },
      'The parcel is there',
    ],
    shown: {
      answered: [{ provider, statusCode, receipt: { provider } }],
      'not answered': [],
      told: [{ statusCode, receipt: { provider } }],
      'not told': [],
    },
    phone: {
      [person]: ['Order 4711 is on its way. We write again when it is there.', 'Your order 4711 is there.'],
    },
  };
}

/** For each example in which Sinch has a part. */
export const SINCH_EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'conversation-send/10 - One flow, either provider.json': {
    ...tellsAboutOrders('sendseven', 201, 'Grace Hopper'),
    switched: { provider: 'sinch', does: tellsAboutOrders('sinch', 200, 'Nia Okoye') },
  },
  'conversation-send/11 - Fall back from SendSeven to Sinch.json': {
    steps: ['Ada', 'Mei', { shows: 'sent by Sinch' }, 'Balance used up', 'Answer lost'],
    shown: {
      'delivered by SendSeven': [{ event: 'message.delivered', receipt: { provider: 'sendseven' } }],
      'sent by Sinch': [
        { statusCode: 200, phone: '+15555550114', error: undefined, receipt: { provider: 'sinch' } },
        { statusCode: 200, phone: '+15555550161', error: undefined, receipt: { provider: 'sinch' } },
      ],
      neither: [],
      'look first': [{ code: 'ERR_CONNECTION_RESET', kind: 'uncertain' }],
    },
    phone: {
      'conv-ada': [APPOINTMENT],
      '+15555550114': [APPOINTMENT],
      '+15555550161': [APPOINTMENT],
    },
  },
  'conversation-send/12 - Send an SMS to a number.json': {
    steps: [
      'To a customer',
      { shows: 'delivered' },
      'Nobody is there',
      { shows: 'failed' },
      'Not a number',
      { shows: 'failed' },
      'To the shop',
    ],
    shown: {
      accepted: [{ statusCode: 200 }, { statusCode: 200 }, { statusCode: 200 }, { statusCode: 200 }],
      'not accepted': [],
      delivered: [
        { event: 'message.delivered', channel: 'SMS', recipient: { channel: 'SMS', identity: '15555550151' } },
        { event: 'message.delivered', recipient: { identity: '15555550152' } },
      ],
      failed: [
        { event: 'message.failed', failure: { code: 'RECIPIENT_NOT_REACHABLE' } },
        { event: 'message.failed', failure: { code: 'RECIPIENT_INVALID_CHANNEL_IDENTITY' } },
      ],
    },
    phone: { '+15555550151': [PARCEL], '+15555550152': ['Three parcels were brought today.'] },
  },
  'conversation-send/13 - WhatsApp first, SMS as fallback.json': {
    steps: [
      'WhatsApp works',
      { shows: 'arrived' },
      'WhatsApp fails',
      { shows: 'tries the next channel' },
      { shows: 'arrived' },
      'Nothing works',
    ],
    shown: {
      accepted: [{ statusCode: 200 }, { statusCode: 200 }, { statusCode: 200 }],
      'not accepted': [],
      arrived: [{ channel: 'WHATSAPP' }, { channel: 'SMS' }],
      'tries the next channel': [
        { channel: 'WHATSAPP', failure: { code: 'RECIPIENT_NOT_REACHABLE' } },
        { channel: 'WHATSAPP' },
      ],
      'reached nobody': [{ event: 'message.failed', channel: 'SMS' }],
    },
    phone: { '+15555550171': [TABLE], '+15555550004': [TABLE] },
  },
};
