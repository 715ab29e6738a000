import { bearer, enb, eutranCell, gnb, nrCell, parked, ranPath, scenario } from './ran.js';
import type { Use } from './refusals.js';

const fixed = (...segments: (string | number)[]) => () => ranPath(...segments);

/** Every operation of the radio network that changes something, on the scenario for tests. */
export const WRITES: Use[] = [
  { method: 'post', name: 'the base stations', path: fixed('base_stations'), body: () => gnb({ id: 'new', nodeId: '000009' }) },
  { method: 'put', name: 'a base station', path: fixed('base_stations', 'enb-1'), body: enb },
  { method: 'delete', name: 'a base station', path: fixed('base_stations', 'enb-1') },
  { method: 'post', name: 'the cells', path: fixed('cells'), body: () => nrCell({ id: 'new', nrcgi: { plmn: gnb().plmn, nrCellId: '000002009' } }) },
  { method: 'put', name: 'a cell', path: fixed('cells', 'harbour-1'), body: eutranCell },
  { method: 'delete', name: 'a cell', path: fixed('cells', 'harbour-1') },
  { method: 'post', name: 'the UEs', path: fixed('ues'), body: () => parked({ id: 'new' }) },
  { method: 'put', name: 'a UE', path: fixed('ues', 'car-1'), body: parked },
  { method: 'delete', name: 'a UE', path: fixed('ues', 'car-1') },
  { method: 'post', name: 'the bearers', path: fixed('ues', 'car-1', 'bearers'), body: () => bearer({ erabId: 9 }) },
  { method: 'put', name: 'a bearer', path: fixed('ues', 'car-1', 'bearers', 5), body: bearer },
  { method: 'delete', name: 'a bearer', path: fixed('ues', 'car-1', 'bearers', 5) },
  { method: 'post', name: 'the handovers', path: fixed('handovers'), body: () => ({ ue: 'car-1', targetCells: ['harbour-2'] }) },
  { method: 'put', name: 'the configuration', path: fixed('configuration'), body: () => ({ seed: 9 }) },
  { method: 'put', name: 'the clock', path: fixed('clock'), body: () => ({ mode: 'STEPPED' }) },
  { method: 'post', name: 'a step of the clock', path: fixed('clock', 'step'), body: () => ({ duration: 100 }) },
  { method: 'put', name: 'the scenario', path: fixed('scenario'), body: scenario },
  { method: 'post', name: 'reset', path: fixed('reset') },
];

/** Takes a list, so that what is said of bodies that are objects does not hold for it. */
export const EVENTS: Use = { method: 'post', name: 'the events', path: fixed('events'), body: () => [{ kind: 'TIMING_ADVANCE', ue: 'probe-1', cell: 'harbour-1', timingAdvance: 1 }] };

export const HANDOVER_ACTIONS: Use[] = ['reject', 'cancel'].map((action) => ({ method: 'post', name: `${action} of a handover`, path: fixed('handovers', 'handover-1', action) }));

export const READS: Use[] = [
  { method: 'get', name: 'the PLMNs', path: fixed('plmns') },
  { method: 'get', name: 'the base stations', path: fixed('base_stations') },
  { method: 'get', name: 'a base station', path: fixed('base_stations', 'enb-1') },
  { method: 'get', name: 'the cells', path: fixed('cells') },
  { method: 'get', name: 'a cell', path: fixed('cells', 'harbour-1') },
  { method: 'get', name: 'the state of a cell', path: fixed('cells', 'harbour-1', 'state') },
  { method: 'get', name: 'the UEs', path: fixed('ues') },
  { method: 'get', name: 'a UE', path: fixed('ues', 'car-1') },
  { method: 'get', name: 'the state of a UE', path: fixed('ues', 'car-1', 'state') },
  { method: 'get', name: 'the bearers', path: fixed('ues', 'car-1', 'bearers') },
  { method: 'get', name: 'a bearer', path: fixed('ues', 'car-1', 'bearers', 5) },
  { method: 'get', name: 'the handovers', path: fixed('handovers') },
  { method: 'get', name: 'a handover', path: fixed('handovers', 'handover-1') },
  { method: 'get', name: 'the configuration', path: fixed('configuration') },
  { method: 'get', name: 'the clock', path: fixed('clock') },
  { method: 'get', name: 'the scenario', path: fixed('scenario') },
  { method: 'get', name: 'the snapshot', path: fixed('snapshot') },
];
