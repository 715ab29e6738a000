import type { DeploymentCause } from '../types.js';
import { type Copies, currentOn } from './copies.js';
import type { Decision, Reference, ReferenceRole } from './question.js';

/** What has to be done for a decision about one user. */
export interface Difference {
  /** References to write: new ones, and those whose role is another now. */
  acquire: Reference[];
  /** References to remove. */
  release: Reference[];
  /** Copies to deploy, each with the role of the user's reference to it. */
  deploy: { cloudId: string; role: 'FIRST' | 'AHEAD'; cause: DeploymentCause }[];
}

const CAUSES = { FIRST: 'ENTERED', AHEAD: 'AHEAD' } as const;

/** @param references all that the user has @param copies those of the decision's question */
export function difference(references: readonly Reference[], { wanted, keep }: Decision, copies: Copies): Difference {
  const needed = new Map<string, ReferenceRole>();
  const deploy: Difference['deploy'] = [];
  for (const { cloudId, role } of wanted) {
    const copy = currentOn(copies, cloudId);
    if (copy) needed.set(copy.deploymentId, role);
    else deploy.push({ cloudId, role, cause: CAUSES[role] });
  }
  for (const { deploymentId, role } of keep) needed.set(deploymentId, role);
  const held = new Map(references.map(({ deploymentId, role }) => [deploymentId, role]));
  return {
    acquire: [...needed].filter(([deploymentId, role]) => held.get(deploymentId) !== role).map(([deploymentId, role]) => ({ deploymentId, role })),
    release: references.filter(({ deploymentId }) => !needed.has(deploymentId)),
    deploy,
  };
}
