import {
  checkOptions,
  checkPriority,
  checkRecipient,
  checkWaitFor,
  checkWaitTimeout,
  readAddresses,
  recipientOf,
  usesMore,
  writeAddresses,
} from '../../nodes/editor/send-checks';
import { RECIPIENT_FORMS, sendChoices } from '../../nodes/editor/send-choices';
import { WAIT_GOALS } from '../../src/model/event';

describe('usesMore', () => {
  const cases: [what: string, node: Parameters<typeof usesMore>[0], uses: boolean][] = [
    ['a node from before there was a priority', {}, false],
    [
      'a node with the defaults',
      { priority: 'normal', priorityType: 'str', idempotencyKey: 'idempotencyKey', idempotencyKeyType: 'msg' },
      false,
    ],
    ['another priority', { priority: 'bulk' }, true],
    ['a priority from elsewhere', { priority: 'normal', priorityType: 'flow' }, true],
    ['a key from elsewhere', { idempotencyKey: 'orderId' }, true],
    ['no options', { options: [], waitFor: 'accepted', waitTimeout: '' }, false],
    ['an option', { options: [{ name: 'ttl', value: '60', type: 'num' }] }, true],
    ['something to wait for', { waitFor: 'reply' }, true],
    ['no key at all', { idempotencyKey: '', idempotencyKeyType: 'str' }, true],
  ];
  for (const [what, node, uses] of cases) {
    it(`tells ${uses ? 'that something differs from the default for' : 'nothing special of'} ${what}`, () => {
      usesMore(node).should.equal(uses);
    });
  }
});

describe('checkPriority', () => {
  for (const priority of ['high', 'normal', 'bulk', '', '${PRIORITY}']) {
    it(`accepts "${priority}"`, () => {
      (checkPriority(priority) === undefined).should.be.true();
    });
  }

  for (const priority of ['urgent', 'High', 'x${PRIORITY}']) {
    it(`refuses "${priority}"`, () => {
      String(checkPriority(priority)).should.equal('errors.priorityUnknown');
    });
  }
});

describe('the checks of waiting', () => {
  it('accept everything that can be waited for, nothing and a variable', () => {
    for (const goal of [...WAIT_GOALS, '', undefined, '${GOAL}'])
      (checkWaitFor(goal) === undefined).should.equal(true, String(goal));
  });

  it('refuse anything else', () => {
    String(checkWaitFor('tomorrow')).should.equal('errors.waitForUnknown');
  });

  it('accept seconds, nothing and a variable', () => {
    for (const time of ['1', '604800', 0.5 + 0.5, '', ' ', undefined, '${TIME}'])
      (checkWaitTimeout(time) === undefined).should.equal(true, String(time));
  });

  it('refuse what is too short, too long or no number', () => {
    for (const time of ['0', '604801', 'soon']) String(checkWaitTimeout(time)).should.equal('errors.waitTimeout', time);
  });
});

describe('recipientOf', () => {
  it('shows the conversation of a node from before there were recipients', () => {
    recipientOf({ conversationId: 'id', conversationIdType: 'flow' }).should.deepEqual({ value: 'id', type: 'flow' });
    recipientOf({ conversationId: 'conv-ada', conversationIdType: 'str' }).should.deepEqual({
      value: 'conv-ada',
      type: 'conversation',
    });
    recipientOf({}).should.deepEqual({ value: 'conversationId', type: 'msg' });
  });

  it('prefers the recipient', () => {
    recipientOf({
      recipient: 'c',
      recipientType: 'contact',
      conversationId: 'x',
      conversationIdType: 'str',
    }).should.deepEqual({ value: 'c', type: 'contact' });
  });
});

describe('checkRecipient', () => {
  const address = { channel: 'SMS', identity: '+46701234567' };

  it('accepts an id, an address and a list of addresses', () => {
    (checkRecipient('conversation', 'conv-ada') === undefined).should.be.true();
    (checkRecipient('address', JSON.stringify(address)) === undefined).should.be.true();
    (checkRecipient('addresses', JSON.stringify([address, address])) === undefined).should.be.true();
  });

  it('misses an id', () => {
    String(checkRecipient('contact', ' ')).should.equal('errors.recipientEmpty');
  });

  it('misses half of an address, and what is no address at all', () => {
    for (const value of [
      JSON.stringify({ channel: 'SMS', identity: '' }),
      JSON.stringify([address, {}]),
      '[]',
      '{',
      'null',
    ])
      String(checkRecipient('addresses', value)).should.equal('errors.addressIncomplete', value);
  });
});

describe('the addresses of a recipient', () => {
  const sms = { channel: 'SMS', identity: '+46701234567' };
  const mail = { channel: 'EMAIL', identity: 'ada@example.com' };

  it('are written as they are read', () => {
    readAddresses(writeAddresses('addresses', [sms, mail])).should.deepEqual([sms, mail]);
    readAddresses(writeAddresses('address', [sms, mail])).should.deepEqual([sms]);
  });

  it('are written without blanks around them and without empty rows', () => {
    const rows = [
      { channel: ' ', identity: '' },
      { channel: ' SMS ', identity: ' +46701234567 ' },
    ];
    JSON.parse(writeAddresses('address', rows)).should.deepEqual(sms);
    writeAddresses('addresses', [{ channel: '', identity: '' }]).should.equal('');
  });

  it('are read from a number, too', () => {
    readAddresses('{"channel":"SMS","identity":46701234567}').should.deepEqual([
      { channel: 'SMS', identity: '46701234567' },
    ]);
  });
});

describe('checkOptions', () => {
  const option = (name: string) => ({ name, value: '', type: 'str' });

  it('accepts none, and several with names of their own', () => {
    for (const options of [undefined, [], [option('ttl'), option('queue')]])
      (checkOptions(options) === undefined).should.be.true();
  });

  it('refuses a nameless one and one that is there twice', () => {
    String(checkOptions([option('')])?.key).should.equal('errors.optionName');
    Object(checkOptions([option('ttl'), option('ttl')])).should.deepEqual({ key: 'errors.optionTwice', name: 'ttl' });
  });
});

describe('sendChoices', () => {
  it('offers what a provider can reach, and everything while it is not known', () => {
    sendChoices('sinch').recipients.should.not.containEql('conversation');
    sendChoices('sendseven').recipients.should.not.containEql('addresses');
    sendChoices('').recipients.should.equal(RECIPIENT_FORMS);
  });
});
