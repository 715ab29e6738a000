import { CommandFailed, HostCommands } from '../../src/modules/data-plane/adapters/host-commands.js';

const PATIENCE_MS = 10_000;

const host = new HostCommands();

const failureOf = (running: Promise<string>): Promise<CommandFailed> =>
  running.then(
    (answer) => Promise.reject(new Error(`It has not failed but said ${answer}.`)),
    (error: unknown) => (error instanceof CommandFailed ? error : Promise.reject(error as Error)),
  );

describe('programs of the host', () => {
  it('answer what they write', async () => {
    expect(await host.run('echo', ['as', 'said'], PATIENCE_MS)).toBe('as said\n');
  });

  it('run beside each other', async () => {
    const answers = ['one', 'two', 'three'].map((word) => host.run('echo', [word], PATIENCE_MS));
    expect(await Promise.all(answers)).toEqual(['one\n', 'two\n', 'three\n']);
  });

  it('read a file with the content that they are given', async () => {
    expect(await host.runOnFile('cat', [], 'ä content\n', PATIENCE_MS)).toBe('ä content\n');
  });

  it('take the words before every command', async () => {
    expect(await new HostCommands(['env', 'WORD=said']).run('sh', ['-c', 'echo $WORD'], PATIENCE_MS)).toBe('said\n');
  });

  it('fail with what they write to standard error, in one line', async () => {
    const { program, reason, missing } = await failureOf(host.run('sh', ['-c', 'printf "no,\n  not so\n" >&2; exit 3'], PATIENCE_MS));
    expect({ program, reason, missing }).toEqual({ program: 'sh', reason: 'no, not so', missing: false });
  });

  it('may be missing', async () => {
    expect((await failureOf(host.run('no-such-program', [], PATIENCE_MS))).missing).toBe(true);
  });

  it('are ended when they take too long', async () => {
    expect((await failureOf(host.run('sleep', ['60'], 100))).reason).toBe('it took longer than 100 ms');
  });

  it('fail if the process that runs them dies, and the next one gets another', async () => {
    const reasons = await Promise.all([host.run('sh', ['-c', 'kill -9 $PPID; sleep 1'], PATIENCE_MS), host.run('sleep', ['3'], PATIENCE_MS)].map(async (running) => (await failureOf(running)).reason));
    expect(reasons).toEqual(Array(2).fill('the process that runs programs has ended'));
    expect(await host.run('echo', ['again'], PATIENCE_MS)).toBe('again\n');
  });

  it('survive the signals that end the platform in order', async () => {
    expect(await host.run('sh', ['-c', 'kill -TERM $PPID; kill -INT $PPID; sleep 0.1; echo there'], PATIENCE_MS)).toBe('there\n');
  });
});
