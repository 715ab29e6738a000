import { HttpFraming } from '../../src/modules/notifications/adapters/websocket/http-framing.js';
import { JsonFraming } from '../../src/modules/notifications/adapters/websocket/json-framing.js';

const notification = { notificationId: 'one-7', body: { text: 'Grüße' } };
const first = (number: number) => Buffer.concat([Buffer.from('3GPP-WS-Notif-Seq: '), Buffer.from([0, 0, 0, number]), Buffer.from('\r\n')]);
const answer = (number: number, rest: string) => Buffer.concat([first(number), Buffer.from(rest)]);

describe('notifications as HTTP content', () => {
  it('have their number as four octets, the length in octets and the id', () => {
    const framing = new HttpFraming();
    const head = 'Content-Type: application/json\r\nContent-Length: 18\r\nOpenMEP-Notification-Id: one-7\r\n\r\n{"text":"Grüße"}';
    expect(framing.write(notification)).toEqual(answer(1, head));
    expect(framing.write(notification)).toEqual(answer(2, head));
  });

  it.each([
    ['204 No Content\r\n\r\n', {}],
    ['200 OK\r\nContent-Length: 2\r\n\r\n{}', {}],
    ['HTTP/1.1 204 No Content\r\n\r\n', {}],
    ['204\r\n\r\n', {}],
    ['503 Service Unavailable\r\nRetry-After: 1\r\n\r\n', { failure: 'answered 503' }],
    ['302 Found\r\n\r\n', { failure: 'answered 302' }],
  ])('are answered by %j', (rest, expected) => {
    const framing = new HttpFraming();
    framing.write(notification);
    expect(framing.read(answer(1, rest), true)).toEqual(expected);
  });

  it.each([
    ['the number of another', answer(2, '204 No Content\r\n\r\n'), true],
    ['text', answer(1, '204 No Content\r\n\r\n'), false],
    ['no status', answer(1, 'No Content\r\n\r\n'), true],
    ['half a status', answer(1, '20'), true],
    ['too long a status', answer(1, '2040\r\n'), true],
    ['no line end', answer(1, '204 No Content'), true],
    ['nothing', Buffer.alloc(0), true],
    ['the first line only', first(1), true],
  ])('are not answered by %s', (_what, message, isBinary) => {
    const framing = new HttpFraming();
    framing.write(notification);
    expect(framing.read(message, isBinary)).toBeUndefined();
  });
});

describe('notifications in JSON', () => {
  const written = () => {
    const framing = new JsonFraming();
    return { framing, text: framing.write(notification) };
  };

  it('have their id beside them', () => {
    expect(JSON.parse(written().text)).toEqual({ notificationId: 'one-7', notification: { text: 'Grüße' } });
  });

  it('are answered by their id', () => {
    expect(written().framing.read(Buffer.from('{"notificationId":"one-7","more":1}'), false)).toEqual({});
  });

  it.each(['', '{', 'null', '7', '"one-7"', '[]', '{}', '{"notificationId":null}', '{"notificationId":"one-8"}'])('are not answered by %j', (text) => {
    expect(written().framing.read(Buffer.from(text), false)).toBeUndefined();
  });

  it('are not answered in binary, nor before there is one', () => {
    expect(written().framing.read(Buffer.from('{"notificationId":"one-7"}'), true)).toBeUndefined();
    expect(new JsonFraming().read(Buffer.from('{}'), false)).toBeUndefined();
    expect(new JsonFraming().read(Buffer.from('x'), false)).toBeUndefined();
  });
});
