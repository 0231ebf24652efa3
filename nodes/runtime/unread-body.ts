import type { Application, NextFunction, Request, Response } from 'express';

/** How Express's parsers, and those of the core nodes, mark a body that has been read. */
interface Marked {
  _body?: boolean;
}

/** What the published types of Express leave out. */
interface Stacked {
  readonly parent?: Application;
  readonly _router?: { readonly stack: { readonly handle: unknown }[] };
}

const marked = new WeakSet<object>();

/**
 * Keeps the bodies of some requests from being read before they come to `httpNode`. Node-RED's admin API parses the
 * body of every request below `httpAdminRoot`, and that is by default the root of everything; a signature can be checked
 * over the unread bytes only. Marked as read, a body is left alone by every parser of Express. Nothing is read here, so
 * that `httpNodeAuth` still comes first.
 * @param isOurs `path` is below `httpNode`, without the query
 */
export function keepUnread(httpNode: Application, isOurs: (method: string, path: string) => boolean): void {
  const mark = (request: Request & Marked, _response: Response, next: NextFunction) => {
    const path = pathBelow(httpNode.path(), request.url);
    if (path !== undefined && !request._body && isOurs(request.method, path)) {
      marked.add(request);
      request._body = true;
    }
    next();
  };
  putFirst(rootOf(httpNode), mark);
}

/** The request has come to where its body may be read. */
export function mayBeRead(request: Request & Marked): void {
  if (marked.delete(request)) request._body = false;
}

/** As the core node `http in` does it for raw bodies: what is added to an app comes last, and this has to come first. */
function putFirst(app: Application, handler: (request: Request, response: Response, next: NextFunction) => void): void {
  app.use(handler);
  const stack = (app as Stacked)._router?.stack;
  const index = stack?.findIndex(({ handle }) => handle === handler) ?? -1;
  if (stack && index > 0) stack.unshift(...stack.splice(index, 1));
}

/** The app that all requests come to. */
function rootOf(app: Application): Application {
  const { parent } = app as Stacked;
  return parent ? rootOf(parent) : app;
}

/** Express takes capitals and small letters for the same where it looks for an app. */
function pathBelow(root: string, url: string): string | undefined {
  const [path = ''] = url.split('?', 1);
  const prefix = root.replace(/\/+$/, '');
  return path.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase() ? path.slice(prefix.length) : undefined;
}
