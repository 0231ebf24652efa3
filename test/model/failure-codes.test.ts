import { FAILURE_KINDS, type FailureCode, type FailureKind, isRetryable } from '../../src/model/failure-codes';

/** The contract with flows, written down a second time: a code that is renamed or changes its kind breaks flows. */
const CONTRACT: Record<FailureKind, { passing?: string; lasting?: string }> = {
  config: {
    lasting:
      'ERR_NO_ACCOUNT ERR_ACCOUNT_INCOMPLETE ERR_ACCOUNT_INVALID ERR_ENV_NOT_SET ERR_BASE_URL ERR_CREDENTIAL ERR_NO_WEBHOOK',
  },
  input: {
    lasting:
      'ERR_EXPRESSION ERR_TEXT_MISSING ERR_TEXT_EMPTY ERR_TEXT_TYPE ERR_CONVERSATION_MISSING ERR_CONVERSATION_TYPE ERR_RECIPIENT ERR_RECIPIENT_UNSUPPORTED ERR_OPTION ERR_IDEMPOTENCY_KEY ERR_PRIORITY ERR_WAIT',
  },
  refused: {
    lasting:
      'ERR_BAD_REQUEST ERR_UNAUTHORIZED ERR_INSUFFICIENT_BALANCE ERR_FORBIDDEN ERR_MISSING_SCOPE ERR_FEATURE_DISABLED ERR_NOT_FOUND ERR_CONFLICT ERR_TOO_LARGE ERR_VALIDATION ERR_MESSAGE_FAILED ERR_REDIRECT ERR_HTTP_STATUS',
  },
  limited: { passing: 'ERR_RATE_LIMITED' },
  unavailable: {
    passing: 'ERR_CONNECTION_REFUSED ERR_CONNECT_TIMEOUT ERR_DNS ERR_PROXY',
    lasting: 'ERR_TLS ERR_PROXY_AUTH',
  },
  uncertain: {
    passing:
      'ERR_SERVER ERR_TIMEOUT ERR_CONNECTION_RESET ERR_NETWORK ERR_RESPONSE_NOT_JSON ERR_RESPONSE_CUT ERR_RESPONSE_TOO_LARGE ERR_INTERNAL',
    lasting: 'ERR_WAIT_TIMEOUT',
  },
  cancelled: { passing: 'ERR_QUEUE_FULL ERR_ACCOUNT_REMOVED ERR_CLOSED ERR_WAIT_FULL', lasting: 'ERR_WAIT_ENDED' },
};

const rows = Object.entries(CONTRACT).flatMap(([kind, { passing = '', lasting = '' }]) => [
  ...words(passing).map((code) => ({ code, kind, retryable: true })),
  ...words(lasting).map((code) => ({ code, kind, retryable: false })),
]);

describe('the codes of failures', () => {
  for (const { code, kind, retryable } of rows) {
    it(`${code} is of kind ${kind} and ${retryable ? 'may pass by itself' : 'stays until a person changes something'}`, () => {
      FAILURE_KINDS[code].should.equal(kind);
      isRetryable(code).should.equal(retryable);
    });
  }

  it('are all in this table', () => {
    // A new code is added here, too: this test is where its promise to flows is written down.
    const known = new Set<string>(rows.map(({ code }) => code));
    Object.keys(FAILURE_KINDS)
      .filter((code) => !known.has(code))
      .should.deepEqual([]);
  });
});

function words(text: string): FailureCode[] {
  return text.split(' ').filter(Boolean) as FailureCode[];
}
