type Action = () => Promise<void> | void;

const LONGEST_MS = 60_000;

/** Of the file; then, while a test runs, of the test. */
const scopes: Action[][] = [[]];

/** Does all of it, whatever fails. @throws what has failed first */
async function undo(): Promise<void> {
  const failures: unknown[] = [];
  for (const action of scopes.pop()!.reverse())
    try {
      await action();
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}

beforeEach(() => void scopes.push([]));
afterEach(undo, LONGEST_MS);
afterAll(undo, LONGEST_MS);

/** Undoes something, last in, first out: after the test if it was begun in one, else after all tests of the file. */
export const cleanUp = (action: Action): void => void scopes.at(-1)!.push(action);
