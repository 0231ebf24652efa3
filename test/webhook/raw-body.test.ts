import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import should from 'should';
import { MAX_BODY_BYTES } from '../../src/webhook/body-headers';
import { BodyRoom } from '../../src/webhook/body-room';
import { readRawBody, type SetTimer } from '../../src/webhook/raw-body';
import { ManualClock } from '../support/manual-clock';

describe('a body that is read', () => {
  let server: Server;
  let client: Socket;
  let clock: ManualClock;
  let room: BodyRoom;
  beforeEach(async () => {
    clock = new ManualClock();
    room = new BodyRoom(MAX_BODY_BYTES);
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
  });
  afterEach('it gives back its room and its timer', async () => {
    should(room.bytes).equal(0);
    should(clock.pending).equal(0);
    client.destroy();
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });

  const setTimer: SetTimer = (run, ms) => {
    const timer = clock.setTimeout(run, ms);
    return () => clock.clearTimeout(timer);
  };

  /** The request that the client makes, and what its body is read as. */
  async function read(length: number, part: string) {
    client.write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n${part}`);
    const [request] = (await once(server, 'request')) as [IncomingMessage];
    return { request, reading: readRawBody(request, room, setTimer) };
  }

  it('is the bytes that came', async () => {
    const { reading } = await read(4, 'a\r\nb');
    should(String(await reading)).equal('a\r\nb');
  });

  it('may be empty', async () => {
    const { reading } = await read(0, '');
    should(await reading).eql(Buffer.alloc(0));
  });

  it('is aborted when the client hangs up', async () => {
    const { request, reading } = await read(10, 'abc');
    await once(request, 'data');
    client.destroy();
    should(await reading).equal('aborted');
  });

  it('is aborted when the server itself ends the request', async () => {
    const { request, reading } = await read(10, 'abc');
    await once(request, 'data');
    request.destroy();
    should(await reading).equal('aborted');
  });

  it('is too slow after 10 seconds, and no more of it is read', async () => {
    const { request, reading } = await read(10, 'abc');
    await once(request, 'data');
    await clock.advance(10_000);
    should(await reading).equal('too-slow');
    should(request.isPaused()).be.true();
  });

  it('gives way to another that needs the room', async () => {
    const { request, reading } = await read(10, 'abc');
    await once(request, 'data');
    const other = room.enter(() => {});
    other.grow(MAX_BODY_BYTES);
    should(await reading).equal('crowded');
    other.leave();
  });
});
