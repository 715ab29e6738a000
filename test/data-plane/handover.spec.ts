import { AFTER_MS, cross, type Crossing, type Way } from './handover/crossing.js';
import { handedOver, staged } from './handover/handed-over.js';
import { mp3Settings } from './handover/mp3.js';
import { PlatformPair } from './handover/platform-pair.js';
import { medianOf, report } from './handover/report.js';

const RUNS = 10;
/** The timeline tells whole milliseconds. */
const CLOCK_STEP_MS = 1;
const TIMEOUT_MS = 300_000;

/** The rules are active on both sides from the beginning; they are handed over; likewise, and packets are passed on meanwhile; nobody hands them over. */
const WAYS = ['ideal', 'module', 'forwarding', 'nothing'] as const;
type WayName = (typeof WAYS)[number];

const crossings = Object.fromEntries(WAYS.map((way) => [way, []])) as unknown as Record<WayName, Crossing[]>;
const lost = (way: WayName) => medianOf(crossings[way], 'lost');

/** Each pair of platforms has its own network; only those that hand over know each other. */
async function ways(): Promise<Record<WayName, [PlatformPair, Way]>> {
  const mp3 = await mp3Settings();
  const [without, handing, forwarding] = await Promise.all([
    PlatformPair.start(() => ({})),
    PlatformPair.start((site) => mp3[site]),
    PlatformPair.start((site) => ({ ...mp3[site], MEC_HANDOVER_FORWARD: 'on' })),
  ]);
  return {
    ideal: [without, { rulesAt: ['a', 'b'] }],
    module: [handing, { rulesAt: ['a'], prepared: (pair, ue) => staged(pair, ue, false), handedOver }],
    forwarding: [forwarding, { rulesAt: ['a'], prepared: (pair, ue) => staged(pair, ue, true), handedOver }],
    nothing: [without, { rulesAt: ['a'] }],
  };
}

// The ways take turns, so that whatever else the machine does meets all of them. No UE goes twice: nothing is left of it in the kernel.
beforeAll(async () => {
  const all = await ways();
  let ue = 0;
  for (let run = 0; run < RUNS; run++) for (const way of WAYS) crossings[way].push(await cross(...all[way], ++ue));
  report(crossings);
}, TIMEOUT_MS);

it.each([
  ['ideal', { a: ['ACTIVE'], b: ['ACTIVE'] }, 'app-b'],
  ['module', { a: ['INACTIVE'], b: ['ACTIVE'] }, 'app-b'],
  ['forwarding', { a: ['INACTIVE'], b: ['ACTIVE'] }, 'app-b'],
  ['nothing', { a: ['ACTIVE'], b: [] }, 'app-a'],
] as const)('ends each time with the same rules in effect and the same server: %s', (way, states, servedBy) => {
  expect(crossings[way].map((crossing) => ({ states: crossing.states, servedBy: crossing.servedBy }))).toEqual(Array(RUNS).fill({ states, servedBy }));
});

it.each(WAYS)('gives no packet to two servers: %s', (way) => {
  expect(crossings[way].map(({ doubled }) => doubled)).toEqual(Array(RUNS).fill(0));
});

it('loses no more with the handover than the change of link does, and what is sent until the rules are active', () => {
  expect(lost('module')).toBeLessThanOrEqual(lost('ideal') + medianOf(crossings.module, 'window') + 1);
});

it.each(['module', 'forwarding'] as const)('says no longer a time from the attachment to active rules than has passed since the move: %s', (way) => {
  for (const { window, attachToActive } of crossings[way]) expect(attachToActive).toBeLessThanOrEqual((window! + CLOCK_STEP_MS) * 1000);
});

it('loses no more and no less than the change of link does if packets are passed on meanwhile', () => {
  expect(Math.abs(lost('forwarding') - lost('ideal'))).toBeLessThanOrEqual(1);
});

it('loses all that is sent after the move without the handover', () => {
  expect(lost('nothing')).toBeGreaterThan(lost('ideal') + AFTER_MS / 2);
});
