import fc from 'fast-check';
import type { CellIdentity, EstablishedBearer, UeIdentity } from '../../../src/modules/ran/index.js';

// A small world, so that random filters often fit random events.

const PLMNS = [
  { mcc: '001', mnc: '01' },
  { mcc: '001', mnc: '02' },
] as const;

const ecgis = PLMNS.flatMap((plmn) => ['000a101', '000a102', '000B201'].map((cellId) => ({ plmn, cellId })));
const nrcgis = PLMNS.flatMap((plmn) => ['0a1b2c001', '0A1B2C002'].map((nrCellId) => ({ plmn, nrCellId })));

const otherCase = (text: string) => (text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase());
const spelt = (text: string) => fc.constantFrom(text, otherCase(text));

export const ecgi = fc.constantFrom(...ecgis).chain(({ plmn, cellId }) => fc.record({ plmn: fc.constant(plmn), cellId: spelt(cellId) }));
export const nrcgi = fc.constantFrom(...nrcgis).chain(({ plmn, nrCellId }) => fc.record({ plmn: fc.constant(plmn), nrCellId: spelt(nrCellId) }));

const eutranCell = ecgi.map((own): CellIdentity => ({ id: `${own.plmn.mnc}-${own.cellId.toLowerCase()}`, baseStation: 'enb', rat: 'EUTRA', ecgi: own }));
const nrCell = nrcgi.map((own): CellIdentity => ({ id: `${own.plmn.mnc}-${own.nrCellId.toLowerCase()}`, baseStation: 'gnb', rat: 'NR', nrcgi: own, nrArfcn: 632_448 }));
export const anyCell = fc.oneof({ weight: 2, arbitrary: eutranCell }, nrCell);

/** Two spellings of each identifier. */
const associateIds = [
  [{ type: 1, value: '10.45.0.1' }],
  [{ type: 1, value: '10.45.0.2' }],
  [{ type: 2, value: '2001:db8::1' }, { type: 2, value: '2001:DB8:0::1' }],
  [{ type: 3, value: '10.45.0.1' }],
  [{ type: 3, value: '2001:db8::1' }, { type: 3, value: '2001:0db8::0:1' }],
  [{ type: 4, value: '0000a001' }, { type: 4, value: '0000A001' }],
] as const;

export const associateId = fc.constantFrom(...associateIds).chain((spellings) => fc.constantFrom(...spellings));

export const ue: fc.Arbitrary<UeIdentity> = fc.record(
  { id: fc.constant('ue'), associateId: fc.array(associateId, { maxLength: 3 }), tempUeId: fc.record({ mmec: fc.constantFrom('01', '0A'), mtmsi: fc.constantFrom('c0ffee01', 'C0FFEE02') }) },
  { requiredKeys: ['id', 'associateId'] },
);

export const erabId = fc.integer({ min: 5, max: 7 });
export const qci = fc.constantFrom(1, 2, 9);
export const bitRate = fc.constantFrom(64_000, 128_000);

const tunnelEnd = fc.record({ ipAddress: fc.constantFrom('192.0.2.65', '192.0.2.66'), tunnelId: fc.constantFrom('0000a001', '0000a002') });

export const bearer: fc.Arbitrary<EstablishedBearer> = fc.record(
  {
    erabId,
    qci,
    qosInformation: fc.record({ erabMbrDl: bitRate, erabMbrUl: bitRate, erabGbrDl: bitRate, erabGbrUl: bitRate }),
    enbInfo: tunnelEnd,
    sGwInfo: tunnelEnd,
    offeredDl: fc.constantFrom(0, 1000),
    offeredUl: fc.constant(0),
  },
  { requiredKeys: ['erabId', 'qci', 'enbInfo', 'sGwInfo', 'offeredDl', 'offeredUl'] },
);
