import { setTimeout as pause } from 'node:timers/promises';
import { ProcessBorder } from '../support/handover/process-border.js';
import { Ride } from '../support/handover/ride.js';

/** Longer than a message waits for its answer, so that it is repeated. */
const DOWN_MS = 2000;
const TIMEOUT_MS = 240_000;

describe('a handover whose peer is down for a while', () => {
  let border: ProcessBorder;

  beforeAll(async () => void (border = await ProcessBorder.open()), TIMEOUT_MS);

  it(
    'at the transfer, goes on when it is back: the rule is at the source until then',
    async () => {
      const ride = await Ride.prepare(border);
      await border.sites.b.kill();
      await ride.tell(1);
      await ride.until(['a', 'TRANSFERRING']);
      await ride.tell(3);
      await pause(DOWN_MS);
      await ride.until(['a', 'TRANSFERRING']);
      expect(await ride.statesAt('a')).toEqual(['ACTIVE']);
      await border.sites.b.start();
      await ride.end('b');
    },
    TIMEOUT_MS,
  );

  it(
    'after the attach, goes on when the target is back, which finds the UE there',
    async () => {
      const ride = await Ride.prepare(border);
      await ride.tell(1);
      await ride.untilStaged();
      await border.sites.b.kill();
      await ride.tell(3);
      await ride.until(['a', 'ATTACHED']);
      await pause(DOWN_MS);
      expect(await ride.statesAt('a')).toEqual(['ACTIVE']);
      await border.sites.b.start();
      await ride.end('b');
    },
    TIMEOUT_MS,
  );

  it(
    'after the attach, is active at the target, and over when the source is back',
    async () => {
      const ride = await Ride.prepare(border);
      await ride.tell(1);
      await ride.untilStaged();
      await border.sites.a.kill();
      await ride.tell(3);
      await ride.until(['b', 'ACTIVATED']);
      await pause(DOWN_MS);
      expect(await ride.statesAt('b')).toEqual(['ACTIVE']);
      await border.sites.a.start();
      await ride.end('b');
    },
    TIMEOUT_MS,
  );

  it(
    'when it is cancelled, is over when the target is back',
    async () => {
      const ride = await Ride.prepare(border);
      await ride.tell(1);
      await ride.untilStaged();
      await border.sites.b.kill();
      await ride.tell(5);
      await ride.until(['a', 'CANCELLING']);
      await border.sites.b.start();
      await ride.end('a');
    },
    TIMEOUT_MS,
  );

  it('writes no errors into its log', () => {
    expect(border.errorLog).toEqual([]);
  });
});
