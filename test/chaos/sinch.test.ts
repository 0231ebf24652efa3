import should from 'should';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { burstFlow, DEPLOYS, taken } from '../support/chaos';
import { DEVELOPMENT_NODE_RED, linkedUserFolder } from '../support/linked-user-folder';
import { type FlowNode, RealNodeRed } from '../support/real-node-red';

const MESSAGES = 2_000;
const PEOPLE = 50;
/** Messages that the server takes before the next redeploy; half as many before the next expiry of the token. */
const ROUND = 250;
/** Messages that are tried once at a time, and refused for speed: each costs a pause. */
const REFUSED = 10;

/** The messages to each address carry their number, so that order and number can be seen where they arrive. */
const BURST = `for (let i = 0; i < ${MESSAGES}; i++) {
  const identity = '+1555555' + (1000 + i % ${PEOPLE});
  node.send({ payload: String(i), number: i, to: { channel: 'SMS', identity } });
}`;

const NOTE = `const outcomes = flow.get('outcomes') || { ok: [], bad: [] };
if (msg.error) outcomes.bad.push({ number: msg.number, payload: msg.payload, ...msg.error });
else outcomes.ok.push(msg.number);
flow.set('outcomes', outcomes);
if (outcomes.ok.length + outcomes.bad.length === ${MESSAGES})
  return { payload: JSON.parse(JSON.stringify(outcomes)) };`;

/** What came out of the two outputs. */
interface Outcomes {
  readonly ok: readonly number[];
  readonly bad: readonly {
    readonly number: number;
    readonly payload: string;
    readonly code: string;
    readonly kind: string;
    readonly hint: string;
    readonly statusCode?: number;
    readonly attempts: number;
  }[];
}

function chaosFlow({ sinch }: Sandbox, round: number): FlowNode[] {
  const { baseUrl, projectId, appId, keyId, keySecret } = sinch;
  const credentials = { baseUrl, projectId, appId, keyId, keySecret };
  return burstFlow({
    round,
    account: { provider: 'sinch', region: 'eu', rateLimit: 100_000, ratePeriod: 0.1, credentials },
    send: { recipient: 'to', recipientType: 'msg' },
    burst: BURST,
    note: NOTE,
  });
}

function armFaults({ faults }: Sandbox): void {
  const match = { method: 'POST', path: '/messages:send' };
  faults.add({ match, action: { kind: 'delay', ms: 5 } });
  faults.add({ match, probability: 0.02, times: REFUSED, action: { kind: 'status', status: 429 } });
  for (const when of ['before', 'after'] as const) {
    faults.add({ match, probability: 0.03, when, action: { kind: 'status', status: 500 } });
    faults.add({ match, probability: 0.03, when, action: { kind: 'reset' } });
  }
  // All who need a new token wait for it at the same time.
  faults.add({ match: { path: '/oauth2/token' }, action: { kind: 'delay', ms: 50 } });
}

describe('2,000 messages to 50 addresses of Sinch through a faulty server, with five redeploys', function () {
  this.timeout(180_000);
  let server: Sandbox;
  let nodeRed: RealNodeRed;
  let folder: Awaited<ReturnType<typeof linkedUserFolder>>;
  let outcomes: Outcomes;
  let expiries = 0;

  before(async () => {
    server = await startSandbox({ record: MESSAGES * 3 });
    armFaults(server);
    folder = await linkedUserFolder();
    nodeRed = await RealNodeRed.start(DEVELOPMENT_NODE_RED, folder.path, { SYNC_DELIVERY: 'true' });
    await nodeRed.deploy(chaosFlow(server, 0));
    const people = server.world.messages.size;
    await nodeRed.press('chaos-inject');
    for (const [round, type] of DEPLOYS.entries()) {
      await taken(server, people + round * ROUND + ROUND / 2);
      expireTokens();
      await taken(server, people + (round + 1) * ROUND);
      expireTokens();
      await nodeRed.deploy(chaosFlow(server, round + 1), type);
    }
    const [shown] = await nodeRed.debugOf('chaos-debug', 1, 120_000);
    outcomes = shown?.msg as Outcomes;
  });

  after(async () => {
    await nodeRed?.stop();
    await server?.close();
    await folder?.remove();
  });

  function expireTokens(): void {
    server.sinch.expireTokens();
    expiries++;
  }

  /** Of the requests that were to send a message. */
  const statuses = () =>
    server.requests.filter(({ path }) => path.endsWith('/messages:send')).map(({ status }) => status);

  const arrived = (person: number): number[] => {
    const { world } = server;
    const isTheirs = (value: string | undefined) => value?.endsWith(`555${1000 + person}`);
    const conversation = [...world.directory.conversations.values()].find(({ addressId }) =>
      isTheirs(world.directory.address(addressId)?.value),
    );
    return conversation ? world.messages.of(conversation.id).map(({ text }) => Number(text)) : [];
  };

  it('ends each message once', () => {
    const all = [...outcomes.ok, ...outcomes.bad.map(({ number }) => number)];
    should(all.toSorted((a, b) => a - b)).eql(Array.from({ length: MESSAGES }, (_, number) => number));
  });

  it('brings each address its messages in order and none twice, and all that have a receipt', () => {
    const open = new Set(outcomes.bad.map(({ number }) => number));
    for (let person = 0; person < PEOPLE; person++) {
      const theirs = Array.from({ length: MESSAGES / PEOPLE }, (_, n) => n * PEOPLE + person);
      const received = arrived(person);
      should(received).eql(theirs.filter((number) => received.includes(number) || !open.has(number)));
    }
  });

  it('brings every message whose outcome is unknown to the error output, whole, with what is known', () => {
    const unknown = statuses().filter((status) => status === 500 || status === undefined);
    should(unknown.length).be.above(100);
    should(outcomes.bad.length).equal(unknown.length);
    for (const { number, payload, ...error } of outcomes.bad) {
      should(payload).equal(String(number));
      should(error.kind).equal('uncertain');
      should(['ERR_SERVER', 'ERR_CONNECTION_RESET']).containEql(error.code);
      should(error.statusCode).equal(error.code === 'ERR_SERVER' ? 500 : undefined);
      should(error.attempts).be.aboveOrEqual(1);
      should(error.hint).match(/may have been sent: look before you send it again/);
    }
  });

  it('meets both kinds of unknown outcome: messages that were sent, and messages that were not', () => {
    const sent = new Set(Array.from({ length: PEOPLE }, (_, person) => arrived(person)).flat());
    const [got, lost] = [true, false].map((wanted) => outcomes.bad.filter(({ number }) => sent.has(number) === wanted));
    should(got?.length).be.above(0);
    should(lost?.length).be.above(0);
  });

  it('sends again what was refused for speed', () => {
    should(statuses().filter((status) => status === 429)).have.length(REFUSED);
  });

  it('asks for one token, and for one more each time that it has expired, however many need it', () => {
    should(statuses().filter((status) => status === 401).length).be.aboveOrEqual(expiries);
    should(server.sinch.tokenRequests).equal(1 + expiries);
  });
});
