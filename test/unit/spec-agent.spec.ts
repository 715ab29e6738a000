import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { Exercise } from '../support/coverage.js';
import { allDocuments, declaredOperations } from '../support/declared-operations.js';
import { answerFaults } from '../support/exchange-faults.js';
import { type SpecAgent, specAgent } from '../support/spec-agent.js';
import { SERVICE_MANAGEMENT, SERVICES, TRANSPORTS } from '../support/service-management.js';

interface FakeAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const PROBLEM_TYPE = { 'content-type': 'application/problem+json' };
const TAG = { etag: '"1"' };
const problem = (status: number) => ({ status, detail: 'something is wrong here' });
const transport = { id: 't', name: 'REST', type: 'REST_HTTP', protocol: 'HTTP', version: '1.1', endpoint: { uris: ['/x'] }, security: {} };
const SUBSCRIPTIONS = `${SERVICE_MANAGEMENT}/applications/app/subscriptions`;
const subscription = {
  subscriptionType: 'SerAvailabilityNotificationSubscription',
  callbackReference: 'http://127.0.0.1:9/x',
  _links: { self: { href: `${SUBSCRIPTIONS}/1` } },
};

let fake: FakeAnswer = { status: 200 };
let server: Server;
let api: SpecAgent;
const recorded: Exercise[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    const { status, headers, body } = fake;
    response.writeHead(status, headers).end(typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  api = specAgent({ http: server }, { record: (exercise) => recorded.push(exercise) });
});

afterAll(() => void server.close());
beforeEach(() => void recorded.splice(0));

const answering = (answer: FakeAnswer) => {
  fake = answer;
  return api;
};

describe('an answer as the document has it', () => {
  it.each<[string, string, FakeAnswer, string]>([
    ['a representation', TRANSPORTS, { status: 200, headers: { ...JSON_TYPE, ...TAG }, body: [transport] }, '200'],
    ['no content', TRANSPORTS, { status: 304, headers: TAG }, '304'],
    ['a declared problem', TRANSPORTS, { status: 404, headers: PROBLEM_TYPE, body: problem(404) }, '404'],
    ['a problem of the framework', TRANSPORTS, { status: 406, headers: PROBLEM_TYPE, body: problem(406) }, 'default:406'],
  ])('%s passes and is recorded', async (_name, path, answer, status) => {
    await answering(answer).get(path).expect(answer.status);
    expect(recorded).toEqual([{ document: 'mec011-service-management', operationId: 'TransportsGET', status }]);
  });

  it('passes with a Location that leads to a resource of the document', async () => {
    const headers = { ...JSON_TYPE, ...TAG, location: `http://mep.test${SUBSCRIPTIONS}/1` };
    await answering({ status: 201, headers, body: subscription }).post(SUBSCRIPTIONS).send({}).expect(201);
  });

  it('passes when a method is refused with those that the path takes', async () => {
    await answering({ status: 405, headers: { ...PROBLEM_TYPE, allow: 'GET, HEAD' }, body: problem(405) }).post(SERVICES).expect(405);
    expect(recorded).toEqual([{ document: 'mec011-service-management', operationId: '*', status: 'default:405' }]);
  });

  it('still has to be the one that the test expects', async () => {
    const answer = answering({ status: 404, headers: PROBLEM_TYPE, body: problem(404) }).get(TRANSPORTS).expect(200);
    await expect(answer).rejects.toThrow('expected 200 "OK", got 404 "Not Found"');
  });
});

describe('an answer against the document fails', () => {
  const created = { ...JSON_TYPE, ...TAG, location: `http://mep.test${SUBSCRIPTIONS}/1` };

  it.each<[string, FakeAnswer, RegExp]>([
    ['with a status that is not declared', { status: 202, headers: JSON_TYPE, body: [] }, /status is not declared/],
    ['with a code that only other operations declare', { status: 412, headers: PROBLEM_TYPE, body: problem(412) }, /status is not declared/],
    ['without the ETag', { status: 200, headers: JSON_TYPE, body: [] }, /header ETag is missing/],
    ['as another media type', { status: 200, headers: { ...TAG, 'content-type': 'text/html' }, body: [] }, /media type is "text\/html"/],
    ['with a problem sent as JSON', { status: 404, headers: JSON_TYPE, body: problem(404) }, /media type is "application\/json"/],
    ['with a body of another type', { status: 200, headers: { ...JSON_TYPE, ...TAG }, body: { services: [] } }, /body must be array/],
    ['with an attribute missing', { status: 200, headers: { ...JSON_TYPE, ...TAG }, body: [{}] }, /body\/0 must have required property/],
    ['with a body cut off', { status: 200, headers: { ...JSON_TYPE, ...TAG }, body: '[{' }, /./],
    ['with a problem without detail', { status: 404, headers: PROBLEM_TYPE, body: { status: 404 } }, /required property 'detail'/],
    ['with a problem of another status', { status: 404, headers: PROBLEM_TYPE, body: problem(400) }, /the problem says status 400/],
    ['with an empty detail', { status: 404, headers: PROBLEM_TYPE, body: { status: 404, detail: ' ' } }, /the problem has no detail/],
    ['with an instance that is no URI', { status: 404, headers: PROBLEM_TYPE, body: { ...problem(404), instance: '/%zz' } }, /body\/instance must match format/],
  ])('%s', async (_name, answer, fault) => {
    await expect(answering(answer).get(TRANSPORTS)).rejects.toThrow(fault);
    expect(recorded).toEqual([]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['without Location', { ...JSON_TYPE, ...TAG }, /header Location is missing/],
    ['with a Location of another API', { ...created, location: 'http://mep.test/other/v1/things/1' }, /Location leads to \/other\/v1\/things\/1/],
    ['with a Location that is no URI', { ...created, location: 'http://mep.test/a b' }, /header Location must match format/],
  ])('%s', async (_name, headers, fault) => {
    await expect(answering({ status: 201, headers, body: subscription }).post(SUBSCRIPTIONS).send({})).rejects.toThrow(fault);
  });

  it('with a body where none is declared', () => {
    // Node itself takes the body off a 204, hence not over HTTP.
    const deletion = allDocuments().flatMap(declaredOperations).find(({ method }) => method === 'DELETE')!;
    const answer = { status: 204, headers: {}, text: 'done' };
    expect(answerFaults(deletion.document, deletion.responses['204']!, answer)).toEqual(['has a body where none is declared']);
  });

  it.each<[string, FakeAnswer, RegExp]>([
    ['with a method served that the path does not take', { status: 200, headers: JSON_TYPE, body: [] }, /takes GET only/],
    ['with 405 without Allow', { status: 405, headers: PROBLEM_TYPE, body: problem(405) }, /Allow is ""/],
    ['with 405 that is no problem document', { status: 405, headers: { ...JSON_TYPE, allow: 'GET' }, body: problem(405) }, /media type/],
  ])('%s', async (_name, answer, fault) => {
    await expect(answering(answer).post(SERVICES)).rejects.toThrow(fault);
  });

  it('with a path served that no document declares', async () => {
    const answer = { status: 200, headers: { ...JSON_TYPE, ...TAG }, body: [] };
    await expect(answering(answer).get(`${SERVICES}/1/unknown`)).rejects.toThrow('the document declares no such path');
    await expect(answering(answer).get('/elsewhere')).rejects.toThrow('the path lies below no document');
  });
});
