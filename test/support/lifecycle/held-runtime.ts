import { EventEmitter, once } from 'node:events';
import { ContainerRuntime } from '../../../src/modules/container-runtime/index.js';
import type { TestPlatform } from '../platform.js';

/** What lifecycle operations ask of an engine, by the steps that do. */
const CALLS = { images: 'hasImage', creation: 'create', start: 'startContainers', addresses: 'inspect', stop: 'stopContainers', removal: 'remove' } as const;

export type EngineStep = keyof typeof CALLS;

type Call = (...parameters: unknown[]) => Promise<unknown>;

/** Lets an engine be as slow, or as unwilling, as a test wants. */
export class HeldRuntime {
  private readonly runtime: Record<string, Call>;

  constructor({ server }: TestPlatform) {
    this.runtime = server.app.get<unknown, Record<string, Call>>(ContainerRuntime, { strict: false });
  }

  /** The next call waits, until it is let go or broken off. */
  hold(step: EngineStep): { reached: Promise<void>; letGo: () => void } {
    const gate = new EventEmitter();
    const reached = new Promise<void>((resolve) => {
      this.nextCall(step, async (call, parameters) => {
        const signal = parameters.find((parameter) => parameter instanceof AbortSignal)!;
        const released = Promise.race([once(gate, 'open'), once(signal, 'abort')]);
        resolve();
        await released;
        signal.throwIfAborted();
        return call(...parameters);
      });
    });
    return { reached, letGo: () => void gate.emit('open') };
  }

  /** The next call fails. */
  refuse(step: EngineStep, error: Error): void {
    this.nextCall(step, () => Promise.reject(error));
  }

  private nextCall(step: EngineStep, instead: (call: Call, parameters: unknown[]) => Promise<unknown>): void {
    const { runtime } = this;
    const name = CALLS[step];
    const call = runtime[name]!.bind(runtime);
    runtime[name] = (...parameters) => {
      delete runtime[name];
      return instead(call, parameters);
    };
  }
}
