/** What an example does when its buttons are pressed. */
export interface Expectation {
  /** Names of inject nodes, pressed in this order. */
  readonly press: readonly string[];
  /** By the name of a debug node: a part of each message that it shows. It shows no more than these. */
  readonly shown: Readonly<Record<string, readonly unknown[]>>;
  /** By conversation: the last texts that the phone has received. */
  readonly phone: Readonly<Record<string, readonly string[]>>;
  /** Lines of level error in the log that belong to the example. */
  readonly errors?: readonly RegExp[];
}

/** The failures that the second example provokes: its buttons, the debug nodes that its switch leads to, and the codes. */
const FAILURES = [
  ['No text', 'put a text into msg.payload', 'ERR_TEXT_EMPTY'],
  ['No conversation', 'set msg.conversationId', 'ERR_CONVERSATION_MISSING'],
  ['Token refused', 'make a new token', 'ERR_UNAUTHORIZED'],
  ['Permission missing', 'give the token the scope', 'ERR_MISSING_SCOPE'],
  ['Balance used up', 'top up the balance', 'ERR_INSUFFICIENT_BALANCE'],
  ['Unknown conversation', 'correct the conversation id', 'ERR_NOT_FOUND'],
  ['Field refused', 'correct the fields in detail', 'ERR_VALIDATION'],
  ['Too many requests', 'send more slowly', 'ERR_RATE_LIMITED'],
  ['Provider in trouble', 'send again later', 'ERR_SERVER'],
  ['No answer', 'send again, same key (no answer)', 'ERR_TIMEOUT'],
  ['Connection broken', 'send again, same key (broken)', 'ERR_CONNECTION_RESET'],
] as const;

/** For each file in examples/, by its path in there. */
export const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'conversation-send/01 - Send a text.json': {
    press: ['Write to Ada', 'Write to Grace'],
    shown: {
      response: [
        { statusCode: 201, conversationId: 'conv-ada', receipt: { provider: 'sendseven', attempts: 1 } },
        { statusCode: 201, conversationId: 'conv-grace', receipt: { provider: 'sendseven', attempts: 1 } },
      ],
      error: [],
    },
    phone: {
      'conv-ada': ['Good morning, Ada. We are open until six.'],
      'conv-grace': ['Hello Grace, we deliver to Arlington on Fridays.'],
    },
  },
  'conversation-send/02 - Handle errors.json': {
    press: [...FAILURES.map(([button]) => button), 'No wire at the second output'],
    shown: {
      ...Object.fromEntries(FAILURES.map(([, debug, code]) => [debug, [{ code }]])),
      caught: [{ code: 'ERR_UNAUTHORIZED', cause: { statusCode: 401, kind: 'refused' } }],
      'anything else': [],
      sent: [],
    },
    phone: {},
  },
  'conversation-send/03 - Send from an HTTP endpoint.json': {
    press: ['Call it for Ada', 'Call it for an unknown conversation'],
    shown: {
      answer: [{ statusCode: 201, payload: { conversationId: 'conv-ada', attempts: 1 } }],
      'answer: unknown conversation': [{ statusCode: 404, payload: { error: 'ERR_NOT_FOUND' } }],
    },
    phone: { 'conv-ada': ['Your parcel is here.'] },
  },
  'conversation-send/04 - Message many conversations from a CSV.json': {
    press: ['Send to all'],
    shown: {
      summary: [
        {
          sent: 3,
          failed: ['Nobody: SendSeven does not know this conversation (404: Conversation not found).'],
        },
      ],
    },
    phone: {
      'conv-ada': ['Hello Ada, your parcel 4711 arrives today.'],
      'conv-grace': ['Hello Grace, your parcel 4712 arrives today.'],
      'conv-linus': ['Hello Linus, your parcel 4713 arrives today.'],
    },
  },
  'conversation-send/05 - Alert when a sensor crosses a limit.json': {
    press: ['Run the sensor'],
    shown: {
      'held back': ['33'],
      response: [{ statusCode: 201, receipt: { conversationId: 'conv-ada' } }],
      error: [],
    },
    phone: { 'conv-ada': ['The cold store is at 31 °C. Please have a look.'] },
  },
  'conversation-send/06 - Retry later what failed for good.json': {
    press: ['Send an invoice'],
    shown: {
      'failed for now': [{ code: 'ERR_TIMEOUT', kind: 'uncertain', attempts: 1 }],
      sent: [{ statusCode: 201, conversationId: 'simulate-slow', receipt: { attempts: 1 } }],
      'needs a person': [],
    },
    phone: { 'simulate-slow': ['Your invoice 2026-17 is ready.'] },
  },
  'conversation-send/07 - Broadcast with live progress.json': {
    press: ['Start'],
    shown: { finished: [{ done: 200, total: 200, failed: 0, pending: 0 }], failed: [] },
    phone: {
      'conv-ada': ['News 196 of 200', 'News 199 of 200'],
      'conv-grace': ['News 197 of 200', 'News 200 of 200'],
      'conv-linus': ['News 195 of 200', 'News 198 of 200'],
    },
  },
  'conversation-send/08 - Replies overtake a broadcast.json': {
    press: ['Start the broadcast', 'Answer Ada'],
    shown: {
      answered: [{ overtook: true }],
      'broadcast finished': [{ done: 60, total: 60, failed: 0 }],
      'broadcast failed': [],
      'answer failed': [],
    },
    phone: {
      'conv-ada': ['Yes, we are open until six today.'],
      'conv-grace': ['News 57 of 60', 'News 59 of 60'],
      'conv-linus': ['News 58 of 60', 'News 60 of 60'],
    },
  },
};
