import { setImmediate } from 'node:timers/promises';

type Begin = <T>(where: string, work: () => Promise<T>) => Promise<T>;

/** Works that go on until they are told to end. */
export function heldWorks(beginWork: Begin) {
  const running: string[] = [];
  const ends = new Map<string, () => void>();
  const begin = (where: string, name = where) =>
    beginWork(where, async () => {
      running.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      running.splice(running.indexOf(name), 1);
      return name;
    });
  const end = async (name: string) => {
    ends.get(name)!();
    await setImmediate();
  };
  return { running, begin, end };
}
