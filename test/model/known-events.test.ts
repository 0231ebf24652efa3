import { knownEvents } from '../../src/model/known-events';
import { TRIGGERS } from '../../src/provider/sinch/triggers';
import { eventTypes } from '../../src/sandbox/sendseven/webhooks/event-types';

const namesOf = (provider: string) => knownEvents(provider).map(({ event }) => event);

describe('knownEvents', () => {
  it('has the 44 kinds of SendSeven, each once', () => {
    namesOf('sendseven').length.should.equal(44);
    namesOf('sendseven')
      .sort()
      .should.deepEqual(eventTypes.map(({ event }) => event).sort());
  });

  it('has every kind that the triggers of Sinch can bring', () => {
    const brought = TRIGGERS.flatMap(({ events }) => events);
    namesOf('sinch')
      .sort()
      .should.deepEqual([...new Set(brought)].sort());
  });

  it('knows the category of each', () => {
    const categoryOf = (name: string) => String(knownEvents('sendseven').find(({ event }) => event === name)?.category);
    categoryOf('message.received').should.equal('message');
    categoryOf('campaign.email.opened').should.equal('campaign');
    categoryOf('conversation.transcript.created').should.equal('conversation');
    categoryOf('team_chat.message.created').should.equal('team_chat');
  });

  it('helps a provider that it does not know with those of SendSeven', () => {
    knownEvents('later').should.equal(knownEvents('sendseven'));
  });
});
