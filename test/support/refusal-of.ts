import { Problem } from '../../src/modules/common/problem/index.js';

/** The problem that an action throws. */
export function refusalOf(action: () => unknown): Problem {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return error as Problem;
  }
  throw new Error('Nothing was refused.');
}
