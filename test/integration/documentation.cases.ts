import { jest } from '@jest/globals';
import request from 'supertest';
import { parse } from 'yaml';
import { log } from '../../src/modules/common/log/index.js';
import { allDocuments } from '../support/declared-operations.js';
import { startPlatform } from '../support/platform.js';
import { usePlatform } from '../support/use-platform.js';

interface Served {
  servers: { url: string }[];
  paths: Record<string, Record<string, { parameters?: unknown[] }>>;
}

describe('the documents of a platform', () => {
  const { platform } = usePlatform();
  const read = (file: string) => request(platform.http).get(`/openapi/${file}`).buffer(true).expect(200);

  it.each(allDocuments().map(({ name }) => name))('%s are the same in JSON and YAML', async (name) => {
    const json = (await read(`${name}.json`)).body as Served;
    const yaml = await read(`${name}.yaml`);
    expect(yaml.headers['content-type']).toBe('application/yaml; charset=utf-8');
    expect(parse(yaml.text ?? String(yaml.body))).toEqual(json);
  });

  it.each(allDocuments())('$name name this server, and every parameter in its operation', async ({ name, openapi, basePaths, listener }) => {
    const { servers, paths } = (await read(`${name}.json`)).body as Served;
    expect(servers[0]).toEqual({ url: listener === 'main' ? basePaths[0] : openapi.servers[0]!.url });
    for (const [path, operations] of Object.entries(paths)) {
      const { parameters: shared = [], ...declared } = openapi.paths[path] as Record<string, { parameters?: unknown[] }> & { parameters?: unknown[] };
      expect(operations).toEqual(
        Object.fromEntries(Object.entries(declared).map(([method, operation]) => [method, shared.length ? { ...operation, parameters: [...shared, ...(operation.parameters ?? [])] } : operation])),
      );
    }
  });

  it('leads browsers to Swagger UI', async () => {
    await request(platform.http).get('/').expect(302).expect('location', '/docs');
    await request(platform.http).get('/docs').expect(200).expect('content-type', /html/);
  });
});

describe('the name of a platform', () => {
  it('is told at its start and in the title of Swagger UI', async () => {
    const { http, server } = await startPlatform({ environment: { MEC_PLATFORM_NAME: 'Edge <North> & South', MEC_PLATFORM_ID: 'edge-north' } });
    const info = jest.spyOn(log, 'info').mockReturnValue(undefined);
    server.announce();
    const [sentence] = info.mock.calls[0] as unknown as [string];
    info.mockRestore();
    expect(sentence).toBe('OpenMEP serves at http://mep.test:8080 as Edge <North> & South (edge-north)');
    const { text } = await request(http).get('/docs').expect(200);
    expect(text).toContain('<title>Edge &#60;North&#62; &#38; South (OpenMEP)</title>');
  });
});
