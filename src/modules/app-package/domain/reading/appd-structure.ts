import type { Fault } from '../../../common/problem/index.js';

/** Knows the structure of descriptors as the document defines it. */
export abstract class AppDStructure {
  /** What is wrong with a value, place by place; nothing if it is an AppD. */
  abstract faultsOf(value: unknown): Fault[];
}
