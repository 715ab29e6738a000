import Sqlite from 'better-sqlite3';
import { newDatabase, runToEnd, seedFile, startProcess } from '../support/process.js';
import { registration, RegistryClient, SERVICES_PATH } from '../support/process-registry.js';

const TIMEOUT_MS = 90_000;

const fileOf = (databaseUrl: string) => databaseUrl.slice('sqlite:'.length);

// On PostgreSQL there is no file to share: several processes may use one database.
if (globalThis.DATABASE === 'sqlite') {
  describe('a SQLite file', () => {
    it(
      'is kept from a second process, which says so in one sentence, until the first is gone, however it goes',
      async () => {
        const environment = { DATABASE_URL: await newDatabase(), MEC_SEED_FILE: seedFile() };
        const first = await startProcess({ environment });
        const second = await runToEnd(environment);
        const sentence = `OpenMEP cannot start: Another process uses the database ${fileOf(environment.DATABASE_URL)}. Stop it, or set DATABASE_URL (and PORT) for a second platform.\n`;
        expect(second).toMatchObject({ code: 1, stderr: sentence });
        const client = new RegistryClient(first);
        expect((await client.send('POST', SERVICES_PATH, registration('first'))).status).toBe(201);
        await client.close();
        await first.kill('SIGKILL');
        const third = await startProcess({ environment });
        const reader = new RegistryClient(third);
        expect(await reader.services()).toMatchObject([{ serName: 'first' }]);
        await reader.close();
        expect(await third.kill('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
      },
      TIMEOUT_MS,
    );

    it(
      'that another program has locked gives 503 with Retry-After, and works when it is free again',
      async () => {
        const environment = { DATABASE_URL: await newDatabase(), MEC_SEED_FILE: seedFile() };
        const server = await startProcess({ environment });
        const client = new RegistryClient(server);
        const other = new Sqlite(fileOf(environment.DATABASE_URL));
        other.exec('BEGIN IMMEDIATE');
        const refused = await client.send('POST', SERVICES_PATH, registration('in-vain'));
        expect(refused).toMatchObject({ status: 503, headers: { 'content-type': 'application/problem+json', 'retry-after': expect.stringMatching(/^\d+$/) } });
        expect(JSON.parse(refused.text)).toMatchObject({ status: 503, detail: expect.stringContaining('database') });
        expect((await client.send('GET', SERVICES_PATH)).status).toBe(200);
        expect((await client.send('GET', '/health/ready')).status).toBe(200);
        other.exec('ROLLBACK');
        other.close();
        expect((await client.send('POST', SERVICES_PATH, registration('now'))).status).toBe(201);
        expect(await client.services()).toMatchObject([{ serName: 'now' }]);
        await client.close();
      },
      TIMEOUT_MS,
    );
  });
}

it('stands on the database that this run is for', async () => {
  expect(await newDatabase()).toMatch(globalThis.DATABASE === 'sqlite' ? /^sqlite:/ : /^postgres:/);
});
