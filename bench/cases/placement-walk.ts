import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { containerToolsMissing } from '../../test/support/container-tools.js';
import { serving } from '../../test/support/containers/busybox-images.js';
import { DockerEngine } from '../../test/support/containers/docker-engine.js';
import { median, sum } from '../measurement/statistics.js';
import { POLICIES, type PolicyName } from '../placement-walk/fog-row.js';
import type { Move } from '../placement-walk/walk.js';
import { MeasuredProcess } from '../processes/measured-process.js';
import { ask } from '../processes/questions.js';
import type { WalkedHostOrder } from '../processes/walked-host.js';
import type { Bench, PlacementWalkResult, SkippedResult } from './bench.js';

const SCRIPT = fileURLToPath(new URL('../processes/walked-host.ts', import.meta.url));
const NAMES = Object.keys(POLICIES) as PolicyName[];

/** Why this machine has no Docker engine; nothing if it has. @throws Error if it has none although it is that of CI */
function engineObstacle(): string | undefined {
  const reason = containerToolsMissing();
  if (reason !== undefined && process.env['CI'] === 'true') throw new Error(reason);
  return reason;
}

function figuresOf(policy: PolicyName, moves: Move[]): PlacementWalkResult['figures'][number] {
  const gaps = (client: 'near' | 'served') => {
    const all = moves.map((move) => move[client]);
    return { p50: median(all.map(({ gap }) => gap)), most: Math.max(...all.map(({ gap }) => gap)), failures: sum(all.map(({ failures }) => failures)) };
  };
  return { policy, moves: moves.length, near: gaps('near'), served: gaps('served'), answered: median(moves.map(({ answered }) => answered)), switchedAfter: median(moves.map(({ switchedAfter }) => switchedAfter)) };
}

/** Walks of both kinds take turns. */
async function measure({ build, folder, scale }: Bench, engine: DockerEngine): Promise<Map<PolicyName, Move[]>> {
  const moves = new Map(NAMES.map((name) => [name, [] as Move[]]));
  const host = MeasuredProcess.inNetworkOf(engine.onHost, SCRIPT);
  const order = <Answer>(content: WalkedHostOrder) => ask<Answer>(host.child, content);
  try {
    await order({ build, folder, dockerHost: engine.host, imageFile: (await serving(engine)).file });
    for (let round = 0; round < scale.walks; round++) for (const [policy, all] of moves) all.push(...(await order<Move[]>({ policy })));
  } finally {
    await host.stop();
  }
  return moves;
}

/** What a user sees who walks past three clouds, if copies wait for it, and if they are made when it comes. */
export async function placementWalk(bench: Bench): Promise<PlacementWalkResult | SkippedResult> {
  const reason = engineObstacle();
  if (reason !== undefined) return { kind: 'skipped', title: 'interruption of a user who walks past clouds with Docker', reason };
  const engine = await DockerEngine.create();
  try {
    const moves = await measure(bench, engine);
    const figures = [...moves].map(([policy, all]) => figuresOf(policy, all));
    return { kind: 'placement-walk', walks: bench.scale.walks, load: loadavg()[0]!, figures };
  } finally {
    await engine.remove();
  }
}
