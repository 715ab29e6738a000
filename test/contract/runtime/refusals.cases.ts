import { runningInstance } from '../../support/lifecycle/lifecycle.js';
import { describeRefusals, type Use } from '../../support/refusals.js';
import { logsOf, RUNTIME, workloadOf, WORKLOADS } from '../../support/runtime.js';
import { usePlatform } from '../../support/use-platform.js';

const USES: Use[] = [
  { method: 'get', name: 'the runtime', path: () => RUNTIME },
  { method: 'get', name: 'the workloads', path: () => WORKLOADS },
  { method: 'get', name: 'a workload', path: workloadOf },
  { method: 'get', name: 'a log', path: (id) => logsOf(id, 'camera') },
];

describe('refusals of the container runtime', () => {
  const { api, application } = usePlatform();
  let running: string;

  beforeAll(async () => {
    running = await runningInstance(api);
  });

  describeRefusals(api, USES, application);

  it.each(['0', '-1', '10001', '1.5', 'all', '', '1&lines=2'])('a log of lines=%s: 400', async (lines) => {
    expect((await api.get(logsOf(running, 'camera', `?lines=${lines}`)).expect(400)).body.detail).toContain('lines');
  });

  it.each(USES)('GET of $name is answered 406 when the client accepts nothing that it is sent as', async ({ path }) => {
    for (const accept of ['text/html', 'application/*;q=0, text/plain;q=0', 'application/problem+json']) await api.get(path(running)).set('Accept', accept).expect(406);
    for (const accept of ['*/*', 'application/*', 'text/html, application/json;q=0.1']) await api.get(path(running)).set('Accept', accept).expect(200);
  });

  it.each(USES)('HEAD is answered as GET of $name, without a body', async ({ path }) => {
    const { headers } = await api.get(path(running)).expect(200);
    const head = await api.head(path(running)).expect(200);
    expect(Object.keys(head.headers).toSorted()).toEqual(Object.keys(headers).toSorted());
  });

  it.each(USES)('$name can be read and nothing else: 405', async ({ path }) => {
    for (const method of ['post', 'put', 'patch', 'delete'] as const) expect((await api[method](path(running)).expect(405)).headers['allow']).toMatch(/GET/);
  });

  it.each(['/runtime/v1/', '/runtime/v1/containers', `${WORKLOADS}/`, `${WORKLOADS}/a/containers`, `${WORKLOADS}/a/containers/b`, `${WORKLOADS}//containers/b/logs`])('the unknown path %s is answered 404', async (path) => {
    await api.get(path).expect(404);
  });
});
