type Action = () => Promise<void> | void;

const LONGEST_MS = 60_000;

/** Of the file; then, while a test runs, of the test. */
const scopes: Action[][] = [[]];

async function undo(): Promise<void> {
  for (const action of scopes.pop()!.reverse()) await action();
}

beforeEach(() => void scopes.push([]));
afterEach(undo, LONGEST_MS);
afterAll(undo, LONGEST_MS);

/** Undoes something, last in, first out: after the test if it was begun in one, else after all tests of the file. */
export const cleanUp = (action: Action): void => void scopes.at(-1)!.push(action);
