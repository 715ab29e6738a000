import type { World } from '../ports/world.js';
import type { ChangeDraft } from '../world/change-draft.js';
import type { Deployment } from '../world/world-items.js';

/** Copies are gone, with the references to them and the artefacts that nobody names any more; nobody is served or led by them. Their ports and tasks are left. */
export function forgetCopies(draft: ChangeDraft, world: World, copies: readonly Deployment[]): void {
  const gone = new Set(copies.map(({ deploymentId }) => deploymentId));
  draft.remove('deployments', ...copies);
  draft.remove('references', ...copies.flatMap(({ deploymentId }) => world.referencesTo(deploymentId)));
  for (const applicationId of new Set(copies.map((copy) => copy.applicationId))) forgetArtefacts(draft, world, applicationId, gone);
  releaseUsers(draft, world, gone);
}

function forgetArtefacts(draft: ChangeDraft, world: World, applicationId: string, gone: ReadonlySet<string>): void {
  const left = world.deployments({ applicationId }).filter(({ deploymentId }) => !gone.has(deploymentId));
  const named = new Set([...Object.values(world.application(applicationId)?.artefacts ?? {}), ...left.map(({ artefact }) => artefact)]);
  draft.remove('artefacts', ...world.artefacts(applicationId).filter(({ digest }) => !named.has(digest)));
}

function releaseUsers(draft: ChangeDraft, world: World, gone: ReadonlySet<string>): void {
  for (const { servedBy, ruleAt, ...user } of world.usersAt([...gone])) {
    const [servesOn, leadsOn] = [servedBy, ruleAt].map((deploymentId) => deploymentId !== undefined && !gone.has(deploymentId));
    draft.put('users', { ...user, ...(servesOn && { servedBy }), ...(leadsOn && { ruleAt }) });
  }
}
