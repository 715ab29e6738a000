import { type LoggedEvent, topic } from '../../src/modules/common/events/index.js';
import { type Mechanisms, openMechanisms } from '../support/mechanisms.js';
import { TestClock } from '../support/test-clock.js';

const THINGS = topic<{ name: string }>('test.thing');

const append = ({ unitOfWork, eventLog }: Mechanisms, name: string) => unitOfWork.run((transaction) => eventLog.append(transaction, THINGS, { name }));

const numbers = (events: LoggedEvent[]) => events.map(({ seq }) => seq);

describe('trimming the event log', () => {
  let mechanisms: Mechanisms;
  let clock: TestClock;

  beforeEach(async () => {
    clock = new TestClock();
    mechanisms = await openMechanisms({ clock });
    for (const name of ['a', 'b', 'c', 'd']) {
      await append(mechanisms, name);
      await clock.advance(1000);
    }
  });

  const trim = (position: number, age: number) =>
    mechanisms.unitOfWork.run((transaction) => mechanisms.eventLog.trim(transaction, position, clock.now() - age));

  it.each([
    ['what is beyond the position', 2, 0, [3, 4]],
    ['what is not older than the time', 4, 3000, [2, 3, 4]],
    ['the newest', 4, 0, [4]],
    ['everything when nothing is done with', 0, 0, [1, 2, 3, 4]],
  ])('keeps %s', async (_what, position, age, left) => {
    await trim(position, age);
    expect(numbers(await mechanisms.eventLog.read(0))).toEqual(left);
  });

  it('does not make a number come twice', async () => {
    const seen: LoggedEvent[] = [];
    mechanisms.eventLog.follow(THINGS, (event) => void seen.push(event));
    await trim(4, 0);
    expect(await append(mechanisms, 'e')).toBe(5);
    expect(numbers(seen)).toEqual([5]);
  });
});
