import { EventQueue } from '../../../src/modules/registration/domain/emulation/event-queue.js';
import { Kernel, type Wiring } from '../../../src/modules/registration/domain/emulation/kernel.js';
import { Machine, type Beginning, type Receipt, type Surroundings, type TimerName } from '../../../src/modules/registration/domain/emulation/machine.js';
import type { Message } from '../../../src/modules/registration/domain/emulation/messages/message.js';
import { FullTrace } from '../../../src/modules/registration/domain/emulation/trace/full-trace.js';
import { MessageCount } from '../../../src/modules/registration/domain/emulation/trace/message-count.js';

/** Does what the test says, and writes down what happens to it. */
class Puppet extends Machine implements Beginning {
  readonly happened: string[] = [];

  constructor(
    name: string,
    private readonly begins: (surroundings: Surroundings) => void = () => {},
    private readonly answers?: string,
  ) {
    super(name);
  }

  begin(surroundings: Surroundings): void {
    this.happened.push(`${surroundings.now()} begin`);
    this.begins(surroundings);
  }

  override receive(message: Message, surroundings: Surroundings): Receipt {
    this.happened.push(`${surroundings.now()} ${message.name} of ${message.sender}`);
    if (this.answers !== undefined) surroundings.send({ layer: 'rrc', name: 'RRCRelease', elements: {}, receiver: this.answers });
    return { disposition: 'ACCEPTED', reason: 'It is here.' };
  }

  override expire({ name, of }: TimerName, surroundings: Surroundings): void {
    this.happened.push(`${surroundings.now()} ${name}${of === undefined ? '' : ` of ${of}`}`);
  }

  override undelivered({ name }: Message, surroundings: Surroundings): void {
    this.happened.push(`${surroundings.now()} undelivered ${name}`);
  }
}

const WIRING: Wiring = { latency: { rrc: 10, ngap: 5, sbi: 2 }, reaches: () => true };
const setUp = (receiver: string) => ({ layer: 'rrc', name: 'RRCSetup', elements: {}, receiver }) as const;

function kernelOf(puppets: Puppet[], wiring: Partial<Wiring> = {}, trace = new FullTrace()) {
  const kernel = new Kernel({ ...WIRING, ...wiring }, trace);
  for (const puppet of puppets) kernel.add(puppet);
  return { kernel, trace };
}

/** Numbers from 0 to 2^32, always the same for the same seed (a linear congruential generator). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) yield (state = (Math.imul(state, 1664525) + 1013904223) >>> 0);
}

describe('an event queue', () => {
  it.each([1, 2, 3, 4, 5])('gives what a stable sort by time gives, whenever things are put in and taken out (%s)', (seed) => {
    const random = numbers(seed);
    const queue = new EventQueue<number>();
    const model: { time: number; item: number }[] = [];
    const takeBoth = () => {
      const [due] = model.toSorted((one, other) => one.time - other.time || one.item - other.item);
      if (due) model.splice(model.indexOf(due), 1);
      const taken = queue.take();
      expect(taken && { time: taken.time, item: taken.item }).toEqual(due);
    };
    for (let item = 0; item < 500; item++) {
      if (random.next().value % 3) {
        const time = random.next().value % 20;
        queue.put(time, item);
        model.push({ time, item });
      } else takeBoth();
      expect(queue.size).toBe(model.length);
    }
    while (model.length) takeBoth();
    takeBoth();
  });
});

describe('a kernel', () => {
  it('delivers a message after the latency of its layer', () => {
    const receiver = new Puppet('receiver');
    const sender = new Puppet('sender', (surroundings) => {
      surroundings.send(setUp('receiver'));
      surroundings.send({ layer: 'sbi', name: 'Namf_Communication_N1MessageNotify response', elements: { status: 204 }, receiver: 'receiver' });
    });
    const { kernel } = kernelOf([receiver, sender]);
    kernel.begin(sender, 100);
    expect(kernel.run()).toBe(true);
    expect(receiver.happened).toEqual(['102 Namf_Communication_N1MessageNotify response of sender', '110 RRCSetup of sender']);
    expect([kernel.now, kernel.events]).toEqual([110, 3]);
  });

  it('lets begin at once what should have begun before', () => {
    const late = new Puppet('late');
    const early = new Puppet('early', () => kernel.begin(late, 3));
    const { kernel } = kernelOf([early, late]);
    kernel.begin(early, 50);
    kernel.run();
    expect(late.happened).toEqual(['50 begin']);
  });

  it('tells the sender of a message that its receiver does not run, or cannot be reached', () => {
    const sender = new Puppet('sender', (surroundings) => [setUp('nobody'), setUp('isolated')].forEach((draft) => surroundings.send(draft)));
    const isolated = new Puppet('isolated');
    const { kernel, trace } = kernelOf([sender, isolated], { reaches: (from, to) => !(from === 'sender' && to === 'isolated') });
    kernel.begin(sender, 0);
    kernel.run();
    expect([sender.happened, isolated.happened]).toEqual([['0 begin', '10 undelivered RRCSetup', '10 undelivered RRCSetup'], []]);
    expect(trace.entries()).toMatchObject(['nobody', 'isolated'].map((name) => ({ disposition: 'LOST', reason: `${name} cannot be reached.` })));
    expect(trace.entries()[0]).not.toHaveProperty('arrivedAt');
  });

  it('lets timers expire, but not those that were stopped, and those that were started anew only once', () => {
    const machine = new Puppet('machine', (surroundings) => {
      surroundings.start({ name: 'T1' }, 100);
      surroundings.start({ name: 'T2', of: 'one' }, 200);
      surroundings.start({ name: 'T2', of: 'other' }, 250);
      surroundings.start({ name: 'T1' }, 300);
      surroundings.stop({ name: 'T2', of: 'one' });
      surroundings.stop({ name: 'T3' });
    });
    const { kernel, trace } = kernelOf([machine]);
    kernel.begin(machine, 0);
    kernel.run();
    expect(machine.happened).toEqual(['0 begin', '250 T2 of other', '300 T1']);
    const told = trace.entries().map(({ name, timerEvent, time }) => `${time} ${name} ${timerEvent}`);
    expect(told).toEqual(['0 T1 STARTED', '0 T2 STARTED', '0 T2 STARTED', '0 T1 STARTED', '0 T2 STOPPED', '250 T2 EXPIRED', '300 T1 EXPIRED']);
  });

  it('keeps the time of the last event when only stopped timers are left', () => {
    const machine = new Puppet('machine', (surroundings) => {
      surroundings.start({ name: 'T1' }, 5000);
      surroundings.stop({ name: 'T1' });
    });
    const { kernel } = kernelOf([machine]);
    kernel.begin(machine, 7);
    expect([kernel.run(), kernel.now]).toEqual([true, 7]);
  });

  it('goes on in slices as it would in one', () => {
    const history = (atMost: number) => {
      const [one, other] = [new Puppet('one', (surroundings) => surroundings.send(setUp('other')), 'other'), new Puppet('other', () => {}, 'one')];
      const { kernel, trace } = kernelOf([one, other]);
      kernel.begin(one, 0);
      while (kernel.events < 100) kernel.run(atMost);
      return { now: kernel.now, trace: trace.entries().slice(0, 99) };
    };
    expect(history(1)).toEqual(history(100));
    expect(history(1).now).toBe(990);
  });

  it('tells of a machine without use for a timer, or for a refused message', () => {
    class Deaf extends Machine implements Beginning {
      constructor(readonly begin: (surroundings: Surroundings) => void) {
        super('deaf');
      }

      override receive = (): Receipt => ({ disposition: 'IGNORED', reason: 'Deaf.' });
    }
    const run = (begins: (surroundings: Surroundings) => void) => {
      const { kernel } = kernelOf([]);
      const deaf = new Deaf(begins);
      kernel.add(deaf);
      kernel.begin(deaf, 0);
      kernel.run();
    };
    expect(() => run((surroundings) => surroundings.start({ name: 'T1' }, 1))).toThrow('deaf has no timer T1.');
    expect(() => run((surroundings) => surroundings.send(setUp('nobody')))).toThrow('deaf cannot do without nobody.');
  });

  it('counts messages without keeping them, if that is all that is wanted', () => {
    const trace = new MessageCount();
    const kernel = new Kernel(WIRING, trace);
    const sender = new Puppet('sender', (surroundings) => [1, 2, 3].forEach(() => surroundings.send(setUp('sender'))));
    kernel.add(sender);
    kernel.begin(sender, 0);
    kernel.run();
    expect(trace.messages).toBe(3);
  });
});
