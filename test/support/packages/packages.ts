import type { Response } from 'supertest';
import type { components } from '../../../src/generated/mec010-2-app-package.js';
import { eventually } from '../eventually.js';
import type { SpecAgent } from '../spec-agent.js';
import { packageFile, sha256 } from './package-file.js';

type Schemas = components['schemas'];
export type AppPkgInfo = Schemas['AppPkgInfo'];

export const PACKAGES = '/app_pkgm/v1/app_packages';
export const ONBOARDED_PACKAGES = '/app_pkgm/v1/onboarded_app_packages';
export const SUBSCRIPTIONS = '/app_pkgm/v1/subscriptions';

let count = 0;

/** Announces a package of these bytes. */
export const announcement = (content: Buffer, changes: object = {}) => ({
  appPkgName: `camera-${(count += 1)}`,
  appPkgVersion: '1.0',
  checksum: { algorithm: 'SHA-256', hash: sha256(content) },
  appPkgPath: 'https://packages.example.com/camera.csar',
  ...changes,
});

/** Makes a package without content; answers its id. */
export async function announce(api: SpecAgent, content: Buffer, changes: object = {}): Promise<string> {
  const { body } = await api.post(PACKAGES).send(announcement(content, changes)).expect(201);
  return (body as AppPkgInfo).id;
}

export const upload = (api: SpecAgent, id: string, content: Buffer) => api.put(`${PACKAGES}/${id}/package_content`).set('Content-Type', 'application/zip').send(content);

export const read = async (api: SpecAgent, id: string): Promise<AppPkgInfo> => (await api.get(`${PACKAGES}/${id}`).expect(200)).body as AppPkgInfo;

/** Waits until a package is examined. */
export const examined = (api: SpecAgent, id: string): Promise<AppPkgInfo> =>
  eventually(async () => {
    const found = await read(api, id);
    expect(['CREATED', 'ONBOARDED']).toContain(found.onboardingState);
    return found;
  });

/** Makes a package and waits for what becomes of this content. */
export async function onboard(api: SpecAgent, content: Buffer | Promise<Buffer> = packageFile(), changes: object = {}): Promise<AppPkgInfo> {
  const bytes = await content;
  const id = await announce(api, bytes, changes);
  await upload(api, id, bytes).expect(202);
  return examined(api, id);
}

/** Content that is no text. */
export function binary(response: Response, done: (error: Error | null, content: unknown) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}

export const setState = (api: SpecAgent, id: string, operationalState: string): Promise<Response> => api.patch(`${PACKAGES}/${id}`).send({ operationalState }).then((response) => response);

/** Disables and deletes it. */
export async function discard(api: SpecAgent, id: string): Promise<void> {
  await api.patch(`${PACKAGES}/${id}`).send({ operationalState: 'DISABLED' }).expect(200);
  await api.delete(`${PACKAGES}/${id}`).expect(204);
}
