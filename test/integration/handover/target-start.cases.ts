import { logLines } from '../../support/log-lines.js';
import { startPlatform } from '../../support/platform.js';

describe('a start without a data plane', () => {
  it.each([
    ['on', 1],
    ['off', 0],
  ])('tells, with MEC_HANDOVER_FORWARD %s, how often that nothing is forwarded: %i', async (forward, times) => {
    const lines = logLines();
    await startPlatform({ environment: { MEC_HANDOVER_FORWARD: forward, MEC_DATA_PLANE: 'none' } });
    expect(lines.filter((line) => line.includes('MEC_HANDOVER_FORWARD'))).toHaveLength(times);
  });
});
