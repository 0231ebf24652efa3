import should from 'should';
import { ChatLog, keptMessages } from '../../../../src/sandbox/phone/browser/chat-log';
import { editorToken } from '../../../../src/sandbox/phone/browser/editor-token';
import { colourOf, dayName, initials } from '../../../../src/sandbox/phone/browser/format';
import { createStreamParser } from '../../../../src/sandbox/phone/browser/sse-parser';
import type { PhoneMessage } from '../../../../src/sandbox/phone/wire';

describe("the editor's token", () => {
  const storage = (entries: Record<string, string>) => ({ getItem: (key: string) => entries[key] ?? null });
  const tokens = JSON.stringify({ access_token: 'secret' });

  it('is found for an editor at the root', () => {
    should(editorToken('/conversations/sandbox/', storage({ 'auth-tokens': tokens }))).equal('secret');
  });

  it('is found for an editor elsewhere, each under its own path', () => {
    const entries = storage({ 'auth-tokens-my-admin': tokens });
    should(editorToken('/my/admin/conversations/sandbox/', entries)).equal('secret');
    should(editorToken('/other/conversations/sandbox/', entries)).be.undefined();
  });

  it('is missing where nobody logged in, or something else lies there', () => {
    for (const value of ['null', 'no JSON', '{}', '5']) {
      should(editorToken('/conversations/sandbox/', storage({ 'auth-tokens': value }))).be.undefined();
    }
  });
});

describe('the reader of the event stream', () => {
  it('puts events together from pieces of any size', () => {
    const parse = createStreamParser();
    const text = ': hello\n\nid: 1\nevent: changes\ndata: {"a": 1}\n\nid: 2\nevent: resync\ndata: {}\n\n';
    [...text]
      .flatMap((character) => parse(character))
      .should.eql([
        { id: '1', name: 'changes', data: '{"a": 1}' },
        { id: '2', name: 'resync', data: '{}' },
      ]);
  });
});

describe('the log of the open chat', () => {
  const message = (sequence: number, status: PhoneMessage['status'] = 'sent') =>
    ({ id: `m${sequence}`, sequence, status }) as PhoneMessage;
  const many = (from: number, count: number) => Array.from({ length: count }, (_, index) => message(from + index));

  it('tells new messages from changed ones and passes over those it does not hold', () => {
    const log = new ChatLog();
    log.reset([message(5), message(6)]);
    const { added, updated } = log.take([message(8), message(2), message(6, 'read'), message(7)]);
    added.map(({ id }) => id).should.eql(['m7', 'm8']);
    updated.should.eql([message(6, 'read')]);
  });

  it('lets go of the oldest, and can take them back', () => {
    const log = new ChatLog();
    log.reset(many(1, keptMessages));
    log.take(many(keptMessages + 1, 3));
    log
      .trim()
      .map(({ id }) => id)
      .should.eql(['m1', 'm2', 'm3']);
    log.prepend(many(1, 3));
    should(log.oldest?.id).equal('m1');
    log.take([message(1, 'read')]).updated.should.have.length(1);
  });
});

describe('names and days', () => {
  it('make initials of first and last names in any script', () => {
    ['Ada Lovelace', 'ada', 'Mary Jane Watson', 'Ólafur Þór', '+15555550111', '***']
      .map(initials)
      .should.eql(['AL', 'A', 'MW', 'ÓÞ', '1', '#']);
  });

  it('give a name always the same colour, one of six', () => {
    colourOf('Ada Lovelace').should.equal(colourOf('Ada Lovelace'));
    ['', 'a', 'Ada', 'Grace Hopper', '数学']
      .map(colourOf)
      .should.matchEach((colour: number) => colour >= 0 && colour < 6);
  });

  it('call the last two days by name', () => {
    const now = new Date(2026, 2, 30, 0, 30).getTime();
    const hour = 3_600_000;
    dayName(now, now).should.equal('Today');
    dayName(now - hour, now).should.equal('Yesterday');
    dayName(now - 30 * hour, now).should.match(/28/);
  });
});
