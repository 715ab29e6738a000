import { spawnSync } from 'node:child_process';

function obstacle(): string | undefined {
  for (const program of ['nft', 'conntrack']) if (spawnSync(program, ['--version']).error) return `${program} is not installed`;
  return spawnSync('unshare', ['--net', 'true']).status === 0 ? undefined : 'this machine makes no network namespaces for this user';
}

/** Why this machine cannot steer packets; nothing if it can. @throws Error if it cannot although it is that of CI */
export function steeringObstacle(): string | undefined {
  const reason = obstacle();
  if (reason !== undefined && process.env['CI'] === 'true') throw new Error(reason);
  return reason;
}
