import { createServer, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { FlowNode } from './flows';

/** The part of an embedded Node-RED that is used here. */
interface Runtime {
  init(server: object, settings: object): void;
  start(): Promise<void>;
  readonly httpNode: unknown;
  readonly events: { once(event: string, listener: () => void): void };
  readonly nodes: { getNode(id: string): { receive(msg: object): void } | null };
}

/** A Node-RED inside this process, with flows from memory. */
export interface Embedded {
  /** Hands a message to a node. */
  receive(id: string, msg: object): void;
  /** Serves the HTTP nodes, once it listens. */
  readonly server: Server;
}

interface EmbeddedOptions {
  /** Folder of the `node-red` package. */
  readonly nodeRed: string;
  readonly userDir: string;
  readonly flows: readonly FlowNode[];
  readonly credentials: Readonly<Record<string, object>>;
  /** What function nodes find with `global.get`. */
  readonly global: Readonly<Record<string, unknown>>;
  /** Whether there are HTTP nodes; default false. */
  readonly http?: boolean;
}

/** Starts Node-RED without its editor and without a log, and waits until the flows run. */
export async function startNodeRed({ flows, credentials, ...options }: EmbeddedOptions): Promise<Embedded> {
  const load = createRequire(join(options.nodeRed, 'package.json'));
  const RED = load(options.nodeRed) as Runtime;
  const app = (load('express') as () => RequestListener & { use(path: string, handler: unknown): void })();
  const server = createServer(app);
  RED.init(server, {
    userDir: options.userDir,
    httpAdminRoot: false,
    httpNodeRoot: options.http ? '/' : false,
    credentialSecret: false,
    storageModule: memory(flows, credentials),
    functionGlobalContext: options.global,
    telemetry: { enabled: false, updateNotification: false },
    editorTheme: { tours: false, projects: { enabled: false } },
    logging: { console: { level: 'off', metrics: false, audit: false } },
  });
  // As red.js does it, before any node is loaded.
  if (options.http) app.use('/', RED.httpNode);
  const running = new Promise<void>((resolve) => RED.events.once('flows:started', resolve));
  await RED.start();
  await running;
  return {
    server,
    receive(id, msg) {
      const node = RED.nodes.getNode(id);
      if (!node) throw new Error(`The flow has no node ${id}.`);
      node.receive(msg);
    },
  };
}

/** Storage that forgets: nothing of a measurement is kept. */
function memory(flows: readonly FlowNode[], credentials: object): object {
  const nothing = async () => {};
  return {
    init: nothing,
    getFlows: async () => flows,
    saveFlows: nothing,
    getCredentials: async () => credentials,
    saveCredentials: nothing,
    getSettings: async () => ({}),
    saveSettings: nothing,
    getSessions: async () => ({}),
    saveSessions: nothing,
    getLibraryEntry: async () => [],
    saveLibraryEntry: nothing,
  };
}
