import type { NextFunction, Request, Response } from 'express';
import { flowsRan, receiving, receivingYet } from './receiving';
import type { NodeAPI } from './red';
import { keepUnread, mayBeRead } from './unread-body';

/** Tests load the package again and again into one runtime. */
const registered = new WeakSet<object>();

/**
 * The one route of all endpoints below `httpNodeRoot`. Routes that come and go with nodes would have to be cut out of
 * Express's own list; this one asks who is there. Called once, when the package is loaded.
 */
export function registerWebhookRoute(RED: NodeAPI): void {
  if (!RED.httpNode || registered.has(RED.httpNode)) return;
  registered.add(RED.httpNode);
  const isOurs = (method: string, path: string) =>
    receivingYet()?.has(path) || (!flowsRan() && method === 'POST' && DEFAULT_PATH.test(path));
  keepUnread(RED.httpNode, isOurs);
  RED.httpNode.use((request: Request, response: Response, next: NextFunction) => {
    mayBeRead(request);
    if (isOurs(request.method, request.path)) void receiving(RED).handle(request, response, request.path);
    else next();
  });
}

/** An account that is still starting must not be a 404: some providers never try again after one. */
const DEFAULT_PATH = /^\/conversations\/[^/]+\/?$/;
