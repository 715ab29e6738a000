import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { question, serviceOf, startGranting } from '../../support/granting/granting.js';

/** Containers of 128 MB of which the host has so many. */
const ROOM = 7;
const INSTANCES = 4;

type Step = { kind: 'instantiate'; instance: number; containers: number } | { kind: 'end'; instance: number } | { kind: 'ask again' };

const instance = fc.nat(INSTANCES - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('instantiate' as const), instance, containers: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('end' as const), instance }),
  fc.record({ kind: fc.constant('ask again' as const) }),
);

describe('the capacity of a host', () => {
  it('is never exceeded and never lost, whatever the operations', async () => {
    const service = serviceOf(await startGranting({ capacity: { memoryMB: ROOM * 128 } }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const ids = Array.from({ length: INSTANCES }, () => randomUUID());
        const kept = new Map<number, number>();
        let last: { request: ReturnType<typeof question>; decision: unknown } | undefined;
        const taken = (except: number) => [...kept].filter(([index]) => index !== except).reduce((sum, [, count]) => sum + count, 0);
        for (const one of steps) {
          if (one.kind === 'end') {
            await service.release(ids[one.instance]!);
            kept.delete(one.instance);
          } else if (one.kind === 'ask again') {
            if (last) expect(await service.ask(last.request)).toEqual(last.decision);
          } else {
            const resourceTemplateId = Array<string>(one.containers).fill('analytics');
            const request = question({ appInstanceId: ids[one.instance]!, addResources: [{ id: 'all', type: 'OSCONTAINER', resourceTemplateId }] });
            const fits = taken(one.instance) + one.containers <= ROOM;
            const decision = await service.ask(request);
            expect(decision).toHaveProperty(fits ? 'grant' : 'rejection');
            if (fits) kept.set(one.instance, one.containers);
            last = { request, decision };
          }
        }
        for (const id of ids) await service.release(id);
      }),
      { numRuns: 40 },
    );
  });
});
