import type { NextFunction, Request, Response } from 'express';
import { receiving } from './receiving';
import type { NodeAPI } from './red';

/** Tests load the package again and again into one runtime. */
const registered = new WeakSet<object>();

/**
 * The one route of all endpoints below `httpNodeRoot`. Routes that come and go with nodes would have to be cut out of
 * Express's own list; this one asks who is there. Called once, when the package is loaded.
 */
export function registerWebhookRoute(RED: NodeAPI): void {
  if (!RED.httpNode || registered.has(RED.httpNode)) return;
  registered.add(RED.httpNode);
  const reception = receiving(RED);
  RED.httpNode.use((request: Request, response: Response, next: NextFunction) => {
    const early = !reception.started && request.method === 'POST' && DEFAULT_PATH.test(request.path);
    if (early || reception.has(request.path)) void reception.handle(request, response, request.path);
    else next();
  });
}

/** An account that is still starting must not be a 404: some providers never try again after one. */
const DEFAULT_PATH = /^\/conversations\/[^/]+\/?$/;
