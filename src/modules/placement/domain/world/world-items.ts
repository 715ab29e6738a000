import type { ReferenceRole } from '../decision/question.js';
import type { StoredFile } from '../library/library-image.js';
import type { ImagePins } from '../requirements/image-pins.js';
import type { Link } from '../topology/topology.js';
import type {
  Area,
  Artefact,
  ArtefactType,
  AssociateId,
  CloudCapacity,
  CloudRepresentation,
  DeploymentPort,
  DeploymentState,
  DriftAction,
  DriftCause,
  DriftReason,
  DriftStep,
  DriftTaskState,
  PlacementPolicy,
  PortProtocol,
  RegistrationLeft,
  RequirementInformation,
  UserPlace,
} from '../types.js';

// What is recorded, a row each. Times are milliseconds since 1970.

/** What the operator says of a cloud. */
export type CloudContent = Required<Pick<CloudRepresentation, 'kind' | 'runtime'>> & Pick<CloudRepresentation, 'name' | 'address' | 'platform' | 'capacity'>;

export interface Cloud extends CloudContent {
  cloudId: string;
  /** It goes with its last deployment. */
  removing: boolean;
  /** Present if it does. */
  removingSince?: number;
}

/** `one` is the smaller id. */
export interface CloudLink extends Link {
  linkId: string;
}

export interface Application {
  applicationId: string;
  appName: string;
  requirements: RequirementInformation;
  usageAreas?: string[];
  userAddress?: string;
  rulePriority: number;
  /** What the artefacts were generated of; empty until they are. */
  pins: ImagePins;
  /** Digests of the artefacts that it has now. */
  artefacts: Partial<Record<ArtefactType, string>>;
  /** It goes with its last deployment. */
  removing: boolean;
}

export interface ApplicationFile extends StoredFile {
  applicationId: string;
  fileName: string;
}

export interface UserKey {
  applicationId: string;
  userId: string;
}

/** The last move of a user to another first cloud. */
export interface RecordedMove {
  at: number;
  wasReady: boolean;
  /** Milliseconds. */
  switchedAfter?: number;
}

export interface User extends UserKey {
  /** It is a UE of the radio network. */
  associateId?: AssociateId;
  /** The same as text; another user of the application has another one. */
  ueKey?: string;
  place?: UserPlace;
  /** Ids of the areas in which it is. */
  areas: string[];
  firstCloud?: string;
  previousCloud?: string;
  /** Id of the deployment that serves it. */
  servedBy?: string;
  /** Id of the deployment whose instance carries its traffic rule. */
  ruleAt?: string;
  /** Since when no cloud of an area of it can have it. */
  outsideSince?: number;
  lastMove?: RecordedMove;
}

export interface Deployment {
  deploymentId: string;
  applicationId: string;
  cloudId: string;
  /** Digest of the artefact that it is made of. */
  artefact: string;
  /** What it takes of the cloud. */
  needs: Required<CloudCapacity>;
  state: DeploymentState;
  address?: string;
  ports?: DeploymentPort[];
  /** When the last reference went. */
  unusedSince?: number;
  /** When it came into its state. */
  since: number;
  /** The oldest has the smallest. */
  position: number;
}

/** Holds a deployment for a user. */
export interface HeldReference extends UserKey {
  deploymentId: string;
  role: ReferenceRole;
}

/** A port outside that a deployment has, as soon as its task has begun. */
export interface TakenPort {
  /** Engine and address at which it is published. */
  scope: string;
  protocol: PortProtocol;
  hostPort: number;
  deploymentId: string;
}

export interface Task {
  taskId: string;
  action: DriftAction;
  applicationId: string;
  cloudId: string;
  deploymentId: string;
  cause: DriftCause;
  userId?: string;
  state: DriftTaskState;
  step: DriftStep;
  tries: number;
  nextTryAt?: number;
  reason?: DriftReason;
  detail?: string;
  /** Why the registration of the copy has not been ended. */
  registrationLeft?: RegistrationLeft;
  createdAt: number;
  endedAt?: number;
  /** The oldest has the smallest. */
  position: number;
}

/** Every kind of what is recorded, by its name. */
export interface WorldItems {
  clouds: Cloud;
  links: CloudLink;
  areas: Area;
  applications: Application;
  files: ApplicationFile;
  artefacts: Artefact;
  users: User;
  deployments: Deployment;
  references: HeldReference;
  ports: TakenPort;
  tasks: Task;
}

/** The policy with its defaults. */
export type Policy = Required<Omit<PlacementPolicy, 'threshold'>> & Pick<PlacementPolicy, 'threshold'>;

export type WorldContent = { [Name in keyof WorldItems]: WorldItems[Name][] } & { policy: Policy | undefined };

/** What is put takes the place of what has the same key; what is removed is told by its key. */
export interface Change<Item> {
  put?: readonly Item[];
  remove?: readonly Item[];
}

/** Something that is recorded at once, or not at all. */
export type WorldChange = { [Name in keyof WorldItems]?: Change<WorldItems[Name]> } & { policy?: Policy };
