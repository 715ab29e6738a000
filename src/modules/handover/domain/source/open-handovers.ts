import type { Handover } from '../record/handover.js';
import type { Handovers } from '../record/handovers.js';
import { isOver } from '../states/source-states.js';

/** Handovers of a UE that lead away from here, oldest first. */
export const fromHere = (handovers: Handovers, ueKeys: readonly string[]): Handover[] => handovers.of(ueKeys).filter(({ role }) => role === 'SOURCE');

/** Those that are under way; one that is only to be cancelled at the target stands in nobody's way. */
export const openFromHere = (handovers: Handovers, ueKeys: readonly string[]): Handover[] =>
  fromHere(handovers, ueKeys).filter(({ state }) => !isOver(state) && state !== 'CANCELLING');

const COMING: readonly string[] = ['STAGED', 'ACTIVATING'];

/** Whether rules of the UE are on their way to us. */
export const isComing = (handovers: Handovers, ueKeys: readonly string[]): boolean => handovers.of(ueKeys).some(({ role, state }) => role === 'TARGET' && COMING.includes(state));
