import { help, readCommand } from './command-options';
import { type Sandbox, type SandboxOptions, startSandbox } from './index';

/** `npm run sandbox`: the sandbox on its own, until Ctrl-C. */
async function main(args: readonly string[]): Promise<void> {
  const request = readCommand(args);
  if (request.kind === 'help') {
    console.log(help);
    return;
  }
  if (request.kind === 'mistake') {
    console.error(`${request.message}\n\n${help}`);
    process.exitCode = 2;
    return;
  }
  await run(request);
}

async function run({ port, rateLimit, seed }: Required<Pick<SandboxOptions, 'port' | 'rateLimit' | 'seed'>>) {
  try {
    const sandbox = await startSandbox({ port, rateLimit, seed, control: true });
    console.log(welcome(sandbox));
    untilInterrupted(sandbox);
  } catch (error) {
    console.error(`The sandbox could not start: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

function welcome({ origin, sendseven, sinch }: Sandbox): string {
  return `The sandbox is running. Nothing leaves this machine. Ctrl-C ends it.

  Phone page   ${origin}/phone/

  SendSeven    Base URL     ${sendseven.baseUrl}
               API token    ${sendseven.token}
               Tenant id    ${sendseven.tenantId}

  Sinch        Base URL     ${sinch.baseUrl}
               Project id   ${sinch.projectId}
               App id       ${sinch.appId} (keeps conversations), ${sinch.dispatchAppId} (keeps nothing)
               Key id       ${sinch.keyId}
               Key secret   ${sinch.keySecret}

Conversations to write to: conv-ada, conv-grace, conv-linus; conv-unreachable fails on its way;
simulate-429, simulate-500, simulate-timeout, … fail as their names say. Sinch: any number; +15555550003 fails on every
channel, +15555550004 on the first, +15555550006 answers 429.

  curl ${sendseven.baseUrl}/messages \\
    -H 'Authorization: Bearer ${sendseven.token}' -H 'Content-Type: application/json' \\
    -d '{"conversation_id": "conv-ada", "text": "Hello Ada"}'

For tests: POST and DELETE ${origin}/_sandbox/faults,
  POST ${origin}/_sandbox/rate-limit, GET ${origin}/_sandbox/requests,
  GET and POST ${origin}/_sandbox/webhooks
`;
}

/** A sandbox does not keep a process alive; as a command it must. */
function untilInterrupted(sandbox: Sandbox): void {
  const hold = setInterval(() => {}, 2 ** 30);
  const end = () => {
    clearInterval(hold);
    void sandbox.close();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

void main(process.argv.slice(2));
