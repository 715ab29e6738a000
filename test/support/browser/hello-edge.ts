import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { request } from 'undici';
import { PACKAGE_ROOT } from '../../../src/config/index.js';
import { eventually } from '../eventually.js';

const json = { 'content-type': 'application/json' };

/** Onboards the package of examples/hello-edge, as the README does. */
export async function onboardHelloEdge(origin: string): Promise<void> {
  const content = execFileSync(process.execPath, ['examples/hello-edge/make-package.js'], { cwd: PACKAGE_ROOT, encoding: 'buffer' });
  const hash = createHash('sha256').update(content).digest('hex');
  const announced = { appPkgName: 'hello-edge', appPkgVersion: '1.0', appPkgPath: 'https://packages.example.com/hello-edge.csar', checksum: { algorithm: 'SHA-256', hash } };
  const created = await request(`${origin}/app_pkgm/v1/app_packages`, { method: 'POST', headers: json, body: JSON.stringify(announced) });
  const { id } = (await created.body.json()) as { id: string };
  const sent = await request(`${origin}/app_pkgm/v1/app_packages/${id}/package_content`, { method: 'PUT', headers: { 'content-type': 'application/zip' }, body: content });
  await sent.body.dump();
  await eventually(async () => {
    const { body } = await request(`${origin}/app_pkgm/v1/app_packages/${id}`);
    expect(await body.json()).toMatchObject({ onboardingState: 'ONBOARDED' });
  });
}
