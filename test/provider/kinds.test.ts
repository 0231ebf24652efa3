import should from 'should';
import { type Account, parseAccount } from '../../src/model/account';
import type { OutgoingMessage, Recipient } from '../../src/model/message';
import { budgetOf, PROVIDER_KINDS } from '../../src/provider/kinds';
import { failureOf } from './support/failure-of';

const message = (recipient: Recipient, options?: OutgoingMessage['options']): OutgoingMessage => ({
  recipient,
  content: { kind: 'text', text: 'Hi' },
  idempotencyKey: 'key-1',
  options,
});
const address = { channel: 'SMS', identity: '+4670' };
const recipients: readonly Recipient[] = [
  { kind: 'conversation', conversationId: 'c' },
  { kind: 'contact', contactId: 'p' },
  { kind: 'contactMethod', contactMethodId: 'm' },
  { kind: 'address', ...address },
  { kind: 'addresses', addresses: [address] },
];

describe('what is known of a provider without an account', () => {
  for (const [provider, reached] of [
    ['sendseven', ['conversation', 'contact', 'contactMethod', 'address']],
    ['sinch', ['contact', 'address', 'addresses']],
  ] as const) {
    const { check } = PROVIDER_KINDS[provider];

    for (const recipient of recipients) {
      const reaches = (reached as readonly string[]).includes(recipient.kind);
      it(`${provider} ${reaches ? 'reaches' : 'does not reach'} a recipient of kind ${recipient.kind}`, async () => {
        if (reaches) return check(message(recipient));
        const failure = await failureOf(() => check(message(recipient)));
        failure.should.containEql({ code: 'ERR_RECIPIENT_UNSUPPORTED', kind: 'input' });
        failure.cause.hint.should.match(/\.$/);
      });
    }

    it(`${provider} refuses an option that it does not know`, async () => {
      const failure = await failureOf(() => check(message({ kind: 'contact', contactId: 'p' }, { color: 'red' })));
      failure.should.containEql({ code: 'ERR_OPTION', kind: 'input' });
    });
  }
});

describe('the limit that accounts share', () => {
  const share = (one: Account, other: Account) =>
    should(JSON.stringify(budgetOf(one)) === JSON.stringify(budgetOf(other)));
  const sendSeven = { token: 't', tenantId: 'x' };
  const sinch = { provider: 'sinch', region: 'eu', projectId: 'P', appId: 'A', keyId: 'k', keySecret: 's' };

  it('is that of token, tenant and address at SendSeven', () => {
    const one = parseAccount(sendSeven);
    share(one, parseAccount({ ...sendSeven, requestTimeout: 5 })).equal(true);
    for (const change of [{ token: 'u' }, { tenantId: 'y' }, { baseUrl: 'https://x.example' }]) {
      share(one, parseAccount({ ...sendSeven, ...change })).equal(false);
    }
  });

  it('is that of the app at Sinch, whichever key is used', () => {
    const one = parseAccount(sinch);
    share(one, parseAccount({ ...sinch, keyId: 'l', keySecret: 'r', auth: 'basic' })).equal(true);
    for (const change of [{ appId: 'B' }, { projectId: 'Q' }, { region: 'us' }]) {
      share(one, parseAccount({ ...sinch, ...change })).equal(false);
    }
    share(one, parseAccount(sendSeven)).equal(false);
  });
});
