import { KNOWN_EVENTS } from '../../src/model/known-events';

describe('KNOWN_EVENTS', () => {
  it('holds the 44 kinds, each once', () => {
    KNOWN_EVENTS.length.should.equal(44);
    new Set(KNOWN_EVENTS.map(({ event }) => event)).size.should.equal(44);
  });

  it('knows the category of each', () => {
    const categoryOf = (name: string) => String(KNOWN_EVENTS.find(({ event }) => event === name)?.category);
    categoryOf('message.received').should.equal('message');
    categoryOf('campaign.email.opened').should.equal('campaign');
    categoryOf('conversation.transcript.created').should.equal('conversation');
    categoryOf('team_chat.message.created').should.equal('team_chat');
  });
});
