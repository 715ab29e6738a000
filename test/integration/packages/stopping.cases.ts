import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { executeSql } from '../../support/database-outage.js';
import { eventually } from '../../support/eventually.js';
import { packageFile } from '../../support/packages/package-file.js';
import { announce, examined, read, upload } from '../../support/packages/packages.js';
import { specAgent } from '../../support/spec-agent.js';
import { useWorld } from '../../support/world.js';

describe('a platform with an upload under way', () => {
  const { world } = useWorld();
  const api = specAgent({ get http() { return world.platform.http; } });

  async function beginUpload(id: string, content: Buffer) {
    const { port } = world.platform.http.address() as AddressInfo;
    const headers = { 'Content-Type': 'application/zip', 'Content-Length': String(content.length) };
    const sending = httpRequest({ port, host: '127.0.0.1', path: `/app_pkgm/v1/app_packages/${id}/package_content`, method: 'PUT', headers });
    sending.on('error', () => undefined);
    sending.write(content.subarray(0, 100));
    await eventually(async () => expect((await read(api, id)).onboardingState).toBe('UPLOADING'));
    return sending;
  }

  it('stops without waiting for it, and takes the content again after the next start', async () => {
    const content = await packageFile();
    const id = await announce(api, content);
    const sending = await beginUpload(id, content);
    const answer = once(sending, 'response') as Promise<[IncomingMessage]>;
    await world.restart();
    expect((await answer)[0].statusCode).toBe(503);
    expect(await read(api, id)).toMatchObject({ onboardingState: 'CREATED', onboardingFailureDetails: { status: 503, detail: 'The platform stops; try again when it is there again.' } });
    await upload(api, id, content).expect(202);
    expect((await examined(api, id)).onboardingState).toBe('ONBOARDED');
  });

  it('knows that it has failed as soon as the database works again', async () => {
    const content = await packageFile();
    const id = await announce(api, content);
    const sending = await beginUpload(id, content);
    const answer = once(sending, 'response') as Promise<[IncomingMessage]>;
    await executeSql(world.platform.databaseUrl, 'ALTER TABLE app_package RENAME TO elsewhere');
    sending.end(content.subarray(100));
    expect((await answer)[0].statusCode).toBe(500);
    await executeSql(world.platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO app_package');
    await world.passTimeUntil(async () => expect(await read(api, id)).toMatchObject({ onboardingState: 'CREATED', onboardingFailureDetails: { status: 500 } }));
    await upload(api, id, content).expect(202);
    expect((await examined(api, id)).onboardingState).toBe('ONBOARDED');
  });

  it('gives it up when it falls silent', async () => {
    const content = await packageFile();
    const id = await announce(api, content);
    const sending = await beginUpload(id, content);
    let status: number | undefined;
    sending.once('response', ({ statusCode }) => (status = statusCode));
    await world.passTimeUntil(() => expect(status).toBe(408), 10_000);
    sending.destroy();
    expect(await read(api, id)).toMatchObject({ onboardingState: 'CREATED', onboardingFailureDetails: { status: 408 } });
  });
});
