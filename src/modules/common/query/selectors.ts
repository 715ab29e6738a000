import type { AttributeType } from './attribute-type.js';
import { ALL, NONE, type PathTree, WHOLE } from './path-tree.js';

/** Which attributes an answer lacks, and which of those it has all the same. */
export interface Selection {
  dropped: PathTree;
  listed: PathTree;
}

/** What is left of a value. Simple attributes and required ones stay (MEC 009, 6.18), and so does what the type does not know. */
export function select(value: unknown, type: AttributeType, selection: Selection): unknown {
  if (Array.isArray(value)) return value.map((element) => select(element, type, selection));
  if (typeof value !== 'object' || value === null) return value;
  const left = Object.entries(value).flatMap(([name, attribute]) => selectAttribute(name, attribute, type, selection));
  return Object.fromEntries(left);
}

function selectAttribute(name: string, value: unknown, whole: AttributeType, { dropped, listed }: Selection): [string, unknown][] {
  const type = whole.part(name);
  const drop = dropped.get(name);
  const list = listed.get(name);
  if (!type || type.isSimple || drop === undefined || list === WHOLE) return [[name, value]];
  if (drop !== WHOLE) return [[name, select(value, type, { dropped: drop, listed: list ?? NONE })]];
  if (whole.requires(name)) return [[name, value]];
  return list === undefined ? [] : [[name, select(value, type, { dropped: ALL, listed: list })]];
}
