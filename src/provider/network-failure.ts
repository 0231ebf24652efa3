import { DeliveryError, type FailureFacts } from '../model/failure';
import type { FailureCode } from '../model/failure-codes';

/** What is known when no whole answer came. Holds no text of the HTTP library: those print headers. */
export interface NetworkTrouble {
  /** The error's class, for example `TimeoutError`. */
  readonly name: string;
  /** The system's or library's code, for example `ECONNRESET`. */
  readonly code: string;
  /** For a timeout: what took too long, for example `connect`. */
  readonly phase?: string | undefined;
  /** The status line, if it arrived before the trouble. */
  readonly statusCode?: number | undefined;
  /** Whether the whole request had been written. */
  readonly sent: boolean;
  /** Whether the request went over a connection that an earlier one had used. */
  readonly reused: boolean;
  /** Whether we hung up because the answer grew too large. */
  readonly tooLarge: boolean;
  /** Host and port of the proxy in use. */
  readonly proxy?: string | undefined;
  /** What the proxy answered instead of connecting. */
  readonly proxyStatus?: number | undefined;
}

const FACTS = {
  ERR_RESPONSE_TOO_LARGE: ['The answer was far too large and was not read.', 'Check the Base URL of the account.'],
  ERR_RESPONSE_CUT: [
    'The answer ended before it was whole, or was no HTTP.',
    'Check the Base URL of the account, and the network and the proxy if it happens often.',
  ],
  ERR_CLOSED: ['The request was given up because the account or Node-RED stopped.', ''],
  ERR_TIMEOUT: ['No answer came in time.', 'If it happens often, raise the Request timeout of the account.'],
  ERR_CONNECT_TIMEOUT: [
    'No connection could be made in time.',
    'Check the network, the firewall, the proxy and the Base URL of the account.',
  ],
  ERR_CONNECTION_REFUSED: [
    'The connection was refused.',
    'Check that the Base URL of the account is right and that the server runs.',
  ],
  ERR_DNS: [
    'The host name of the Base URL was not found.',
    'Check the Base URL of the account, the DNS and the network.',
  ],
  ERR_TLS: [
    'The certificate of the server was not accepted.',
    'For a private CA choose a TLS configuration in the account; otherwise check the Base URL and the clock.',
  ],
  ERR_PROXY: [
    'The proxy could not be reached or did not connect.',
    'Check the proxy of the account, or the environment variables https_proxy and no_proxy.',
  ],
  ERR_PROXY_AUTH: [
    'The proxy wants another user name or password.',
    'Correct them in the proxy of the account, or in the environment variable https_proxy.',
  ],
  ERR_CONNECTION_RESET: [
    'The connection broke before an answer came.',
    'Check the network and the proxy if it happens often.',
  ],
  ERR_NETWORK: ['The network failed.', 'Check the network, the proxy and the Base URL of the account.'],
} as const satisfies Partial<Record<FailureCode, readonly [message: string, hint: string]>>;

type NetworkCode = keyof typeof FACTS;

const BY_SYSTEM_CODE: Record<string, NetworkCode> = {
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ENOTFOUND: 'ERR_DNS',
  EAI_AGAIN: 'ERR_DNS',
  ENODATA: 'ERR_DNS',
  EHOSTUNREACH: 'ERR_CONNECT_TIMEOUT',
  ENETUNREACH: 'ERR_CONNECT_TIMEOUT',
  ENETDOWN: 'ERR_CONNECT_TIMEOUT',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  EPIPE: 'ERR_CONNECTION_RESET',
  ECONNABORTED: 'ERR_CONNECTION_RESET',
  EPROTO: 'ERR_TLS',
};

const CONNECT_PHASES = new Set(['lookup', 'connect', 'secureConnect', 'socket']);

/** Node's names for a certificate that was not accepted (https://nodejs.org/api/tls.html, X509 certificate error codes). */
const TLS_CODE = /CERT|_SIGNED|ISSUER|SIGNATURE|^ERR_TLS|^ERR_SSL|CRL|^INVALID_(CA|PURPOSE)$|^PATH_LENGTH/;

/** The failure that a lack of a whole answer amounts to. */
export function networkFailure(trouble: NetworkTrouble): DeliveryError {
  const code = codeOf(trouble);
  const [message, hint] = FACTS[code];
  const facts: FailureFacts = {
    message: trouble.proxy ? `${message.slice(0, -1)} (${proxyWords(trouble)}).` : message,
    hint,
    statusCode: trouble.statusCode,
    detail: /^[A-Z0-9_]+$/.test(trouble.code) ? trouble.code : undefined,
    ...(code === 'ERR_CONNECTION_RESET' && trouble.reused && { staleConnection: true }),
  };
  return new DeliveryError(code, facts);
}

/** A proxy that never connects, or a wait for a free connection, ends by the time limit of the whole request. */
function isBeforeSending({ phase = '', sent }: NetworkTrouble): boolean {
  return CONNECT_PHASES.has(phase) || !sent;
}

function proxyWords({ proxy, proxyStatus }: NetworkTrouble): string {
  return proxyStatus === undefined ? `proxy ${proxy}` : `proxy ${proxy} answered ${proxyStatus}`;
}

function codeOf(trouble: NetworkTrouble): NetworkCode {
  if (trouble.tooLarge) return 'ERR_RESPONSE_TOO_LARGE';
  if (trouble.name === 'AbortError' || trouble.code === 'ERR_ABORTED') return 'ERR_CLOSED';
  if (trouble.proxyStatus !== undefined) return trouble.proxyStatus === 407 ? 'ERR_PROXY_AUTH' : 'ERR_PROXY';
  if (trouble.name === 'TimeoutError') return isBeforeSending(trouble) ? 'ERR_CONNECT_TIMEOUT' : 'ERR_TIMEOUT';
  if (trouble.statusCode !== undefined || trouble.code.startsWith('HPE_')) return 'ERR_RESPONSE_CUT';
  if (TLS_CODE.test(trouble.code)) return 'ERR_TLS';
  const known = BY_SYSTEM_CODE[trouble.code] ?? 'ERR_NETWORK';
  if (trouble.proxy && !trouble.sent) return 'ERR_PROXY';
  return known;
}
