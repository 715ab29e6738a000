import type { Family } from '../../domain/selector.js';
import { canonicalAddress, command, type Json, NFT_FAMILY, TABLE } from './expressions.js';
import type { ForwardMoves, HeldForward } from './forwards.js';
import type { Nft } from './nft.js';
import type { Ruleset } from './ruleset.js';

/** Seconds for which answers of the servers before must not open connections, once a UE's packets are no longer forwarded. */
const LATE_ANSWERS_S = 120;

type Answers = Pick<HeldForward, 'family' | 'address' | 'link'>;

interface ListedSet {
  set?: { elem?: (ListedKey | { elem: { val: ListedKey } })[] };
}

interface ListedKey {
  concat: [link: string, address: string];
}

const passing = (verb: 'add' | 'delete', { family, link, address }: Answers, timeout?: number): Json => {
  const key = { concat: [link, address] };
  return command(verb, 'element', family, 'passing', { elem: [timeout === undefined ? key : { elem: { val: key, timeout } }] });
};

/** Answers that come now may have been asked for before. Deleting what has just expired fails, so it is added before. */
const renewed = (answers: Answers, timeout?: number): Json[] => [passing('add', answers), passing('delete', answers), passing('add', answers, timeout)];

/** Commands that carry out what becomes of forwards. */
export const forwardCommands = ({ closed, opened }: ForwardMoves, family: Family): Json[] => [
  ...ofFamily(closed, family).flatMap((forward) => [command('delete', 'element', family, 'forwarded', { elem: [forward.address] }), ...renewed(forward, LATE_ANSWERS_S)]),
  ...ofFamily(opened, family).flatMap((forward) => [command('add', 'element', family, 'forwarded', { elem: [[forward.address, forward.to]] }), ...renewed(forward)]),
];

const ofFamily = (forwards: readonly HeldForward[], family: Family): HeldForward[] => forwards.filter((forward) => forward.family === family);

/** Commands that put the late answers into new tables which the kernel expects now. @throws CommandFailed */
export async function restoredAnswers(nft: Nft, families: readonly Family[], ruleset: Ruleset): Promise<Json[]> {
  const lists = families.map(async (family) => {
    const listed = (await nft.list('set', NFT_FAMILY[family], TABLE, 'passing')) as ListedSet[];
    const keys = listed.flatMap(({ set }) => set?.elem ?? []).map((element) => ('elem' in element ? element.elem.val : element));
    return keys.map(({ concat: [link, address] }): Answers => ({ link, ...canonicalAddress(address) }));
  });
  const forwards = ruleset.forwards.inEffect();
  const late = (await Promise.all(lists)).flat().filter(({ address, link }) => forwards.get(address)?.link !== link);
  return late.map((answers) => passing('add', answers, LATE_ANSWERS_S));
}
