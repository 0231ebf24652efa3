import { SINCH_EXPECTATIONS } from './sinch-expectations';

/** What a person does with an example: presses an inject node by its name, writes on the phone, or waits. */
export type Step = string | Writing | Waiting;

/** A customer writes on the phone. */
export interface Writing {
  /** Its id, or the name of the person: then the newest one with them. */
  readonly conversation: string;
  readonly writes: string;
  /** The text that must have come last before; absent where the customer waits for nothing. */
  readonly after?: string;
}

/** Nothing more is done until a debug node shows one more message, by its name. */
export interface Waiting {
  readonly shows: string;
}

/** What an example does when it is used. */
export interface Expectation {
  /** Taken in this order. */
  readonly steps: readonly Step[];
  /** Other values for environment variables of the example's tab. */
  readonly variables?: Readonly<Record<string, string>>;
  /** By the name of a debug node: a part of each message that it shows. It shows no more than these. */
  readonly shown: Readonly<Record<string, readonly unknown[]>>;
  /** By conversation, or name of a person: the last texts that the phone has received. */
  readonly phone: Readonly<Record<string, readonly string[]>>;
  /** By the path of a web page that the example serves: what it shows in the end. */
  readonly pages?: Readonly<Record<string, readonly RegExp[]>>;
  /** Lines of level error in the log that belong to the example. */
  readonly errors?: readonly RegExp[];
  /** What it does when its accounts are switched to another provider and nothing else is touched. */
  readonly switched?: { readonly provider: string; readonly does: Expectation };
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

const QUESTION = 'We are in your street on Friday. Shall we bring your parcel? Please answer yes or no.';
const NOT_UNDERSTOOD = 'Sorry, I did not understand that. Please answer yes or no.';
const CLOSED = 'Thank you for your message. Nobody is here now: we are back at 09:00 on the next working day.';
const MENU = '1 Opening hours\n2 Where is my order?\n3 Talk to a person\n0 End';

/** For each file in examples/, by its path in there. */
export const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'conversation-send/01 - Send a text.json': {
    steps: ['Write to Ada', 'Write to Grace'],
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
    steps: [...FAILURES.map(([button]) => button), 'No wire at the second output'],
    shown: {
      ...Object.fromEntries(FAILURES.map(([, debug, code]) => [debug, [{ code }]])),
      caught: [{ code: 'ERR_UNAUTHORIZED', cause: { statusCode: 401, kind: 'refused' } }],
      'anything else': [],
      sent: [],
    },
    phone: {},
  },
  'conversation-send/03 - Send from an HTTP endpoint.json': {
    steps: ['Call it for Ada', 'Call it for an unknown conversation'],
    shown: {
      answer: [{ statusCode: 201, payload: { conversationId: 'conv-ada', attempts: 1 } }],
      'answer: unknown conversation': [{ statusCode: 404, payload: { error: 'ERR_NOT_FOUND' } }],
    },
    phone: { 'conv-ada': ['Your parcel is here.'] },
  },
  'conversation-send/04 - Message many conversations from a CSV.json': {
    steps: ['Send to all'],
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
    steps: ['Run the sensor'],
    shown: {
      'held back': ['33'],
      response: [{ statusCode: 201, receipt: { conversationId: 'conv-ada' } }],
      error: [],
    },
    phone: { 'conv-ada': ['The cold store is at 31 °C. Please have a look.'] },
  },
  'conversation-send/06 - Retry later what failed for good.json': {
    steps: ['Send an invoice'],
    shown: {
      'failed for now': [{ code: 'ERR_TIMEOUT', kind: 'uncertain', attempts: 1 }],
      sent: [{ statusCode: 201, conversationId: 'simulate-slow', receipt: { attempts: 1 } }],
      'needs a person': [],
    },
    phone: { 'simulate-slow': ['Your invoice 2026-17 is ready.'] },
  },
  'conversation-send/07 - Broadcast with live progress.json': {
    steps: ['Start'],
    shown: { finished: [{ done: 200, total: 200, failed: 0, pending: 0 }], failed: [] },
    phone: {
      'conv-ada': ['News 196 of 200', 'News 199 of 200'],
      'conv-grace': ['News 197 of 200', 'News 200 of 200'],
      'conv-linus': ['News 195 of 200', 'News 198 of 200'],
    },
  },
  'conversation-send/08 - Replies overtake a broadcast.json': {
    steps: ['Start the broadcast', 'Answer Ada'],
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
  'conversation-send/09 - Ask and wait for the reply.json': {
    variables: { ANSWER_WITHIN: '15' },
    steps: [
      'Ask Grace',
      'Ask Ada',
      { conversation: 'conv-ada', writes: 'Perhaps', after: QUESTION },
      { conversation: 'conv-ada', writes: 'Yes, please!', after: NOT_UNDERSTOOD },
      { shows: 'answered' },
      'Ask Ada',
      { conversation: 'conv-ada', writes: 'no', after: QUESTION },
    ],
    shown: {
      answered: [
        { statusCode: 201, conversationId: 'conv-ada', event: 'message.received', text: 'Yes, please!', tries: 1 },
        { statusCode: 201, conversationId: 'conv-ada', event: 'message.received', text: 'no', customer: 'Ada' },
      ],
      'not answered': [],
      'team told': [
        { conversationId: 'conv-linus', error: undefined, customer: 'Grace', receipt: { provider: 'sendseven' } },
      ],
      'team not told': [],
      'not asked': [],
    },
    phone: {
      'conv-ada': [
        QUESTION,
        NOT_UNDERSTOOD,
        'Good! We ring on Friday at ten.',
        QUESTION,
        'All right, we keep it for you until you call.',
      ],
      'conv-grace': [QUESTION],
      'conv-linus': ['Grace was asked about Friday, and has not answered in time.'],
    },
  },
  ...SINCH_EXPECTATIONS,
  'conversation-receive/01 - Echo bot.json': {
    steps: [
      { conversation: 'conv-grace', writes: 'Nobody echoes me' },
      { conversation: 'conv-ada', writes: 'Is anybody there?' },
      { conversation: 'conv-ada', writes: 'Hello!', after: 'Is anybody there?' },
    ],
    shown: {
      received: [
        { payload: 'Is anybody there?', event: 'message.received', contact: { name: 'Ada Lovelace' }, awaited: false },
        { payload: 'Hello!' },
      ],
      echoed: [
        { statusCode: 201, conversationId: 'conv-ada', receipt: { attempts: 1 } },
        { statusCode: 201, conversationId: 'conv-ada' },
      ],
      'not echoed': [],
    },
    phone: { 'conv-ada': ['Is anybody there?', 'Hello!'] },
  },
  'conversation-receive/02 - Auto-reply outside office hours.json': {
    steps: [
      'Pretend it is Tuesday 22:00',
      { conversation: 'conv-grace', writes: 'Hello?' },
      { conversation: 'conv-grace', writes: 'Anybody?', after: CLOSED },
      { shows: 'answered already' },
      'Pretend it is Tuesday 11:00',
      { conversation: 'conv-grace', writes: 'Good morning' },
    ],
    shown: {
      sent: [{ statusCode: 201, conversationId: 'conv-grace', evening: '2026-01-13' }],
      'answered already': [{ payload: 'Anybody?' }],
      'we are open': [{ payload: 'Good morning' }],
      'not sent': [],
    },
    phone: { 'conv-grace': [CLOSED] },
  },
  'conversation-receive/03 - Keyword menu.json': {
    steps: [
      { conversation: 'conv-linus', writes: 'Hello' },
      { conversation: 'conv-linus', writes: 'Menu' },
      { conversation: 'conv-linus', writes: '2', after: MENU },
      { conversation: 'conv-linus', writes: '4711', after: 'Which order? Please send its number.' },
      { conversation: 'conv-linus', writes: '3', after: `Order 4711 is on its way to you.\n\n${MENU}` },
      { shows: 'wants a person' },
      { conversation: 'conv-linus', writes: '1' },
    ],
    shown: {
      answered: [{ statusCode: 201 }, { statusCode: 201 }, { statusCode: 201 }, { statusCode: 201 }],
      'not answered': [],
      'wants a person': [{ conversationId: 'conv-linus', contact: { name: 'Linus Okafor' } }],
    },
    phone: {
      'conv-linus': [
        MENU,
        'Which order? Please send its number.',
        `Order 4711 is on its way to you.\n\n${MENU}`,
        'A colleague will write to you soon.',
      ],
    },
  },
  'conversation-receive/04 - Forward to another conversation.json': {
    steps: [
      { conversation: 'conv-ada', writes: 'Where is my parcel?' },
      { shows: 'forwarded' },
      { conversation: 'conv-linus', writes: 'I look after it' },
      { shows: 'from the team' },
      { conversation: 'conv-grace', writes: 'Thank you' },
    ],
    shown: {
      forwarded: [
        { conversationId: 'conv-linus', channel: 'whatsapp', contact: { name: 'Ada Lovelace' } },
        { conversationId: 'conv-linus', channel: 'telegram' },
      ],
      'not forwarded': [],
      'from the team': [{ payload: 'I look after it' }],
    },
    phone: {
      'conv-linus': ['Ada Lovelace (whatsapp): Where is my parcel?', 'Grace Hopper (telegram): Thank you'],
    },
  },
  'conversation-receive/05 - Delivery report as a table.json': {
    steps: ['Write to Ada', 'Write to Linus', 'Write to Mei'],
    shown: { accepted: [{ statusCode: 201 }, { statusCode: 201 }, { statusCode: 201 }], refused: [] },
    phone: {},
    pages: {
      'delivery-report': [
        /Ada Lovelace<\/td><td>whatsapp<\/td><td>Your parcel 4711 arrives today\.<\/td><td class="read">read</,
        /Linus Okafor<\/td><td>sms<\/td><td>Your parcel 4713 arrives today\.<\/td><td class="delivered">delivered</,
        /Mei Tanaka.*class="failed">failed<.*More than 24 hours have passed/,
      ],
    },
  },
};
