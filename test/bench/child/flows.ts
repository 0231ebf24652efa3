import type { FlowJob } from '../protocol';
import { termsOf } from './providers';

/** A node as it stands in a flow file. */
export interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

const TAB = 'bench';
export const tab: FlowNode = { id: TAB, type: 'tab', label: TAB };
export const place = { z: TAB, x: 100, y: 100 };
const WARM_UP = '-warm-up';

/** Tries of the retry loop; more than any scenario needs. */
const MAX_TRIES = 40;

/** A run's messages, made where flows make them: in a function node, which hands on all of them at once. */
function source({ variant, provider, conversations }: FlowJob, next: string, warmUp: string): FlowNode {
  const { sending, requesting } = termsOf(provider);
  const body = variant === 'conversation-send' ? sending : requesting;
  const func = `
    const messages = [];
    for (let number = msg.first; number < msg.first + msg.count; number++) {
      const conversationId = "conversation-" + (number % ${conversations});
      const text = number + " Your parcel is on its way and will be with you today between 14:00 and 16:00.";
      messages.push(${body});
    }
    return msg.warmUp ? [null, messages] : [messages, null];`;
  return functionNode('source', func, [[next], [warmUp]]);
}

/** Counts what came out; a request is judged by its status, as a switch node after it would. */
const outcome = functionNode(
  'outcome',
  'global.get("bench").outcome(msg.statusCode >= 200 && msg.statusCode < 300); return null;',
  [[]],
);

/** What people build for retries: judge, wait a second, send again. The answer has replaced the body, so it is kept aside. */
const loop: FlowNode[] = [
  functionNode('keep', 'msg.body = msg.payload; msg.tries = 0; return msg;', [['request']]),
  functionNode(
    'judge',
    `const ok = msg.statusCode >= 200 && msg.statusCode < 300;
    if (ok || ++msg.tries >= ${MAX_TRIES}) return [msg, null];
    msg.payload = msg.body;
    delete msg.headers;
    return [null, msg];`,
    [['outcome'], ['wait']],
  ),
  {
    id: 'wait',
    type: 'delay',
    ...place,
    pauseType: 'delay',
    timeout: '1',
    timeoutUnits: 'seconds',
    wires: [['request']],
  },
];

/** The flow of a variant: source → node under test → outcome. */
export function flowOf(job: FlowJob): FlowNode[] {
  const around = (first: string, nodes: readonly FlowNode[], warmUp = first) => [
    tab,
    source(job, first, warmUp),
    outcome,
    ...nodes,
  ];
  switch (job.variant) {
    case 'no request':
      return around('pass', [functionNode('pass', 'msg.statusCode = 200; return msg;', [['outcome']])]);
    case 'conversation-send':
      return around(
        'send',
        [...sender(job, ''), ...sender(job, WARM_UP, { rateLimit: 1_000_000, ratePeriod: 1 })],
        `send${WARM_UP}`,
      );
    case 'http request':
      return around('request', [request(job, false, 'outcome')]);
    case 'http request, keep-alive':
      return around('request', [request(job, true, 'outcome')]);
    case 'delay + http request':
      return around('pace', [pace(job), request(job, false, 'outcome')], 'request');
    case 'http request + retry loop':
      return around('keep', [request(job, false, 'judge'), ...loop]);
  }
}

/** Credentials by node, as Node-RED stores them. */
export function credentialsOf({ baseUrl, provider }: FlowJob): Record<string, object> {
  const { credentials } = termsOf(provider);
  return {
    account: { ...credentials(''), baseUrl },
    [`account${WARM_UP}`]: { ...credentials(WARM_UP), baseUrl },
  };
}

/** A send node and its account. What warms up has another token or app, or it would use up the limit of the run. */
function sender({ policy, provider }: FlowJob, suffix: string, limit: object = {}): FlowNode[] {
  const account = `account${suffix}`;
  const terms = termsOf(provider);
  return [
    { id: account, type: 'conversation-account', environment: 'live', ...terms.account, ...policy, ...limit },
    {
      id: `send${suffix}`,
      type: 'conversation-send',
      ...place,
      account,
      ...terms.recipient,
      text: 'payload',
      textType: 'msg',
      errors: 'output',
      wires: [['outcome'], ['outcome']],
    },
  ];
}

function request({ baseUrl, provider }: FlowJob, persist: boolean, next: string): FlowNode {
  const { path, authorization } = termsOf(provider);
  return {
    id: 'request',
    type: 'http request',
    ...place,
    method: 'POST',
    ret: 'obj',
    paytoqs: 'ignore',
    url: `${baseUrl}${path}`,
    persist,
    senderr: false,
    headers: [
      { keyType: 'other', keyValue: 'Authorization', valueType: 'other', valueValue: authorization },
      { keyType: 'Content-Type', keyValue: '', valueType: 'application/json', valueValue: '' },
    ],
    wires: [[next]],
  };
}

function pace({ policy }: FlowJob): FlowNode {
  return {
    id: 'pace',
    type: 'delay',
    ...place,
    pauseType: 'rate',
    rate: String(policy.rateLimit),
    nbRateUnits: String(policy.ratePeriod),
    rateUnits: 'second',
    drop: false,
    wires: [['request']],
  };
}

export function functionNode(id: string, func: string, wires: string[][]): FlowNode {
  return {
    id,
    type: 'function',
    ...place,
    func,
    outputs: wires.length,
    noerr: 0,
    initialize: '',
    finalize: '',
    libs: [],
    wires,
  };
}
