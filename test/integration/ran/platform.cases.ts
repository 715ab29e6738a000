import { once } from 'node:events';
import { jest } from '@jest/globals';
import request from 'supertest';
import { log } from '../../../src/modules/common/log/index.js';
import { cleanUp } from '../../support/clean-up.js';
import { startPlatform } from '../../support/platform.js';
import { TestClock } from '../../support/test-clock.js';

const DAY = 24 * 3_600_000;

describe('a platform with a radio network', () => {
  it('is asked for a long step and stops nevertheless, with an answer', async () => {
    const platform = await startPlatform({ clock: new TestClock() });
    await request(platform.http).put('/ran/v1/clock').send({ mode: 'STEPPED' }).expect(200);
    const answer = request(platform.http).post('/ran/v1/clock/step').send({ duration: DAY }).then();
    await once(platform.http, 'request');
    await platform.stop();
    const { status, body } = await answer;
    expect([status, (body as { detail: string }).detail]).toEqual([503, 'The platform stops.']);
  });

  it('goes on where it stood after a restart', async () => {
    const clock = new TestClock();
    const first = await startPlatform({ environment: { MEC_SCENARIO: 'demo' }, clock });
    await request(first.http).put('/ran/v1/clock').send({ mode: 'STEPPED' }).expect(200);
    await request(first.http).post('/ran/v1/clock/step').send({ duration: 12_300 }).expect(200);
    const see = async (platform: typeof first) => [(await request(platform.http).get('/ran/v1/ues/car-1/state').expect(200)).body, (await request(platform.http).get('/ran/v1/clock').expect(200)).body] as unknown[];
    const before = await see(first);
    await first.stop();
    const second = await startPlatform({ environment: { DATABASE_URL: first.databaseUrl }, clock });
    expect(await see(second)).toEqual(before);
  });

  it('says which of its own base stations the network does not have', async () => {
    const warn = jest.spyOn(log, 'warn');
    cleanUp(() => warn.mockRestore());
    await startPlatform({ environment: { MEC_SCENARIO: 'demo', MEC_BASE_STATIONS: 'enb-harbour,enb-harbor' }, clock: new TestClock() });
    expect(warn).toHaveBeenCalledWith({ missing: ['enb-harbor'] }, expect.stringContaining('MEC_BASE_STATIONS'));
  });
});
