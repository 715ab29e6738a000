import { type Fault, refuseFaults } from '../../../common/problem/index.js';
import { bearerFaults } from '../bearer/bearer-faults.js';
import { mobilityFaults } from '../mobility/mobility-faults.js';
import type { Ue } from '../types.js';
import { associateIdFaults } from './associate-id-faults.js';

/** @throws Problem 400 naming the places, if a UE is described as there can be none */
export function checkUe({ associateId, mobility, bearers = [] }: Ue): void {
  refuseFaults([
    ...associateIdFaults(associateId, '/associateId'),
    ...mobilityFaults(mobility, '/mobility'),
    ...repeatedBearers(bearers),
    ...bearers.flatMap((bearer, index) => bearerFaults(bearer, `/bearers/${index}`)),
  ]);
}

const repeatedBearers = (bearers: NonNullable<Ue['bearers']>): Fault[] =>
  bearers.flatMap(({ erabId }, index) =>
    bearers.findIndex((other) => other.erabId === erabId) === index ? [] : [{ place: `/bearers/${index}/erabId`, detail: `must not be that of another bearer, ${erabId}` }],
  );
