import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createHttp } from '../../src/provider/http';
import { reply, startRawServer } from '../support/raw-server';
import { closing } from './support/closing';

const get = (url: string) => ({ method: 'GET', url, headers: {}, timeoutMs: 8000 }) as const;

describe('the connections of an account', () => {
  const use = closing();

  it('are one for 50 requests one after the other', async () => {
    const server = use(await startRawServer(reply(200)));
    const http = use(createHttp());
    for (let i = 0; i < 50; i += 1) await http.send(get(server.origin));
    server.requests.length.should.equal(50);
    server.sockets.length.should.equal(1);
  });

  it('are 16 at most for 100 requests at once', async () => {
    const server = use(await startRawServer((socket, request) => setImmediate(reply(200), socket, request)));
    const http = use(createHttp());
    await Promise.all(Array.from({ length: 100 }, () => http.send(get(server.origin))));
    server.requests.length.should.equal(100);
    server.mostOpen.should.equal(16);
  });

  it('are as many at most as was asked for', async () => {
    const server = use(await startRawServer((socket, request) => setImmediate(reply(200), socket, request)));
    const http = use(createHttp({ maxSockets: 3 }));
    await Promise.all(Array.from({ length: 20 }, () => http.send(get(server.origin))));
    server.mostOpen.should.equal(3);
  });

  it('are made anew when the server ended them', async () => {
    const server = use(await startRawServer(reply(200, '', { Connection: 'close' })));
    const http = use(createHttp());
    for (let i = 0; i < 3; i += 1) (await http.send(get(server.origin))).status.should.equal(200);
    server.sockets.length.should.equal(3);
  });

  it('end at close: the idle ones now, a busy one when its answer is there', async () => {
    const busy: Socket[] = [];
    let bothArrived = () => {};
    const arrival = new Promise<void>((resolve) => {
      bothArrived = resolve;
    });
    const server = use(await startRawServer((socket) => void (busy.push(socket) === 2 && bothArrived())));
    const http = createHttp();
    const requests = [http.send(get(`${server.origin}/0`)), http.send(get(`${server.origin}/1`))];
    await arrival;
    const [first, second] = busy as [Socket, Socket];
    const answer = (socket: Socket) => {
      const request = server.requests[busy.indexOf(socket)];
      if (request) reply(200, request.line)(socket, request);
    };

    answer(first);
    (await Promise.race(requests)).status.should.equal(200);
    const idleEnded = once(first, 'close');
    http.close();
    await idleEnded;
    second.destroyed.should.equal(false);

    const busyEnded = once(second, 'close');
    answer(second);
    (await Promise.all(requests)).map(({ body }) => body).should.deepEqual(['GET /0 HTTP/1.1', 'GET /1 HTTP/1.1']);
    await busyEnded;
  });
});
