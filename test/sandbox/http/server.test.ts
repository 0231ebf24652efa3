import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import should from 'should';
import { isLoopback } from '../../../src/sandbox/http/server';
import { useSandbox } from '../harness';

describe('the server of the sandbox', () => {
  const world = useSandbox({ record: 2 });
  const portOf = () => Number(new URL(world.sandbox.origin).port);

  it('listens on 127.0.0.1 only', async () => {
    world.sandbox.origin.should.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    const elsewhere = connect(portOf(), '127.0.0.2');
    const [error] = await once(elsewhere, 'error');
    error.code.should.equal('ECONNREFUSED');
  });

  it('refuses a Host header that is not this machine, which is how a web page would come in', async () => {
    const request = httpRequest(`${world.sandbox.origin}/phone/state`, { headers: { host: 'evil.example.com' } }).end();
    const [response] = await once(request, 'response');
    response.statusCode.should.equal(421);
    response.resume();
  });

  it('knows this machine by its names', () => {
    ['127.0.0.1', 'localhost:80', 'LOCALHOST', '[::1]:8080'].map(isLoopback).should.matchEach(true);
    ['localhost.example.com', '127.0.0.1.example.com', '10.0.0.1', '', undefined]
      .map(isLoopback)
      .should.matchEach(false);
  });

  it('refuses a body of more than 1 MB and takes one of 1 MB', async () => {
    const filler = 1024 * 1024 - JSON.stringify({ conversation_id: 'conv-ada', text: '' }).length;
    const post = (length: number) =>
      world.call('POST', '/messages', { body: { conversation_id: 'conv-ada', text: 'x'.repeat(length) } });
    (await post(filler)).status.should.equal(201);
    (await post(filler + 1)).status.should.equal(413);
  });

  it('keeps a connection open between requests', async () => {
    const response = await fetch(`${world.sandbox.origin}/nothing`);
    should(response.headers.get('connection')).equal('keep-alive');
    await response.text();
  });

  it('survives a caller who hangs up half-way', async () => {
    const socket = connect(portOf(), '127.0.0.1');
    socket.write('POST /api/v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"text"');
    await once(socket, 'connect');
    socket.destroy();
    (await world.call('GET', '/users/me')).status.should.equal(200);
  });

  it('survives what is no HTTP', async () => {
    const socket = connect(portOf(), '127.0.0.1');
    socket.write('HELO\r\n\r\n');
    await once(socket, 'close');
    (await world.call('GET', '/users/me')).status.should.equal(200);
  });

  it('remembers the latest requests, byte for byte', async () => {
    for (const text of ['one', 'two', 'Grüße']) {
      await world.call('POST', '/messages?a=b', { body: `{ "conversation_id":"conv-ada","text":"${text}" }` });
    }
    const { requests } = world.sandbox;
    requests.should.have.length(2);
    const last = requests[1];
    should(last).containEql({ method: 'POST', path: '/api/v1/messages', query: 'a=b', status: 201 });
    should(last?.text).equal('{ "conversation_id":"conv-ada","text":"Grüße" }');
    should(last?.body).eql({ conversation_id: 'conv-ada', text: 'Grüße' });
    should(last?.headers.authorization).equal(`Bearer ${world.sandbox.sendseven.token}`);
  });

  it('ends everything when it is closed, open streams and unanswered requests too', async () => {
    world.sandbox.faults.add({ action: { kind: 'hang' } });
    const stream = await fetch(`${world.sandbox.origin}/phone/events`);
    const hanging = world.call('GET', '/users/me');
    while (world.sandbox.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await world.sandbox.close();
    await hanging.should.be.rejected();
    await stream.text().catch(() => 'broken off');
    world.clock.pending.should.equal(0);
  });

  it('does not serve its control addresses unless asked to', async () => {
    (await fetch(`${world.sandbox.origin}/_sandbox/requests`)).status.should.equal(404);
  });
});
