import type { components as ServiceManagement } from '../../src/generated/mec011-service-management.js';
import type { components as Ran } from '../../src/generated/ran.js';
import type { EdgeService } from '../demo-handover/edge-service.js';
import type { ExampleApp } from './example-app.js';
import type { Listener } from './listener.js';
import type { Name } from './pair.js';
import { read, send } from './rest.js';
import type { RunningPlatform, Stage } from './stage.js';

/** What the car is known by to applications. */
export const CAR_ADDRESS = '10.45.0.1';

/** A subscriber of services that is no example. */
export interface Neighbour {
  appInstanceId: string;
  listener: Listener<ServiceManagement['schemas']['ServiceAvailabilityNotification']>;
}

interface Props {
  platforms: Record<Name, RunningPlatform>;
  /** At A. */
  app: ExampleApp;
  /** The same application at B. */
  secondApp: ExampleApp;
  neighbour: Neighbour;
  services: Record<Name, EdgeService>;
}

/** What the steps of the story leave to the next ones. */
export class Scene {
  private readonly props: Partial<Props> = {};

  constructor(readonly stage: Stage) {}

  bring(props: Partial<Props>): void {
    Object.assign(this.props, props);
  }

  /** @throws Error if no step before has brought it */
  get<Key extends keyof Props>(key: Key): Props[Key] {
    const prop: Props[Key] | undefined = this.props[key];
    if (prop === undefined) throw new Error(`No step has brought ${key}.`);
    return prop;
  }

  get A(): string {
    return this.get('platforms').A.url;
  }

  get B(): string {
    return this.get('platforms').B.url;
  }

  /** @param speed as often as fast as the world */
  async drive(speed: number): Promise<void> {
    await send('PUT', `${this.A}/ran/v1/clock`, { mode: 'REAL_TIME', speed });
  }

  async halt(): Promise<void> {
    await send('PUT', `${this.A}/ran/v1/clock`, { mode: 'REAL_TIME', state: 'PAUSED' });
  }

  /** The cell that serves the car, as the operator of the network sees it. */
  async cellOfCar(): Promise<string | undefined> {
    return (await read<Ran['schemas']['UeState']>(`${this.A}/ran/v1/ues/car/state`)).servingCell;
  }
}
