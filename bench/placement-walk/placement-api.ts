import { setTimeout as pause } from 'node:timers/promises';
import type { components } from '../../src/generated/placement.js';
import { pagesArchive, PATHS, RESOURCES } from './fog-row.js';

type User = components['schemas']['PlacedUser'];
type Deployment = components['schemas']['Deployment'];

const PATIENCE_MS = 60_000;
const EVERY_MS = 20;
const TAR = 'application/x-tar';

/** Placement of one platform, over HTTP. */
export class PlacementApi {
  /** @param url of the platform */
  constructor(private readonly url: string) {}

  /** The clouds, and the application with its image and files. */
  async prepare(image: Buffer): Promise<void> {
    await this.send('POST', PATHS.images, image, TAR);
    for (const { path, body } of RESOURCES) await this.put(path, body);
    await this.send('PUT', PATHS.files, await pagesArchive(), TAR);
  }

  async put(path: string, body: object): Promise<void> {
    await this.send('PUT', path, JSON.stringify(body), 'application/json');
  }

  async delete(path: string): Promise<void> {
    await this.send('DELETE', path);
  }

  async user(): Promise<User> {
    return (await this.send('GET', PATHS.user)) as User;
  }

  untilServed(): Promise<User> {
    return until(() => this.user(), ({ state }) => state === 'SERVED');
  }

  /** All copies are READY, and those that have to go have gone. */
  async untilCalm(): Promise<void> {
    await until(() => this.deployments(), (all) => all.every(({ state, references }) => state === 'READY' && references > 0));
  }

  async untilGone(): Promise<void> {
    await until(() => this.deployments(), (all) => all.length === 0);
  }

  private async deployments(): Promise<Deployment[]> {
    return (await this.send('GET', PATHS.deployments)) as Deployment[];
  }

  /** @throws Error if it is refused */
  private async send(method: string, path: string, body?: string | Buffer, type = ''): Promise<unknown> {
    const answer = await fetch(`${this.url}${path}`, { method, ...(body !== undefined && { body, headers: { 'content-type': type } }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} is answered ${answer.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}

async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; ; await pause(EVERY_MS)) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (Date.now() > end) throw new Error(`It does not come to what is expected within ${PATIENCE_MS / 1000} s: ${JSON.stringify(seen)}`);
  }
}
