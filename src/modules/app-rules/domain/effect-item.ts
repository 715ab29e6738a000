import type { Forward } from '../../data-plane/index.js';
import { type AppRule, keyOf } from './app-rule.js';

/** What takes effect: a rule, or a forward of a UE's packets. */
export type EffectItem<Attributes> = AppRule<Attributes> | Forward;

const FORWARD = 'forward ';

export const isForward = (item: EffectItem<unknown>): item is Forward => 'to' in item;

/** Never the key of a rule, which is JSON. */
export const forwardKey = (key: string): string => `${FORWARD}${key}`;

/** The key of the forward, if it is the key of one. */
export const forwardOfKey = (itemKey: string): string | undefined => (itemKey.startsWith(FORWARD) ? itemKey.slice(FORWARD.length) : undefined);

/** Names it among all that takes effect. */
export const itemKey = (item: EffectItem<unknown>): string => (isForward(item) ? forwardKey(item.key) : keyOf(item));

/** Items of one key and text have the same effect. */
export const itemText = (item: EffectItem<unknown>): string => JSON.stringify(isForward(item) ? [item.address, item.to] : [item.position, item.attributes]);
