import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../src/config/index.js';
import { CURRENT_TIME, TIMING_CAPS, underAlias } from '../../support/app-support.js';
import type { CurrentTime, TimingCaps } from '../../support/app-support-factories.js';
import { startPlatform } from '../../support/platform.js';
import { writeYaml } from '../../support/process.js';
import { specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

const NTP = {
  ntpServerAddrType: 'DNS_NAME',
  ntpServerAddr: 'ntp.edge.example',
  minPollingInterval: 6,
  maxPollingInterval: 10,
  localPriority: 1,
  authenticationOption: 'NONE',
} as const;
const KEYED_NTP = {
  ...NTP,
  ntpServerAddrType: 'IP_ADDRESS',
  ntpServerAddr: '192.0.2.123',
  minPollingInterval: 3,
  maxPollingInterval: 17,
  localPriority: 4_294_967_295,
  authenticationOption: 'SYMMETRIC_KEY',
  authenticationKeyNum: 7,
} as const;
const AUTOKEY_NTP = { ...NTP, ntpServerAddrType: 'IP_ADDRESS', ntpServerAddr: '2001:db8::123', authenticationOption: 'AUTO_KEY' } as const;
const PTP = { ptpMasterIpAddress: '192.0.2.124', ptpMasterLocalPriority: 0, delayReqMaxRate: 16 };

describe('timing', () => {
  const configuredBy = (content: unknown) => ({ MEC_TIMING_FILE: writeYaml(content) });

  describe('by the clock of the machine', () => {
    const { api } = usePlatform();
    const currentTime = async () => (await api.get(CURRENT_TIME).expect(200)).body as CurrentTime;

    it('is the time of the machine, within a millisecond', async () => {
      for (let turn = 0; turn < 20; turn++) {
        const before = Date.now();
        const { seconds, nanoSeconds } = await currentTime();
        const milliseconds = seconds * 1000 + nanoSeconds / 1e6;
        expect(milliseconds).toBeGreaterThanOrEqual(before - 1);
        expect(milliseconds).toBeLessThan(Date.now() + 2);
      }
    });

    it('has nanoseconds that are neither nought nor whole microseconds', async () => {
      const values: number[] = [];
      for (let turn = 0; turn < 20; turn++) values.push((await currentTime()).nanoSeconds);
      expect(new Set(values).size).toBeGreaterThan(15);
      expect(new Set(values.map((value) => value % 1000)).size).toBeGreaterThan(10);
    });

    it('says whether the clock follows UTC', async () => {
      expect(['TRACEABLE', 'NONTRACEABLE']).toContain((await currentTime()).timeSourceStatus);
    });

    it('has capabilities without servers and masters, and tells when the answer was made', async () => {
      const before = Date.now();
      const { body } = await api.get(TIMING_CAPS).expect(200);
      const { timeStamp, ...rest } = body as TimingCaps;
      expect(rest).toEqual({ ntpServers: [], ptpMasters: [] });
      expect(Math.abs(timeStamp!.seconds * 1000 + timeStamp!.nanoSeconds / 1e6 - before)).toBeLessThan(10_000);
    });

    it('has no entity tag, since it is never the same', async () => {
      for (const path of [CURRENT_TIME, TIMING_CAPS]) {
        const { headers } = await api.get(path).set('If-None-Match', '*').expect(200);
        expect(headers).not.toHaveProperty('etag');
      }
    });

    it('is served under the alias as well', async () => {
      for (const path of [CURRENT_TIME, TIMING_CAPS]) await api.get(underAlias(path)).expect(200);
    });
  });

  it('is split into seconds and nanoseconds without loss', async () => {
    const clock = new TestClock(Date.parse('2026-11-21T12:00:00.999Z'));
    const api = specAgent(await startPlatform({ clock, environment: configuredBy({ timeSourceStatus: 'TRACEABLE' }) }));
    const seconds = Date.parse('2026-11-21T12:00:00Z') / 1000;
    await api.get(CURRENT_TIME).expect(200, { seconds, nanoSeconds: 999_456_789, timeSourceStatus: 'TRACEABLE' });
    await clock.advance(1);
    await api.get(CURRENT_TIME).expect(200, { seconds: seconds + 1, nanoSeconds: 456_789, timeSourceStatus: 'TRACEABLE' });
    await api.get(TIMING_CAPS).expect(200, { timeStamp: { seconds: seconds + 1, nanoSeconds: 456_789 }, ntpServers: [], ptpMasters: [] });
  });

  describe('MEC_TIMING_FILE', () => {
    it('tells the servers, the masters and how traceable the clock is', async () => {
      const sources = { ntpServers: [NTP, KEYED_NTP, AUTOKEY_NTP], ptpMasters: [PTP] };
      const api = specAgent(await startPlatform({ environment: configuredBy({ ...sources, timeSourceStatus: 'NONTRACEABLE' }) }));
      const { body } = await api.get(TIMING_CAPS).expect(200);
      expect(body).toEqual({ timeStamp: { seconds: expect.any(Number), nanoSeconds: expect.any(Number) }, ...sources });
      const { body: time } = await api.get(CURRENT_TIME).expect(200);
      expect(time.timeSourceStatus).toBe('NONTRACEABLE');
    });

    it('may be the example', async () => {
      const api = specAgent(await startPlatform({ environment: { MEC_TIMING_FILE: join(PACKAGE_ROOT, 'examples', 'timing.yaml') } }));
      const { body } = await api.get(TIMING_CAPS).expect(200);
      expect([body.ntpServers.length, body.ptpMasters.length]).toEqual([1, 1]);
    });

    it('keeps the platform from starting when it is faulty, with a sentence per fault', async () => {
      const environment = configuredBy({ timeSourceStatus: 'PERFECT', ntpServers: [{ ...NTP, localPriority: 'first' }] });
      const faults = await startPlatform({ environment }).then(() => [], (error: Error) => error.message.split('\n'));
      expect(faults).toEqual([
        `MEC_TIMING_FILE ${environment.MEC_TIMING_FILE}: /timeSourceStatus must be one of "TRACEABLE", "NONTRACEABLE".`,
        `MEC_TIMING_FILE ${environment.MEC_TIMING_FILE}: /ntpServers/0/localPriority must be of type integer.`,
      ]);
    });
  });
});
