import type { Exercise } from '../support/coverage.js';
import { type CallbackSink, startCallbackSink } from '../support/callback-sink.js';
import { eventually } from '../support/eventually.js';

const notification = {
  notificationType: 'SerAvailabilityNotification',
  serviceReferences: [{ serName: 'a', serInstanceId: '1', state: 'ACTIVE', changeType: 'REMOVED' }],
  _links: { subscription: { href: '/subscriptions/1' } },
};
const HEADERS = { 'content-type': 'application/json', 'openmep-notification-id': 'one' };

let sink: CallbackSink;
const recorded: Exercise[] = [];
const send = (body: unknown, headers: Record<string, string> = HEADERS, method = 'POST') =>
  fetch(sink.url(), { method, headers, body: JSON.stringify(body) });

beforeAll(async () => {
  sink = await startCallbackSink({ record: (exercise) => recorded.push(exercise) });
});
beforeEach(() => void recorded.splice(0));

it('stores what fits, in order and with its time', async () => {
  const before = Date.now();
  await send(notification);
  await send(notification, { ...HEADERS, 'openmep-notification-id': 'two' });
  expect(sink.received.map(({ notificationId }) => notificationId)).toEqual(['one', 'two']);
  expect(sink.at()).toEqual([notification, notification]);
  expect(sink.received[0]!.at).toBeGreaterThanOrEqual(before);
  expect(sink.takeFaults()).toEqual([]);
});

it.each([
  ['another body', { ...notification, notificationType: 'Other' }, HEADERS, 'POST', /body\/notificationType must be equal to constant/],
  ['an empty list', { ...notification, serviceReferences: [] }, HEADERS, 'POST', /body\/serviceReferences must NOT have fewer than 1/],
  ['no id', notification, { 'content-type': 'application/json' }, 'POST', /lacks the header OpenMEP-Notification-Id/],
  ['another media type', notification, { ...HEADERS, 'content-type': 'text/plain' }, 'POST', /has the media type text\/plain/],
  ['another method', notification, HEADERS, 'PUT', /is not POST/],
])('finds fault with %s', async (_name, body, headers, method, fault) => {
  await send(body, headers, method);
  expect(sink.takeFaults()).toEqual([expect.stringMatching(fault)]);
  expect(recorded).toEqual([]);
});

it('answers as it is told, and records which declared answer that was', async () => {
  sink.answerNext({ status: 503 }, { status: 200, delayMs: 5 });
  const statuses = [await send(notification), await send(notification), await send(notification)].map(({ status }) => status);
  expect(statuses).toEqual([503, 200, 204]);
  expect(recorded.map(({ status }) => status)).toEqual(['default', '2XX', '204']);
});

it('can hang', async () => {
  sink.answerNext('hang');
  const count = sink.received.length;
  const waiting = new AbortController();
  const answer = fetch(sink.url(), { method: 'POST', headers: HEADERS, body: JSON.stringify(notification), signal: waiting.signal });
  await eventually(() => expect(sink.received).toHaveLength(count + 1));
  waiting.abort();
  await expect(answer).rejects.toThrow('aborted');
});
