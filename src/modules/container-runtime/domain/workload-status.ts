import type { PortProtocol } from './workload.js';

export interface ContainerStatus {
  /** Of its plan. */
  name: string;
  /** CREATED has never run; STOPPED has ended, or is about to be started again after a crash. */
  state: 'CREATED' | 'RUNNING' | 'STOPPED';
  /** Of a container that has ended. */
  exitCode?: number;
  /** How often the engine has started it again because it had ended by itself. */
  restarts: number;
  /** Present if its image says how to find out. */
  health?: 'STARTING' | 'HEALTHY' | 'UNHEALTHY';
}

export interface PublishedPort {
  port: number;
  protocol: PortProtocol;
  /** Absent: every address of this host. */
  address?: string;
  hostPort: number;
}

/** How a workload gets on. */
export interface WorkloadStatus {
  /** In the order of the workload. */
  containers: ContainerStatus[];
  /** Empty while it does not run. */
  ports: PublishedPort[];
}

/** What the engine holds of a workload, whoever remembers it. */
export interface WorkloadRecord {
  appInstanceId: string;
  appDId: string;
  occurrenceId: string;
}
