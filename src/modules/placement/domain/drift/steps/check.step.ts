import { Injectable } from '@nestjs/common';
import { Clock, pause, within } from '../../../../common/clock/index.js';
import type { ContainerRuntime, ContainerStatus } from '../../../../container-runtime/index.js';
import { CloudRuntimes } from '../../ports/cloud-runtimes.js';
import { PortProbe } from '../../ports/port-probe.js';
import { World } from '../../ports/world.js';
import { type CopyPlace, CopyPlaces } from '../copy-places.js';
import { NotHealthy } from '../not-healthy.js';
import type { Situation } from '../situation.js';
import { type Conclusion, NOTHING_ELSE, Step } from './step.js';

/** Milliseconds between two looks. */
const EVERY_MS = 500;

const words = ({ name, state, health, exitCode }: ContainerStatus): string =>
  `${name} is ${state}${exitCode === undefined ? '' : ` (exit code ${exitCode})`}${health === undefined ? '' : ` and ${health}`}`;

/** Waits until the containers run and their checks pass; those that have none, until the first TCP port takes connections. */
@Injectable()
export class CheckStep extends Step<void> {
  override readonly name = 'CHECK';

  constructor(
    private readonly runtimes: CloudRuntimes,
    private readonly places: CopyPlaces,
    private readonly probe: PortProbe,
    private readonly world: World,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** @throws NotHealthy if it takes longer than the policy's startWithin */
  override async work(situation: Situation, signal: AbortSignal): Promise<void> {
    const runtime = await this.runtimes.of(situation.cloud);
    if (runtime.name === 'none') return;
    const { startWithin } = this.world.policy();
    let fault: string | undefined = 'nothing is known of it';
    let isLate = () => false;
    const watch = async (late: AbortSignal) => {
      isLate = () => late.aborted;
      const ended = AbortSignal.any([signal, late]);
      for (fault = await this.faultOf(situation, runtime, ended); fault !== undefined; fault = await this.faultOf(situation, runtime, ended)) await pause(this.clock, EVERY_MS, ended);
    };
    try {
      await within(this.clock, { milliseconds: startWithin, complaint: 'the time is up' }, watch);
    } catch (error) {
      signal.throwIfAborted();
      throw isLate() ? new NotHealthy(`The copy was not ready within ${startWithin} ms: ${fault}.`) : error;
    }
  }

  override conclude(): Conclusion {
    return NOTHING_ELSE;
  }

  /** What it lacks still, in words. */
  private async faultOf({ deployment: { deploymentId }, cloud, application }: Situation, runtime: ContainerRuntime, signal: AbortSignal): Promise<string | undefined> {
    const status = await runtime.inspect(deploymentId, signal);
    if (!status) return 'its containers are not there';
    const waiting = status.containers.find(({ state, health = 'HEALTHY' }) => state !== 'RUNNING' || health !== 'HEALTHY');
    if (waiting) return words(waiting);
    const place = this.places.of(status, cloud, application, runtime);
    if (!place) return 'its ports are not published';
    return status.containers.some(({ health }) => health !== undefined) ? undefined : this.silence(place, signal);
  }

  private async silence({ address, ports }: CopyPlace, signal: AbortSignal): Promise<string | undefined> {
    const first = ports.find(({ protocol }) => protocol === 'TCP');
    if (address === undefined || !first || (await this.probe.accepts(address, first.hostPort, signal))) return undefined;
    return `nothing listens at ${address}, port ${first.hostPort}`;
  }
}
