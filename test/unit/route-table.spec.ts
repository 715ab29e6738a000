import type { FastifyRequest } from 'fastify';
import { RouteTable } from '../../src/modules/common/server/route-table.js';

function tableOf(...routes: [methods: string | string[], url: string][]): RouteTable {
  const table = new RouteTable();
  for (const [methods, url] of routes) table.add(methods, url);
  return table;
}

const request = (method: string, url: string) => ({ method, raw: { url } }) as unknown as FastifyRequest;

describe('the table of routes', () => {
  const table = tableOf(
    ['GET', '/api/v1/things'],
    ['HEAD', '/api/v1/things'],
    [['GET', 'HEAD', 'DELETE'], '/api/v1/things/:thingId'],
    ['POST', '/api/v1/owners/:ownerId/things'],
    ['POST', '/other/v1/things'],
    ['GET', '/files/*'],
    ['GET', '/a.b(c)'],
  );

  it.each([
    ['GET', '/'],
    ['GET', '/api/v1/thing'],
    ['GET', '/api/v1/things/'],
    ['GET', '/api/v1/things/1/2'],
    ['GET', '/api/v1/things//2'],
    ['GET', '/aXb(c)'],
    ['GET', ''],
  ])('answers 404 to %s %s, where there is nothing', (method, url) => {
    const problem = table.refusal(request(method, url));
    expect([problem.status, problem.detail]).toEqual([404, `There is no resource at ${url}.`]);
    expect(problem.headers).toEqual({});
  });

  it('does not repeat the query in the answer', () => {
    expect(table.refusal(request('GET', '/nothing?secret=1')).detail).toBe('There is no resource at /nothing.');
  });

  it('answers 405 with the methods that there are', () => {
    const problem = table.refusal(request('PUT', '/api/v1/things/1?a=b'));
    expect([problem.status, problem.headers]).toEqual([405, { Allow: 'DELETE, GET, HEAD' }]);
    expect(problem.detail).toBe('/api/v1/things/1 takes DELETE, GET, HEAD, not PUT.');
  });

  it('points to where the method is offered, in the same API', () => {
    expect(table.refusal(request('POST', '/api/v1/things')).detail).toBe(
      '/api/v1/things takes GET, HEAD, not POST. POST is offered at /api/v1/owners/{ownerId}/things.',
    );
    expect(table.refusal(request('DELETE', '/api/v1/things')).detail).toBe('/api/v1/things takes GET, HEAD, not DELETE.');
    expect(table.refusal(request('GET', '/other/v1/things')).detail).toBe('/other/v1/things takes POST, not GET.');
  });

  it('knows paths with a star and with characters that mean something in patterns', () => {
    expect(table.refusal(request('PUT', '/files/a/b')).status).toBe(405);
    expect(table.refusal(request('PUT', '/a.b(c)')).status).toBe(405);
  });

  it('puts together what one path takes from several routes', () => {
    const overlapping = tableOf(['GET', '/x/:id'], ['POST', '/x/special']);
    expect(overlapping.refusal(request('PUT', '/x/special')).headers).toEqual({ Allow: 'GET, POST' });
    expect(overlapping.refusal(request('PUT', '/x/other')).headers).toEqual({ Allow: 'GET' });
  });
});
