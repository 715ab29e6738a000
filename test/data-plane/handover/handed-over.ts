import type { components } from '../../../src/generated/handover.js';
import { eventually } from '../../support/eventually.js';
import type { PlatformPair } from './platform-pair.js';
import { addressOfUe, type Site } from './two-sites.js';

type MepHandover = components['schemas']['MepHandover'];

/** The handover of a UE as the platform at a site has it, once it has come to a state. */
const handoverIn = (expected: Partial<MepHandover>, pair: PlatformPair, site: Site, ue: number): Promise<MepHandover> =>
  eventually(() => {
    const handovers = pair.call(site, 'GET', '/handover/v1/handovers').body as unknown as MepHandover[];
    const handover = handovers.find(({ ue: identifiers }) => identifiers?.associateId.some(({ value }) => value === addressOfUe(ue)));
    expect(handover).toMatchObject(expected);
    return handover!;
  });

/** Until the rules of a UE are staged at b, and its packets passed on to a, if wanted. */
export async function staged(pair: PlatformPair, ue: number, forwarding: boolean): Promise<void> {
  await handoverIn({ state: 'STAGED', forwarding }, pair, 'b', ue);
  await handoverIn({ state: 'TRANSFERRED' }, pair, 'a', ue);
}

/** Waits until both platforms are done. @returns when the rules were active at b, in milliseconds since 1970, and after how many microseconds, as b says */
export async function handedOver(pair: PlatformPair, ue: number): Promise<{ activeAt: number; attachToActive: number }> {
  await handoverIn({ state: 'COMPLETED' }, pair, 'a', ue);
  const { timeline, attachToActive } = await handoverIn({ state: 'COMPLETED' }, pair, 'b', ue);
  const { time } = timeline.find(({ step, outcome }) => step === 'ACTIVATION' && outcome === 'DONE')!;
  return { activeAt: Date.parse(time), attachToActive: attachToActive! };
}
