import { describeNegotiation, describeRefusals, type Use } from '../../support/refusals.js';
import { agentIn, mp3Path, SOURCE, transfer, useOneTarget } from '../../support/handover/target-world.js';

const HANDOVER = 'handover';

const READ: Use = { method: 'get', name: 'a handover', path: () => mp3Path(HANDOVER) };
const WRITES: Use[] = [
  { method: 'put', name: 'a handover', path: () => mp3Path(HANDOVER), body: () => transfer() },
  { method: 'put', name: 'a cancellation', path: () => mp3Path(HANDOVER, 'cancellation'), body: () => ({ sourcePlatformId: SOURCE, epoch: 5, reason: 'OPERATOR' }) },
  { method: 'put', name: 'a completion', path: () => mp3Path(HANDOVER, 'completion'), body: () => ({}) },
  { method: 'put', name: 'a rejection', path: () => mp3Path(HANDOVER, 'rejection'), body: () => ({}) },
];

describe('refusals over Mp3', () => {
  const world = useOneTarget();
  const api = agentIn(() => world.mp3());

  beforeAll(() => world.stage(transfer(), HANDOVER));

  describeRefusals(api, [READ, ...WRITES], HANDOVER);
  describeNegotiation(api, [READ], HANDOVER);

  it.each(WRITES)('an answer to PUT of $name is JSON, or none: 406', async ({ path, body }) => {
    await api.put(path(HANDOVER)).set('Accept', 'text/html').send(body!()).expect(406);
  });

  it('a method that a path does not take is answered 405', async () => {
    expect((await api.delete(mp3Path(HANDOVER)).expect(405)).headers['allow']).toMatch(/PUT/);
    await api.get(mp3Path(HANDOVER, 'cancellation')).expect(405);
  });
});
