import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Application, type Request, type Response } from 'express';
import should from 'should';
import { keepUnread, mayBeRead } from '../../../nodes/runtime/unread-body';

describe('a body that is to be read below httpNode', () => {
  let server: Server;
  let root: Application;
  let httpNode: Application;
  beforeEach(() => {
    root = express();
    httpNode = express();
    // As Node-RED does it for the admin API, whose root is the root of everything by default.
    root.use(express.json());
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  /** Serves `httpNode` at `mount`; it answers with the state in which the body comes. */
  async function serve(mount: string): Promise<(path: string) => Promise<string>> {
    root.use(mount, httpNode);
    keepUnread(httpNode, (method, path) => method === 'POST' && path === '/hook');
    httpNode.use((request: Request, response: Response) => {
      mayBeRead(request);
      const isUnread = !(request as { _body?: boolean })._body && !request.readableDidRead;
      response.send(isUnread ? 'unread' : JSON.stringify(request.body));
    });
    server = root.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const headers = { 'content-type': 'application/json' };
    return async (path) => (await fetch(`${origin}${path}`, { method: 'POST', headers, body: '{"a":1}' })).text();
  }

  for (const mount of ['/', '/api/', '/api/v1']) {
    it(`comes unread through a parser before it, with httpNode at ${mount}`, async () => {
      const post = await serve(mount);
      should(await post(`${mount.replace(/\/$/, '')}/hook?a=b`)).equal('unread');
    });
  }

  it('is parsed as ever where it is somebody else’s', async () => {
    const post = await serve('/api');
    should(await post('/api/other')).equal('{"a":1}');
  });

  it('comes unread whatever the case of the mount path, as Express finds it', async () => {
    const post = await serve('/api');
    should(await post('/API/hook')).equal('unread');
  });

  it('comes unread through a parser that another package has put into httpNode', async () => {
    httpNode.use(express.json());
    const post = await serve('/');
    should(await post('/hook')).equal('unread');
  });

  it('does not come at all where a password is asked for before', async () => {
    root.use((_request: Request, response: Response) => void response.status(401).send('password?'));
    const post = await serve('/');
    should(await post('/hook')).equal('password?');
  });
});
