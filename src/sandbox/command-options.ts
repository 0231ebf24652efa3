import { parseArgs } from 'node:util';
import type { RateLimitSettings } from './rate-limit/settings';

/** What the command was asked to do. */
export type CommandRequest =
  | { readonly kind: 'start'; readonly port: number; readonly rateLimit: RateLimitSettings; readonly seed: number }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string };

export const defaultPort = 18_080;

export const help = `Starts a simulated messaging provider on this machine. Nothing leaves it.

Usage: npm run sandbox [-- options]

  --port <number>         port on 127.0.0.1, 0 for any free one (default ${defaultPort})
  --rate-limit <limit>    none, or model:requests/seconds with model fixed, sliding or bucket,
                          e.g. sliding:100/60 (default none)
  --seed <number>         seed of the random numbers behind faults with a probability (default 1)
  --help                  this text
`;

/** Reads the command line. @param args without the program's name */
export function readCommand(args: readonly string[]): CommandRequest {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: String(defaultPort) },
        'rate-limit': { type: 'string', default: 'none' },
        seed: { type: 'string', default: '1' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    return {
      kind: 'start',
      port: wholeNumber('--port', values.port, 65_535),
      rateLimit: readRateLimit(values['rate-limit']),
      seed: wholeNumber('--seed', values.seed, 2 ** 32 - 1),
    };
  } catch (error) {
    return { kind: 'mistake', message: (error as Error).message };
  }
}

function wholeNumber(name: string, text: string, highest: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= highest) return number;
  throw new Error(`${name} must be a whole number from 0 to ${highest}, not "${text}"`);
}

function readRateLimit(text: string): RateLimitSettings {
  if (text === 'none') return { model: 'none' };
  const [, model, limit, seconds] = /^(fixed|sliding|bucket):([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  if (!model) throw new Error(`--rate-limit must be none or like sliding:100/60, not "${text}"`);
  return { model: model as 'fixed' | 'sliding' | 'bucket', limit: Number(limit), periodMs: Number(seconds) * 1000 };
}
