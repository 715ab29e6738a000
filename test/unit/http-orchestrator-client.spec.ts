import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpOrchestratorClient } from '../../src/modules/handover/adapters/http-orchestrator-client.js';
import { ApiDocuments } from '../../src/modules/common/operation/index.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/eventually.js';
import { TestClock } from '../support/test-clock.js';

const ID = 'gnb-001-01-00000a';
const FOUND = { baseStation: ID, platformId: 'mep-casino', platformName: 'Casino' };

describe('the client of an orchestrator', () => {
  const documents = new ApiDocuments();
  const clock = new TestClock();

  /** An orchestrator that answers as told; and how often it was asked, for what. */
  async function orchestratorThat(answers: RequestListener) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      answers(request, response);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    cleanUp(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    return { asked, client: new HttpOrchestratorClient(`http://127.0.0.1:${port}/orchestrator/v1/`, documents, clock) };
  }

  it('asks for the base station and takes the id of its platform', async () => {
    const { asked, client } = await orchestratorThat((_request, response) => response.end(JSON.stringify(FOUND)));
    expect(await client.platformAt(ID)).toBe('mep-casino');
    expect(asked).toEqual([`GET /orchestrator/v1/base_stations/${ID}`]);
  });

  it('takes 404 for an answer', async () => {
    const { asked, client } = await orchestratorThat((_request, response) => response.writeHead(404).end());
    expect(await client.platformAt(ID)).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it('asks again after an answer that is none', async () => {
    const { asked, client } = await orchestratorThat((_request, response) => (asked.length === 1 ? response.writeHead(503).end() : response.end(JSON.stringify(FOUND))));
    expect(await client.platformAt(ID)).toBe('mep-casino');
    expect(asked).toHaveLength(2);
  });

  it.each<[string, RequestListener, string]>([
    ['503', (_request, response) => response.writeHead(503).end(), 'it answered 503'],
    ['a redirection', (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end(), 'it answered 302'],
    ['what is no JSON', (_request, response) => response.end('<html>'), 'JSON'],
    ['what is no base station', (_request, response) => response.end('{"platformId":7}'), 'no base station'],
    ['the end of the connection', (request) => request.socket.destroy(), 'The orchestrator does not answer'],
  ])('gives up after two tries that get %s', async (_what, answers, words) => {
    const { asked, client } = await orchestratorThat(answers);
    await expect(client.platformAt(ID)).rejects.toThrow(words);
    expect(asked).toHaveLength(2);
  });

  it('waits a second for each answer', async () => {
    const { asked, client } = await orchestratorThat(() => undefined);
    const answer = expect(client.platformAt(ID)).rejects.toThrow('it has been silent for 1000 ms');
    for (const tries of [1, 2]) {
      await eventually(() => expect(asked).toHaveLength(tries));
      await clock.advance(1000);
    }
    await answer;
  });
});
