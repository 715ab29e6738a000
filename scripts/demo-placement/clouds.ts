import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { send, upload } from '../demo/rest.js';

const EXAMPLE = join(PACKAGE_ROOT, 'examples', 'placed-web');

/** A cloud that nothing runs on, and the area that it is for. */
export interface CloudSite {
  cloudId: string;
  kind: 'FOG' | 'EDGE';
  /** Where its copies are reached. */
  address: string;
  areaId: string;
  cell: string;
}

/** Clouds in a row, each with a link to the next and an area of one cell. */
export async function addClouds(placement: string, sites: readonly CloudSite[]): Promise<void> {
  for (const { cloudId, kind, address } of sites) await send('PUT', `${placement}/clouds/${cloudId}`, { kind, runtime: { driver: 'none' }, address });
  for (const [index, { cloudId }] of sites.slice(1).entries()) await send('PUT', `${placement}/links/border${index || ''}`, { clouds: [sites[index]!.cloudId, cloudId], distance: 0.7 });
  for (const { areaId, cloudId, cell } of sites) await send('PUT', `${placement}/areas/${areaId}`, { clouds: [cloudId], cells: [cell] });
}

/** Its image, its requirement information and its files. */
export async function handInApplication(placement: string): Promise<void> {
  const image = execFileSync(process.execPath, [join(EXAMPLE, 'make-image.js')]);
  await upload('POST', `${placement}/images?repository=placed-web`, image, 'node examples/placed-web/make-image.js');
  await send('PUT', `${placement}/applications/web`, JSON.parse(readFileSync(join(EXAMPLE, 'application.json'), 'utf8')));
  const files = execFileSync('tar', ['-C', join(EXAMPLE, 'www'), '-c', '.']);
  await upload('PUT', `${placement}/applications/web/files/pages`, files, 'tar -C examples/placed-web/www -c .');
}
