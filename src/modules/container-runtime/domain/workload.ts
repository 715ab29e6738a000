import type { Readable } from 'node:stream';

/** What each application instance of one kind is made of. */
export interface WorkloadPlan {
  /** At least one. They share one network, that of the first. */
  containers: ContainerPlan[];
  ports: WorkloadPort[];
  /** What they call their host. */
  hostname?: string;
  /** By which they reach each other. */
  names?: string[];
  volumes?: VolumePlan[];
  /** How a cluster publishes the ports: at its nodes, which have ports from 30000 on only, or at an address of their own. Absent: NODE_PORT. */
  exposure?: 'NODE_PORT' | 'LOAD_BALANCER';
}

/** What containers keep beyond their own lives; it goes with the application instance. */
export interface VolumePlan {
  /** As `legibleName` makes it. Unique in the workload. */
  name: string;
  /** What is put into it before the containers start. */
  files?: { digest: string };
}

/** What runs for one application instance. */
export interface Workload extends WorkloadPlan {
  /** The platform that it belongs to; several may use one engine. */
  platformId: string;
  appInstanceId: string;
  appDId: string;
  /** The operation that puts it in place: what an earlier one has left is replaced. */
  occurrenceId: string;
  /** By which it can be found in the engine besides; names as `openmep.cloud`. */
  labels?: Record<string, string>;
  /** What its host is in, if the engine has networks; a cluster has none. Absent: the one of the engine. */
  network?: WorkloadNetwork;
  /** IP address at which the ports are published. Absent: every address of a host, the one that a cluster gives. */
  hostAddress?: string;
  volumes?: WorkloadVolume[];
}

/** A network that several workloads share. It comes with the first of them and goes with the last. */
export interface WorkloadNetwork {
  /** Unique in the engine. */
  name: string;
  labels: Record<string, string>;
}

export interface WorkloadVolume extends VolumePlan {
  files?: {
    digest: string;
    /** A tar file; everything in it comes into the volume. */
    open: () => Promise<Readable>;
  };
}

export interface ContainerPlan {
  /** Unique in the workload: osContainerDescId. */
  name: string;
  /** As loadImage or fetchImage have answered. */
  image: string;
  environment: Record<string, string>;
  resources: ContainerResources;
  /** Takes the place of the image's; without a command of the plan the image's command is not used then. */
  entrypoint?: string[];
  /** Takes the place of the image's. */
  command?: string[];
  healthCheck?: HealthCheck;
  mounts?: ContainerMount[];
}

/** How to find out whether a container works; absent is what the engine does. */
export interface HealthCheck {
  /** CMD and a command, or CMD-SHELL and a text for the shell. */
  test: string[];
  intervalS?: number;
  timeoutS?: number;
  /** Seconds from the start on in which failures don't count. */
  startPeriodS?: number;
  /** Failures in a row after which it does not work. */
  retries?: number;
}

export interface ContainerMount {
  /** Name of a volume of the workload. */
  volume: string;
  /** Absolute, inside the container. */
  path: string;
  readOnly: boolean;
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
  /** Name of the container that listens there, as far as it is known. */
  container?: string;
}
