import { entryOf, EventLog, type LoggedEvent, type Topic, topic } from '../../src/modules/common/events/index.js';
import { type Mechanisms, openBeside, openMechanisms, someTurns } from '../support/mechanisms.js';

const THINGS = topic<{ name: string }>('test.thing');
const OTHERS = topic<{ name: string }>('test.other');

const append = ({ unitOfWork, eventLog }: Mechanisms, name: string, on: Topic<{ name: string }> = THINGS) =>
  unitOfWork.run((transaction) => eventLog.append(transaction, on, { name }));

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function follow({ eventLog }: Mechanisms): LoggedEvent<{ name: string }>[] {
  const seen: LoggedEvent<{ name: string }>[] = [];
  eventLog.follow(THINGS, (event) => void seen.push(event));
  return seen;
}

const numbers = (events: LoggedEvent[]) => events.map(({ seq }) => seq);

/** Eight writers with ten units each, of which every third fails; the number of those that succeed. */
async function writeFromEightSides(mechanisms: Mechanisms): Promise<number> {
  let succeeded = 0;
  const writer = async (name: number) => {
    for (let unit = 0; unit < 10; unit++) {
      const work = mechanisms.unitOfWork.run(async (transaction) => {
        await mechanisms.eventLog.append(transaction, THINGS, { name: `${name}-${unit}` });
        if (unit % 3 === 2) throw new Error('no');
      });
      await work.then(() => (succeeded += 1), () => undefined);
    }
  };
  await Promise.all(upTo(8).map(writer));
  return succeeded;
}

describe('the event log', () => {
  let mechanisms: Mechanisms;
  let seen: LoggedEvent<{ name: string }>[];

  beforeEach(async () => {
    mechanisms = await openMechanisms();
    seen = follow(mechanisms);
  });

  it('numbers the events of parallel writers without gaps, and tells each follower once and in order', async () => {
    const succeeded = await writeFromEightSides(mechanisms);
    expect(succeeded).toBe(56);
    expect(numbers(await mechanisms.eventLog.read(0))).toEqual(upTo(succeeded));
    expect(numbers(seen)).toEqual(upTo(succeeded));
    expect(mechanisms.eventLog.head).toBe(succeeded);
  });

  it('numbers in the order of the commits: whoever reads finds a beginning of the log, never one with a hole', async () => {
    const reader = await mechanisms.another(EventLog);
    let writing = true;
    const done = writeFromEightSides(mechanisms).finally(() => (writing = false));
    let reads = 0;
    for (let previous = 0; writing; reads++) {
      const read = numbers(await reader.read(0));
      expect(read).toEqual(upTo(read.length));
      expect(read.length).toBeGreaterThanOrEqual(previous);
      previous = read.length;
      // On SQLite a read is over before anyone else has had a turn.
      await someTurns(1);
    }
    await done;
    expect(reads).toBeGreaterThan(0);
  });

  it('tells of more units at once than there are connections', async () => {
    const names = Array.from({ length: 60 }, (_, index) => String(index));
    await Promise.all(names.map((name) => append(mechanisms, name)));
    expect(numbers(seen)).toEqual(upTo(names.length));
    expect(seen.map(({ payload }) => payload.name).sort()).toEqual([...names].sort());
  });

  it('tells several events of one unit in their order, and those of a unit that fails not at all', async () => {
    await mechanisms.unitOfWork.run(async (transaction) => {
      for (const name of ['a', 'b', 'c']) await mechanisms.eventLog.append(transaction, THINGS, { name });
      expect(seen).toEqual([]);
    });
    const failing = mechanisms.unitOfWork.run(async (transaction) => {
      await mechanisms.eventLog.append(transaction, THINGS, { name: 'd' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await append(mechanisms, 'e');
    expect(seen.map(({ seq, payload }) => [seq, payload.name])).toEqual([[1, 'a'], [2, 'b'], [3, 'c'], [4, 'e']]);
  });

  it('takes many events of several topics at once, and tells them in their order', async () => {
    await append(mechanisms, 'before');
    const entries = upTo(450).map((number) => entryOf(number % 3 ? THINGS : OTHERS, { name: String(number) }));
    const last = await mechanisms.unitOfWork.run((transaction) => mechanisms.eventLog.appendAll(transaction, entries));
    expect(last).toBe(451);
    await append(mechanisms, 'after');
    const things = upTo(450).filter((number) => number % 3);
    expect(seen.map(({ seq, payload }) => `${seq} ${payload.name}`)).toEqual(['1 before', ...things.map((number) => `${number + 1} ${number}`), '452 after']);
    expect((await mechanisms.eventLog.read(0)).map(({ seq, topic }) => [seq, topic])).toEqual([
      [1, 'test.thing'],
      ...entries.map(({ topic }, index) => [index + 2, topic]),
      [452, 'test.thing'],
    ]);
  });

  it('tells a follower of its topic only, every follower of a topic, and of when it was', async () => {
    const second = follow(mechanisms);
    await append(mechanisms, 'a', OTHERS);
    await append(mechanisms, 'b');
    expect(seen).toEqual([{ seq: 2, topic: 'test.thing', payload: { name: 'b' }, recordedAt: mechanisms.clock.now() }]);
    expect(second).toEqual(seen);
    expect(await mechanisms.eventLog.read(1)).toEqual(seen);
  });

  it('reads as many events as it is asked for', async () => {
    for (const name of ['a', 'b', 'c']) await append(mechanisms, name);
    expect(numbers(await mechanisms.eventLog.read(1, 1))).toEqual([2]);
    expect(await mechanisms.eventLog.read(3)).toEqual([]);
  });
});

describe('followers in another process', () => {
  let mechanisms: Mechanisms;
  let other: Mechanisms;
  let seen: LoggedEvent<{ name: string }>[];

  beforeEach(async () => {
    mechanisms = await openMechanisms();
    other = await openBeside(mechanisms);
    seen = follow(mechanisms);
  });

  it('learn of events after catchUp, in order and once', async () => {
    await append(other, 'a');
    await append(other, 'b');
    expect(seen).toEqual([]);
    await Promise.all([mechanisms.eventLog.catchUp(), mechanisms.eventLog.catchUp()]);
    await mechanisms.eventLog.catchUp();
    expect(seen.map(({ payload }) => payload.name)).toEqual(['a', 'b']);
  });

  it('catch up on more than one page', async () => {
    await other.unitOfWork.run(async (transaction) => {
      for (const seq of upTo(1203)) await other.eventLog.append(transaction, THINGS, { name: String(seq) });
    });
    await mechanisms.eventLog.catchUp();
    expect(numbers(seen)).toEqual(upTo(1203));
  });

  it('see what was committed elsewhere before what was committed here later', async () => {
    await append(other, 'elsewhere');
    await append(mechanisms, 'here');
    await append(other, 'elsewhere again');
    await append(mechanisms, 'here again');
    expect(seen.map(({ seq, payload }) => `${seq} ${payload.name}`)).toEqual(['1 elsewhere', '2 here', '3 elsewhere again', '4 here again']);
  });

  it('see every event once when both write at the same time', async () => {
    const seenThere = follow(other);
    await Promise.all([writeFromEightSides(mechanisms), writeFromEightSides(other)]);
    await Promise.all([mechanisms.eventLog.catchUp(), other.eventLog.catchUp()]);
    expect(numbers(seen)).toEqual(upTo(112));
    expect(numbers(seenThere)).toEqual(upTo(112));
  });

  it('see every event once when more units write at once than there are connections', async () => {
    const names = Array.from({ length: 40 }, (_, index) => String(index));
    await Promise.all([mechanisms, other].flatMap((side) => names.map((name) => append(side, name))));
    await mechanisms.eventLog.catchUp();
    expect(numbers(seen)).toEqual(upTo(80));
  });

  it('are not told what was there before they went to the end', async () => {
    await append(other, 'before');
    await mechanisms.eventLog.skipToEnd();
    expect(mechanisms.eventLog.head).toBe(1);
    await append(other, 'after');
    await mechanisms.eventLog.catchUp();
    expect(seen.map(({ payload }) => payload.name)).toEqual(['after']);
  });

  it('go to the end of an empty log', async () => {
    await mechanisms.eventLog.skipToEnd();
    expect(mechanisms.eventLog.head).toBe(0);
  });
});
