import { DetectionSettings } from '../../../src/modules/handover/domain/detection/detection-settings.js';
import { allDocuments } from '../../support/declared-operations.js';
import { DETECTION } from '../../support/handover.js';
import { startPlatform } from '../../support/platform.js';
import { describeConditionalRead, describeConditionalWrite } from '../../support/preconditions.js';
import { specAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

const { openapi } = allDocuments().find(({ name }) => name === 'handover')!;
const example = (name: string) => (openapi.components['examples'] as Record<string, { value: object }>)[name]!.value;

type Schema = { default?: unknown; properties?: Record<string, Schema>; $ref?: string };
const schema = (name: string) => (openapi.components['schemas'] as Record<string, Schema>)[name]!;
/** What the document says that is left out means. */
const defaultsOf = ({ properties = {} }: Schema): object =>
  Object.fromEntries(Object.entries(properties).map(([name, { $ref, default: value }]) => [name, $ref ? defaultsOf(schema($ref.split('/').at(-1)!)) : value]));

const DEFAULTS = defaultsOf(schema('DetectionSetting'));

describe('the detection setting', () => {
  const { api, platform } = usePlatform();

  const put = (body: object) => api.put(DETECTION).send(body);

  it('is the default of the document before it has ever been written', async () => {
    await api.get(DETECTION).expect(200, DEFAULTS);
    expect(DEFAULTS).toEqual(example('DefaultDetection'));
  });

  it.each([
    ['nothing', {}, {}],
    ['an end marker that comes early', example('EarlyDetection'), { endMarker: { enabled: true, prbUsage: 10, hysteresis: 1, timeToTrigger: 320, rsrpOffset: 0 } }],
    ['no end marker', example('EventsOnly'), { endMarker: { enabled: false, prbUsage: 2, hysteresis: 1, timeToTrigger: 1000, rsrpOffset: 3 } }],
    ['no hoStatus', { hoStatus: false, endMarker: { rsrpOffset: -30 } }, { hoStatus: false, endMarker: { enabled: true, prbUsage: 2, hysteresis: 1, timeToTrigger: 1000, rsrpOffset: -30 } }],
    ['the least of all', { measurementAge: 100, stagedFor: 1000, endMarker: { prbUsage: 0, hysteresis: 0, timeToTrigger: 0 } }, { measurementAge: 100, stagedFor: 1000, endMarker: { enabled: true, prbUsage: 0, hysteresis: 0, timeToTrigger: 0, rsrpOffset: 3 } }],
    ['the most of all', { measurementAge: 60_000, stagedFor: 600_000, endMarker: { prbUsage: 100, hysteresis: 100, timeToTrigger: 60_000, rsrpOffset: 30 } }, { measurementAge: 60_000, stagedFor: 600_000, endMarker: { enabled: true, prbUsage: 100, hysteresis: 100, timeToTrigger: 60_000, rsrpOffset: 30 } }],
    ['more than is known', { colour: 'blue', endMarker: { colour: 'red' } }, {}],
  ])('is replaced as a whole, what is left out gets its default: %s', async (_what, sent, changed) => {
    await put({ hoStatus: false, measurementAge: 777 }).expect(200);
    const { body, headers } = await put(sent).expect(200);
    expect(body).toEqual({ ...DEFAULTS, ...changed });
    const read = await api.get(DETECTION).expect(200, body as object);
    expect(read.headers['etag']).toBe(headers['etag']);
  });

  it.each<[object, string]>([
    [{ hoStatus: 'yes' }, '/hoStatus'],
    [{ measurementAge: 99 }, '/measurementAge'],
    [{ measurementAge: 60_001 }, '/measurementAge'],
    [{ stagedFor: 999 }, '/stagedFor'],
    [{ stagedFor: 1000.5 }, '/stagedFor'],
    [{ endMarker: null }, '/endMarker'],
    [{ endMarker: { prbUsage: 101 } }, '/endMarker/prbUsage'],
    [{ endMarker: { hysteresis: -1 } }, '/endMarker/hysteresis'],
    [{ endMarker: { timeToTrigger: 60_001 } }, '/endMarker/timeToTrigger'],
    [{ endMarker: { rsrpOffset: -31 } }, '/endMarker/rsrpOffset'],
  ])('%j is answered 400, and the place is named', async (sent, place) => {
    const before = await api.get(DETECTION).expect(200);
    const { body } = await put(sent).expect(400);
    expect((body.faults as { place: string }[]).map((fault) => fault.place)).toEqual([place]);
    await api.get(DETECTION).expect(200, before.body as object);
  });

  describeConditionalRead(api, { name: 'the detection setting', path: () => DETECTION });
  describeConditionalWrite(api, { name: 'PUT of the detection setting', path: () => DETECTION, send: (to) => api.put(to).send({ measurementAge: 4321 }), status: 200 });

  it('counts when whoever depends on it has done what is to be done, before the answer', async () => {
    const settings = platform.server.app.get(DetectionSettings, { strict: false });
    const told: unknown[] = [];
    settings.onChange(async ({ stagedFor }) => {
      told.push(['begun', stagedFor, settings.get().stagedFor]);
      await api.get(DETECTION).expect(200);
      told.push(['done']);
    });
    await put({ stagedFor: 4000 }).expect(200);
    expect(told).toEqual([['begun', 4000, 4000], ['done']]);
    await put({ stagedFor: 5000 }).set('If-Match', '"other"').expect(412);
    expect(told).toHaveLength(2);
    expect(settings.get().stagedFor).toBe(4000);
  });

  it('is the last one that was written, also for whoever depends on it, when several are written at once', async () => {
    const settings = platform.server.app.get(DetectionSettings, { strict: false });
    const told: number[] = [];
    settings.onChange(({ stagedFor }) => void told.push(stagedFor));
    await Promise.all([2000, 3000, 4000].map((stagedFor) => put({ stagedFor }).expect(200)));
    expect(settings.get().stagedFor).toBe(told.at(-1));
    await api.get(DETECTION).expect(200, settings.get());
    expect(told.sort()).toEqual([2000, 3000, 4000]);
  });

  it('outlives the platform', async () => {
    const first = await startPlatform();
    const { body } = await specAgent(first).put(DETECTION).send({ hoStatus: false, endMarker: { prbUsage: 2.5 } }).expect(200);
    await first.stop();
    const second = await startPlatform({ environment: { DATABASE_URL: first.databaseUrl } });
    await specAgent(second).get(DETECTION).expect(200, body as object);
    expect(second.server.app.get(DetectionSettings, { strict: false }).get()).toEqual(body);
  });
});
