import { setTimeout as pause } from 'node:timers/promises';
import '../../src/app.module.js';
import { declaredFailpoints } from '../../src/modules/common/failpoints/index.js';
import { ProcessBorder, type Side } from '../support/handover/process-border.js';
import { Ride } from '../support/handover/ride.js';

const TIMEOUT_MS = 240_000;
const DEATH_WITHIN_MS = 30_000;

/** How a UE goes from a to b, or does not, and where its rule is in effect in the end. */
interface Scene {
  owner: Side;
  go: (ride: Ride) => Promise<void>;
  /** The process dies when it is started again in the middle. */
  atStart?: true;
  /** The steps that each platform goes through, in their order. */
  steps: Partial<Record<Side, string[]>>;
}

const around = (steps: string) => steps.split(' ').flatMap((step) => [`before-${step}`, `after-${step}`]);

const SCENES: Record<string, Scene> = {
  'loses its application at the target': {
    owner: 'a',
    go: async (ride) => {
      await ride.tell(1);
      await ride.untilStaged();
      await ride.endApplication();
    },
    steps: { a: around('record-end-of-source'), b: around('purge send-rejection record-acknowledged') },
  },
  'is not handed over by the radio network after all': {
    owner: 'a',
    go: async (ride) => {
      await ride.tell(1);
      await ride.untilStaged();
      await ride.tell(5);
    },
    steps: { a: around('record-cancelling send-cancellation record-end-of-source'), b: around('purge') },
  },
  'is handed over, which the source hears from the target first': {
    owner: 'b',
    go: async (ride) => {
      await ride.tell(1);
      await ride.untilStaged();
      ride.border.lines.feedOfA.to(undefined);
      await ride.tell(3);
    },
    steps: { a: around('record-confirmed') },
  },
  'is handed over, and the report is lost': {
    owner: 'b',
    go: async (ride) => {
      await ride.tell(1);
      await ride.untilStaged();
      ride.border.lines.mp3ToA.to(undefined);
      await ride.tell(3);
    },
    steps: { a: around('record-attached ask-status') },
  },
  'is handed over': {
    owner: 'b',
    go: async (ride) => {
      await ride.tell(1);
      await ride.untilStaged();
      await ride.tell(3);
    },
    steps: {
      a: [...around('record-transferring send-transfer record-transferred record-deactivating withhold'), 'after-record-end-of-source'],
      b: [...around('stage forward read-bearer activate'), 'after-record-activated', ...around('send-completion record-acknowledged')],
    },
  },
  'is handed over meanwhile': {
    owner: 'b',
    atStart: true,
    go: async (ride) => {
      await ride.tell(1);
      await ride.tell(3);
    },
    steps: { a: around('subscribe'), b: around('subscribe') },
  },
};

const ROLES = { a: 'source', b: 'target' } as const;

/** Later steps first: a process that comes back goes on from there, and can be one already that is to die the next time. */
function casesOf(victim: Side) {
  const pointsOf = (kind: string) => Object.entries(SCENES).flatMap(([name, scene]) => (scene.steps[victim] ?? []).filter((step) => step.startsWith(kind)).reverse().map((step) => ({ name, scene, victim, role: ROLES[victim], step })));
  return [...pointsOf('after'), ...pointsOf('before')];
}

const cases = [...casesOf('a'), ...casesOf('b')];

describe('a platform that dies while a UE', () => {
  let border: ProcessBorder;

  beforeAll(async () => void (border = await ProcessBorder.open()), TIMEOUT_MS);

  /** The failpoint at which a platform dies next. */
  const armOf = (side: Side, next: (typeof cases)[number] | undefined) => (next?.victim === side && !next.scene.atStart ? `handover:${next.step}` : undefined);

  async function dieAt(step: string, side: Side): Promise<void> {
    const site = border.sites[side];
    for (const end = Date.now() + DEATH_WITHIN_MS; site.running; await pause(10))
      if (Date.now() > end) throw new Error(`The ${ROLES[side]} has not come by ${step}.`);
  }

  it.each(cases.map((one, index) => ({ ...one, next: cases[index + 1] })))(
    '$name: the $role, at $step',
    async ({ scene, victim, step, next, ...one }) => {
      const site = border.sites[victim];
      await Promise.all((['a', 'b'] as const).map((side) => border.sites[side].beArmed(armOf(side, { ...one, scene, victim, step }))));
      const ride = await Ride.prepare(border);
      ride.mayDie(victim);
      if (scene.atStart) await site.start(`handover:${step}`);
      await scene.go(ride);
      await dieAt(step, victim);
      border.mend();
      await site.start(armOf(victim, next));
      // It may come by the next failpoint in this ride already.
      await ride.end(scene.owner, async () => void (site.running || (await site.start())));
    },
    TIMEOUT_MS,
  );

  it('writes no errors into its log', () => {
    expect(border.errorLog).toEqual([]);
  });
});

it('goes through every step that handover declares, in each role', () => {
  const declared = declaredFailpoints().filter((step) => step.startsWith('handover:'));
  expect([...new Set(cases.map(({ step }) => `handover:${step}`))].sort()).toEqual(declared);
});
