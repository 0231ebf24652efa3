import should from 'should';
import { useSandbox } from '../harness';
import { shouldBe } from './published';

describe('an interactive message to the simulated API', () => {
  const world = useSandbox();
  const buttons = [
    { id: 'yes', title: 'Yes' },
    { id: 'no', title: 'No' },
  ];
  const post = (body: object) =>
    world.call('POST', '/messages/send/interactive', {
      body: { channel_id: 'channel-whatsapp', contact_id: 'contact-ada', type: 'buttons', body: 'Coming?', ...body },
    });
  const rows = (count: number, prefix = 'r') =>
    Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, title: `Row ${index}` }));

  it('with buttons is accepted and can be read later', async () => {
    const header = { type: 'text', text: 'Party' };
    const { status, body } = await post({ buttons, header, footer: 'Saturday' });
    status.should.equal(201);
    shouldBe('InteractiveMessageResponse', body);
    body.should.containDeep({ conversation_id: 'conv-ada', platform: 'whatsapp', type: 'buttons', error: null });
    const stored = (await world.call('GET', `/messages/${body.id}`)).body;
    shouldBe('MessageResponse', stored);
    stored.should.containDeep({
      text: 'Coming?',
      message_type: 'interactive',
      interactive: {
        type: 'button',
        header: { text: 'Party' },
        footer: { text: 'Saturday' },
        body: { text: 'Coming?' },
      },
    });
  });

  it('with a list keeps its sections', async () => {
    const sections = [
      { title: 'Morning', rows: rows(2, 'm') },
      { title: 'Evening', rows: rows(1, 'e') },
    ];
    const { id } = (await post({ type: 'list', sections, button_text: 'Times' })).body;
    const { interactive } = (await world.call('GET', `/messages/${id}`)).body;
    interactive.action.button.should.equal('Times');
    interactive.action.sections
      .map(({ title, rows: own }: { title: string; rows: unknown[] }) => [title, own.length])
      .should.eql([
        ['Morning', 2],
        ['Evening', 1],
      ]);
  });

  it('can ask for contact information, which comes as a contact', async () => {
    const { id } = (await post({ type: 'request_contact_info' })).body;
    const answer = world.sandbox.world.tap(id, 'share-contact');
    should(answer).containEql({ kind: 'contact', text: 'Ada Lovelace +15555550111', tap: undefined });
  });

  const refusals: readonly [what: string, body: object][] = [
    ['no buttons', {}],
    ['four buttons', { buttons: rows(4) }],
    ['a title that is too long', { buttons: [{ id: 'a', title: 'x'.repeat(21) }] }],
    ['two buttons of one id', { buttons: [buttons[0], buttons[0]] }],
    ['a list without sections', { type: 'list', buttons }],
    [
      'eleven rows in two sections',
      {
        type: 'list',
        sections: [
          { title: 'A', rows: rows(6) },
          { title: 'B', rows: rows(5, 's') },
        ],
      },
    ],
    ['a section without rows', { type: 'list', sections: [{ title: 'A', rows: [] }] }],
    ['buttons where contact information is asked for', { type: 'request_contact_info', buttons }],
    ['an unknown type', { type: 'quick_reply', buttons }],
  ];
  for (const [what, body] of refusals) {
    it(`is refused with ${what}`, async () => {
      const { status, body: answer } = await post(body);
      status.should.equal(422);
      shouldBe('HTTPValidationError', answer);
    });
  }

  it('goes by WhatsApp only', async () => {
    const elsewhere = { channel_id: 'channel-telegram', contact_id: 'contact-grace', buttons };
    (await post(elsewhere)).status.should.equal(400);
    (await post({ contact_id: 'nobody', buttons })).status.should.equal(404);
  });

  it('says at once that it failed where it cannot get through', async () => {
    const { status, body } = await post({ contact_id: 'contact-mei', buttons });
    status.should.equal(201);
    body.should.containDeep({ status: 'failed', error_code: 131047 });
    shouldBe('InteractiveMessageResponse', body);
  });
});
