import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../src/config/index.js';
import { useApplications } from '../../support/managed-applications.js';
import { guideProgram } from '../../support/typescript-guide.js';

describe('the program of docs/typescript.md', () => {
  const world = useApplications({ MEC_RELATIVE_LINKS: 'true' });

  it('runs, and leaves no trace', async () => {
    const folder = join(PACKAGE_ROOT, 'test-output', 'guide');
    const file = join(folder, `${globalThis.DATABASE}.ts`);
    mkdirSync(folder, { recursive: true });
    const { port } = world.platform.http.address() as AddressInfo;
    writeFileSync(file, guideProgram().replace('http://127.0.0.1:8080', `http://127.0.0.1:${port}`));

    const child = spawn(process.execPath, ['--import', 'tsx', file], { cwd: PACKAGE_ROOT });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const [code] = (await once(child, 'close')) as [number | null];

    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(`[ [ 'parking', [ 'http://127.0.0.1:9100' ] ] ]`) });
    expect(output).toMatch(/^true$/m);
    expect(output).toMatch(/^DELETE http.*\/rni\/v2\/subscriptions\/\S+ 204$/m);
    expect(await world.leftOver()).toEqual({});
  });
});
