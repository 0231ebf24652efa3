import type { Node, NodeAPI, NodeDef, NodeMessage } from 'node-red';

export type { Node, NodeAPI, NodeDef };

/** A message in a flow: whatever the flow put on it. */
export type Message = NodeMessage & Record<string, unknown>;

/** What Node-RED hands to an input listener for one message. */
export type Send = (messages: Message | (Message | null)[]) => void;
export type Done = (error?: Error) => void;

/** A node with the parts that the published types leave out. */
export interface WiredNode<Credentials extends object = object> extends Node<Credentials> {
  /** Ids of the nodes wired to each output; kept up to date by deploys that do not restart the node. */
  wires: string[][];
  /** Flow, subflows and node; the same after every deploy. */
  readonly _path?: string;
  /** Inside a subflow: the id that the node has in the editor. */
  readonly _alias?: string;
}

/**
 * What names a node for good. One inside a subflow gets another id at every deploy, but keeps its path; any other keeps
 * its id, also when it is moved to another flow or, as a configuration, gets another scope.
 */
export function lastingId(node: WiredNode): string {
  return node._alias === undefined ? node.id : (node._path ?? node.id);
}

/** The types say that a node is always found; it is not, when it is missing or disabled. */
export function findNode<T>(RED: NodeAPI, id: unknown): T | undefined {
  return typeof id === 'string' && id ? ((RED.nodes.getNode(id) as T | null) ?? undefined) : undefined;
}
