import { groupEvents, isNewEvent, readEvents } from '../../nodes/editor/event-list';
import { checkEvents, checkPattern } from '../../nodes/editor/receive-checks';

const OFFERED = [
  { event: 'message.received', category: 'message', description: 'Somebody wrote' },
  { event: 'message.read', category: 'message' },
  { event: 'link.clicked' },
];

describe('groupEvents', () => {
  it('groups by category in the order of the offer, and knows what is chosen', () => {
    groupEvents(OFFERED, ['message.read'], '').should.deepEqual([
      {
        category: 'message',
        lines: [
          { ...OFFERED[0], isOwn: false, chosen: false },
          { ...OFFERED[1], isOwn: false, chosen: true },
        ],
      },
      { category: 'other', lines: [{ event: 'link.clicked', category: 'other', isOwn: false, chosen: false }] },
    ]);
  });

  it('never drops what is chosen, also where the list does not have it', () => {
    const [own] = groupEvents(OFFERED, ['my.own', 'message.read'], '');
    Object(own).should.deepEqual({
      category: 'own',
      lines: [{ event: 'my.own', category: 'own', isOwn: true, chosen: true }],
    });
    groupEvents([], ['message.read'], '').length.should.equal(1);
  });

  it('searches names and descriptions, whatever the case', () => {
    const found = (query: string) =>
      groupEvents(OFFERED, ['my.own'], query).flatMap(({ lines }) => lines.map(({ event }) => event));
    found(' READ ').should.deepEqual(['message.read']);
    found('wrote').should.deepEqual(['message.received']);
    found('my').should.deepEqual(['my.own']);
    found('nothing').should.deepEqual([]);
  });
});

describe('isNewEvent', () => {
  it('is true only of a name that is not there yet', () => {
    isNewEvent('my.own', OFFERED, []).should.be.true();
    isNewEvent(' my.own ', OFFERED, ['my.own']).should.be.false();
    isNewEvent('message.read', OFFERED, []).should.be.false();
    isNewEvent(' ', OFFERED, []).should.be.false();
  });
});

describe('readEvents', () => {
  it('takes the events of an answer, and nothing that is none', () => {
    Object(readEvents({ ok: true, events: [...OFFERED, null, { event: 7 }] })).should.deepEqual(OFFERED);
  });

  for (const strange of [undefined, null, [], { ok: false, error: {} }, { events: {} }, { events: [] }]) {
    it(`finds none in ${JSON.stringify(strange)}`, () => {
      (readEvents(strange) === undefined).should.be.true();
    });
  }
});

describe('the checks of a receive node', () => {
  it('want one event at least', () => {
    for (const events of [[], [''], 'message.read', [7], null])
      String(checkEvents(events)).should.equal('errors.eventsEmpty');
    for (const events of [undefined, ['message.read'], ['my.own']])
      (checkEvents(events) === undefined).should.be.true();
  });

  it('accept regular expressions in both forms, and variables', () => {
    for (const text of ['yes|no', '/^(yes|no)$/i', '/a\\/b/', '${PATTERN}', ''])
      (checkPattern(text) === undefined).should.equal(true, text);
  });

  it('tell what is wrong with one that cannot be used', () => {
    for (const text of ['(', '/(/i', '/a/xx']) String(checkPattern(text)).should.match(/expression|flags/i);
  });
});
