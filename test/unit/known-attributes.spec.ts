import { ApiDocuments, KnownAttributes } from '../../src/modules/common/operation/index.js';
import { Problem } from '../../src/modules/common/problem/index.js';

const UNKNOWN = 'is no attribute that the document knows';
const known = new KnownAttributes(new ApiDocuments());

const ue = { mobility: { position: { longitude: 1, latitude: 2, unknown: 3 }, speed: 4, model: 'NONE' }, id: 'a', bearers: [{ qci: 9, erabId: 5, unknown: {} }], constructor: 1 };
const network = { plmnId: { mcc: '001', mnc: '01', mmc: '02' }, id: 'set by the platform', gnbs: [{ id: 'a', 'a/b': 1 }], unknown: null };

function refusalOf(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    return error;
  }
}

describe('attributes that a document knows', () => {
  it('are taken over in its order, at every depth, in arrays and in the alternative that is meant', () => {
    expect(JSON.stringify(known.of('ran', 'Ue', ue))).toBe('{"id":"a","mobility":{"model":"NONE","position":{"latitude":2,"longitude":1}},"bearers":[{"erabId":5,"qci":9}]}');
  });

  it('are left out where the platform sets them, whatever they hold', () => {
    const event = { kind: 'UE_STATE', seq: {}, time: 1, state: { ue: 'a', attached: false, time: [], measuredAt: null } };
    expect(known.of('ran', 'RadioEvent', event)).toEqual({ kind: 'UE_STATE', state: { ue: 'a', attached: false } });
  });

  it('are not told from others in what is left to others to judge', () => {
    const application = { appName: 'a', requirements: { images: [], orchestration: { services: {}, unknown: 1 }, unknown: 1 } };
    expect(known.of('placement', 'PlacedApplication', application, 'OrchestrationProject')).toEqual({ appName: 'a', requirements: { images: [], orchestration: { services: {}, unknown: 1 } } });
  });

  it('may be the only ones that are admitted: the others are refused, each by its place', () => {
    const refusal = refusalOf(() => known.strictly('registration', 'RegistrationNetwork', network));
    expect(refusal).toBeInstanceOf(Problem);
    expect(refusal).toMatchObject({ status: 400, faults: ['/unknown', '/plmnId/mmc', '/gnbs/0/a~1b'].map((place) => ({ place, detail: UNKNOWN })) });
  });

  it('may be the only ones, but in what is left to others to judge', () => {
    const application = { appName: 'a', requirements: { images: [], orchestration: { services: {}, unknown: 1 }, unknown: 1 } };
    const refusal = refusalOf(() => known.strictly('placement', 'PlacedApplication', application, 'OrchestrationProject'));
    expect(refusal).toMatchObject({ status: 400, faults: [{ place: '/requirements/unknown', detail: UNKNOWN }] });
  });

  it('are admitted with those that the platform sets', () => {
    expect(known.strictly('registration', 'RegistrationUe', { id: 'a', supi: 'imsi-00101' })).toEqual({ supi: 'imsi-00101' });
  });
});
