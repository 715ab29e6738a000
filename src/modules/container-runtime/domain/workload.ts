/** What runs for one application instance. */
export interface Workload {
  /** The platform that it belongs to; several may use one engine. */
  platformId: string;
  appInstanceId: string;
  appDId: string;
  /** The operation that puts it in place: what an earlier one has left is replaced. */
  occurrenceId: string;
  /** At least one. They share one network, that of the first. */
  containers: ContainerPlan[];
  ports: WorkloadPort[];
}

export interface ContainerPlan {
  /** Unique in the workload: osContainerDescId. */
  name: string;
  /** As loadImage or fetchImage have answered. */
  image: string;
  environment: Record<string, string>;
  resources: ContainerResources;
}

/** NFV-IFA 011, 7.1.6.13; absent is what the engine gives. */
export interface ContainerResources {
  /** Thousandths of a CPU that it gets at least, if others want the rest. */
  requestedCpuMillis?: number;
  /** Thousandths of a CPU that it gets at most. */
  cpuMillisLimit?: number;
  /** MB (10^6 bytes) that it gets at least. */
  requestedMemoryMB?: number;
  /** MB (10^6 bytes) that it gets at most. */
  memoryMBLimit?: number;
  /** GB (10^9 bytes) that it may write while it runs. */
  ephemeralStorageGBLimit?: number;
  /** Other resources and how many of each, by the names that Kubernetes uses: nvidia.com/gpu. */
  extended?: Record<string, number>;
}

export type PortProtocol = 'TCP' | 'UDP' | 'SCTP';

/** A port at which the application is reached. */
export interface WorkloadPort {
  /** 1 to 65535, inside the container. */
  port: number;
  protocol: PortProtocol;
  /** The same seen from outside; absent: the engine chooses. */
  hostPort?: number;
}
