import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { eventually } from '../../support/eventually.js';
import { useNews } from '../../support/news/news-world.js';
import { WebsocketConsumer } from '../../support/news/websocket-consumer.js';

const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n';
const WEBSOCKET = `Connection: Upgrade\r\nUpgrade: websocket\r\n`;
/** What Java's client sends with each request. */
const HTTP_2 = 'Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n';

describe('a request that offers an upgrade', () => {
  const world = useNews();

  /** Sends a request as it is, and answers all that comes back until the server ends the connection. */
  async function exchange(request: string): Promise<{ status: number; head: string; body: string }> {
    const { port } = world.platform.app.getHttpServer().address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.write(request);
    const answer = await text(socket);
    const [head, body] = answer.split('\r\n\r\n', 2) as [string, string];
    return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body };
  }

  const get = (path: string, headers: string) => exchange(`GET ${path} HTTP/1.1\r\nHost: mep\r\n${headers}\r\n`);

  it.each([
    ['to HTTP/2', HTTP_2],
    ['to several protocols', 'Connection: Upgrade, close\r\nUpgrade: h2c, websocket\r\n'],
    ['to TLS', 'Connection: Upgrade, close\r\nUpgrade: TLS/1.0\r\n'],
  ])('%s is answered as if it did not', async (_what, headers) => {
    const body = '[{"place":"here","text":"news"}]';
    const post = `POST /news HTTP/1.1\r\nHost: mep\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${headers}\r\n${body}`;
    expect(await exchange(post)).toMatchObject({ status: 204 });
    expect(await get('/news/subscriptions', headers)).toMatchObject({ status: 200, body: expect.stringContaining('_links') });
    expect(await get('/nowhere', headers)).toMatchObject({ status: 404, head: expect.stringContaining('application/problem+json') });
  });

  it.each([
    ['without a key', '/notifications/v1/a/b', WEBSOCKET],
    ['in a version that nobody speaks', '/notifications/v1/a/b', `${WEBSOCKET}${KEY.replace('13', '99')}`],
    ['of no subscription', '/notifications/v1/a/b', `${WEBSOCKET}${KEY}`],
    ['of no API', '/mec_service_mgmt/v1/services', `${WEBSOCKET}${KEY}`],
    ['of an address that is none', '/notifications/v1/%zz/b', `${WEBSOCKET}${KEY}`],
    ['of the whole path', '/notifications/v1', `${WEBSOCKET}${KEY}`],
  ])('to a websocket %s is refused with a problem document', async (_what, path, headers) => {
    const { status, head, body } = await get(path, headers);
    expect([400, 404]).toContain(status);
    expect(head).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
  });

  it('to a websocket is refused if it is malformed though the address is right', async () => {
    const path = await world.client.subscribe({ websockNotifConfig: { requestWebsocketUri: true } });
    const { pathname } = new URL(await world.client.websocketUri(path));
    expect(await get(pathname, WEBSOCKET)).toMatchObject({ status: 400, body: expect.stringContaining('Sec-WebSocket-Key') });
    expect(await get(pathname, 'Connection: close\r\n')).toMatchObject({ status: 404 });
  });

  it('to a websocket whose message is too long is closed, and its subscription goes on', async () => {
    const { uri, consumer } = await world.listenTo();
    consumer.socket.send('x'.repeat(65 * 1024));
    expect(await consumer.ended).toMatchObject({ code: 1009 });
    const again = await WebsocketConsumer.connect(uri);
    await world.client.publish('one');
    await eventually(() => expect(again.told).toHaveLength(1));
  });
});
