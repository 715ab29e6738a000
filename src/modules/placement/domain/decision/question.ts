import type { NeighbourRules } from '../topology/neighbours-of.js';
import type { Topology } from '../topology/topology.js';
import type { DestructionPolicy } from '../types.js';
import type { Copies } from './copies.js';

/** What of PlacementPolicy a decision depends on. */
export interface Rules extends NeighbourRules {
  destruction: DestructionPolicy;
  /** Milliseconds after which a user outside counts as gone. */
  outsideFor: number;
}

/** An area in which the user is. */
interface AreaView {
  areaId: string;
  clouds: readonly string[];
}

/** A user of one application as it was recorded last. */
export interface UserView {
  /** Cloud of its area, and the one before. */
  first?: string | undefined;
  previous?: string | undefined;
  /** Deployment that serves it. */
  servedBy?: string | undefined;
  /** Deployment whose instance carries its traffic rule while another platform has it. */
  anchor?: string | undefined;
  /** Milliseconds; since when no cloud of an area of it can have it. */
  outsideSince?: number | undefined;
}

export interface Question {
  /** Milliseconds. */
  now: number;
  topology: Topology;
  rules: Rules;
  user: UserView;
  areas: readonly AreaView[];
  /** Ids of the areas for which the application is meant; all, if left out. */
  usageAreas?: readonly string[] | undefined;
  /** A copy on that cloud has failed, or there is no room for it. */
  blocked: (cloudId: string) => boolean;
  copies: Copies;
}

/** What one user has a deployment for. */
export type ReferenceRole = 'FIRST' | 'AHEAD' | 'SERVING' | 'ANCHOR';

/** Holds a deployment for one user; a user has one per deployment. */
export interface Reference {
  deploymentId: string;
  role: ReferenceRole;
}

export interface Decision {
  first?: string | undefined;
  previous?: string | undefined;
  /** The deployment that serves until the switch is done. */
  servedBy?: string | undefined;
  outsideSince?: number | undefined;
  /** To another first cloud; the first one that a user gets is one, too. */
  moved: boolean;
  /** The deployment to which the user's traffic has to be led now; when it is, the next decision releases the old one. */
  switchTo?: string | undefined;
  /** Where a copy has to be, or has one that stays, the first cloud before its neighbours. */
  wanted: readonly { cloudId: string; role: 'FIRST' | 'AHEAD' }[];
  /** Deployments that stay wherever they are. */
  keep: readonly { deploymentId: string; role: 'SERVING' | 'ANCHOR' }[];
}
