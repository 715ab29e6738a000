import type { Steering } from '../../domain/steering.js';

/**
 * A mark of ours: 0x4d in the uppermost eight bits, then four bits for what is done and twenty for the number of the rule.
 * Rules on whole flows mark connections, the others packets, and those only while they pass through our own chains.
 */
export const MARK_PREFIX = 0x4d000000;
export const PREFIX_MASK = 0xff000000;
/** Prefix and kind. */
export const KIND_MASK = 0xfff00000;

export const HIGHEST_NUMBER = 0xfffff;

/** What is done, in the bits below the prefix. Forward and duplicate differ in the last of them only. */
export const KINDS = {
  packetPass: 0x4d100000,
  packetForward: 0x4d200000,
  packetDuplicate: 0x4d300000,
  packetDrop: 0x4d400000,
  flowDrop: 0x4d800000,
  flowPass: 0x4d900000,
  flowForward: 0x4da00000,
  flowDuplicate: 0x4db00000,
} as const;
/** Prefix and kind without that last bit. */
export const FORWARD_OR_DUPLICATE_MASK = 0xffe00000;

type Kind = keyof typeof KINDS;

const KIND_OF = {
  PACKET: { pass: 'packetPass', forward: 'packetForward', duplicate: 'packetDuplicate', drop: 'packetDrop' },
  FLOW: { pass: 'flowPass', forward: 'flowForward', duplicate: 'flowDuplicate', drop: 'flowDrop' },
} as const;

export const kindOf = ({ scope, effect }: Steering): Kind => KIND_OF[scope][effect.does];

/** What finding an entry leads to; `classification` tells how. */
export type Sort = 'verdict' | 'redirection' | 'condemnation' | 'approval' | 'claim';

export const SORT_OF: Record<Kind, Sort> = {
  packetDrop: 'verdict',
  packetPass: 'verdict',
  packetForward: 'redirection',
  packetDuplicate: 'redirection',
  flowDrop: 'condemnation',
  flowPass: 'approval',
  flowForward: 'claim',
  flowDuplicate: 'claim',
};

export const markOf = (kind: Kind, number: number): number => KINDS[kind] + number;

/** Whether a connection with this mark has another destination than its client thinks. */
export const isForwarded = (mark: number): boolean => (mark & FORWARD_OR_DUPLICATE_MASK) === KINDS.flowForward;

export const isOurs = (mark: number): boolean => (mark & PREFIX_MASK) === MARK_PREFIX;

export const numberOf = (mark: number): number => mark & HIGHEST_NUMBER;
