import fc from 'fast-check';
import { layer2Meas, type Layer2MeasParameters } from '../../src/modules/rnis/domain/queries/layer2-meas.js';
import { cellUserInfo, type RabInfoParameters } from '../../src/modules/rnis/domain/queries/rab-info.js';
import { s1UeInfo, type S1BearerInfoParameters } from '../../src/modules/rnis/domain/queries/s1-bearer-info.js';
import { cellsQuery, layer2Query, rabQuery, s1Query, situation } from '../support/rni/arbitrary-queries.js';
import { expectedBearers, expectedCells, expectedLayer2Ues, isUnknown } from '../support/rni/reference-query.js';
import { Problem } from '../../src/modules/common/problem/index.js';

const RUNS = { numRuns: 3000 };

/** The answer, or the status of the refusal. */
function outcome<T>(ask: () => T): T | number {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Problem) return error.status;
    throw error;
  }
}

const bearersIn = (answer: ReturnType<typeof cellUserInfo>) =>
  answer.flatMap(({ ecgi, ueInfo }) => ueInfo.flatMap(({ associateId, erabInfo }) => erabInfo.map(({ erabId }) => ({ cell: ecgi, associateId, erabId }))));

describe('queries', () => {
  it('rab_info shows the bearers that a plain reading finds', () => {
    fc.assert(
      fc.property(situation, rabQuery, (now, query: RabInfoParameters) => {
        const answer = outcome(() => cellUserInfo(now, query));
        if (isUnknown(now, query)) return void expect(answer).toBe(404);
        const found = bearersIn(answer as ReturnType<typeof cellUserInfo>);
        const expected = expectedBearers(now, query, ({ erabId, qci, qosInformation: rates }) => {
          const present = { erab_id: erabId, qci, erab_mbr_dl: rates?.erabMbrDl, erab_mbr_ul: rates?.erabMbrUl, erab_gbr_dl: rates?.erabGbrDl, erab_gbr_ul: rates?.erabGbrUl };
          const asked = Object.entries(query).filter(([name]) => name in present) as [keyof typeof present, number][];
          return asked.every(([name, value]) => present[name] === value);
        });
        expect(found).toHaveLength(expected.length);
        expect(found).toEqual(expect.arrayContaining(expected));
      }),
      RUNS,
    );
  });

  it('s1_bearer_info tells the tunnels that a plain reading finds, or nothing', () => {
    fc.assert(
      fc.property(situation, s1Query, (now, query: S1BearerInfoParameters) => {
        const answer = outcome(() => s1UeInfo(now, query));
        const isAsked = ({ erabId }: { erabId: number }) => !query.erab_id?.length || query.erab_id.includes(erabId);
        const expected = isUnknown(now, query) ? [] : expectedBearers(now, query, isAsked).filter(({ associateId }) => associateId.length > 0);
        if (expected.length === 0) return void expect(answer).toBe(404);
        const found = (answer as ReturnType<typeof s1UeInfo>).flatMap(({ ecgi, associateId, s1BearerInfoDetailed }) =>
          s1BearerInfoDetailed.map(({ erabId }) => ({ cell: ecgi[0]!, associateId, erabId })),
        );
        expect(found).toHaveLength(expected.length);
        expect(found).toEqual(expect.arrayContaining(expected));
      }),
      RUNS,
    );
  });

  it('layer2_meas tells the cells and UEs that a plain reading finds', () => {
    fc.assert(
      fc.property(situation, layer2Query, (now, query: Layer2MeasParameters) => {
        const answer = outcome(() => layer2Meas(now, query));
        if (isUnknown(now, query)) return void expect(answer).toBe(404);
        const { cellInfo, cellUEInfo } = answer as ReturnType<typeof layer2Meas>;
        expect(cellInfo.map(({ ecgi }) => ecgi)).toEqual(expectedCells(now, query));
        expect(cellUEInfo.map(({ ecgi }) => ecgi)).toEqual(expectedLayer2Ues(now, query).map(({ ecgi }) => ecgi));
        expectedLayer2Ues(now, query).forEach((ue, index) => expect(ue.associateId).toContain(cellUEInfo[index]!.associateId));
      }),
      RUNS,
    );
  });

  it('with one more condition never tell more', () => {
    fc.assert(
      fc.property(situation, rabQuery, cellsQuery, (now, query: RabInfoParameters, more) => {
        const [less, least] = [outcome(() => cellUserInfo(now, query)), outcome(() => cellUserInfo(now, { ...more, ...query }))];
        if (typeof less === 'number' || typeof least === 'number') return;
        expect(bearersIn(less)).toEqual(expect.arrayContaining(bearersIn(least)));
      }),
      RUNS,
    );
  });
});
