/** What the mock server must know of a provider's API to count its messages and to answer as it does. */
export interface MockWire {
  /** The message in the body of a request. */
  read(body: string): { readonly conversation: string; readonly text: string };
  readonly status: number;
  /** The body of the answer to a message that was taken, about as large as the real API's. */
  accepted(conversation: string, text: string): string;
}

const sendSeven: MockWire = {
  read(body) {
    const { conversation_id: conversation, text } = JSON.parse(body);
    return { conversation, text };
  },
  status: 201,
  accepted: (conversation, text) =>
    JSON.stringify({
      id: idOf(text),
      conversation_id: conversation,
      tenant_id: '5a4db0c5-0000-4000-8000-000000000001',
      direction: 'outbound',
      message_type: 'text',
      text,
      status: 'pending',
      external_id: null,
      error_message: null,
      created_at: '2026-11-21T12:00:00.000Z',
      updated_at: '2026-11-21T12:00:00.000Z',
    }),
};

const sinch: MockWire = {
  read(body) {
    const { recipient, message } = JSON.parse(body);
    return { conversation: recipient.identified_by.channel_identities[0].identity, text: message.text_message.text };
  },
  status: 200,
  accepted: (_, text) => JSON.stringify({ message_id: idOf(text), accepted_time: '2026-11-21T12:00:00.000Z' }),
};

/** The API that a request is meant for, by its path. */
export function wireOf(path = ''): MockWire {
  return path.endsWith('/messages:send') ? sinch : sendSeven;
}

function idOf(text: string): string {
  return `5f0c1c1e-0000-4000-8000-${String(Number.parseInt(text, 10)).padStart(12, '0')}`;
}
