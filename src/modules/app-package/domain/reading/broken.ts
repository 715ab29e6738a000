import { type Fault, Problem } from '../../../common/problem/index.js';

/** The package is not as it has to be; the whole of it is refused. */
export const broken = (detail: string, faults: Fault[] = []): Problem => new Problem(422, detail, { faults });
