/** A copy of one application; those that are REMOVING are none. */
export interface CopyView {
  deploymentId: string;
  cloudId: string;
  /** Running, and its checks pass. */
  ready: boolean;
  /** Of the artefact that the application has now; a cloud has one such copy at most. */
  current: boolean;
}

/** The copies of one application. */
export interface Copies {
  get(deploymentId: string): CopyView | undefined;
  on(cloudId: string): readonly CopyView[];
}

export function copiesOf(list: readonly CopyView[]): Copies {
  const byDeployment = new Map(list.map((copy) => [copy.deploymentId, copy]));
  const byCloud = new Map<string, CopyView[]>();
  for (const copy of list) void (byCloud.get(copy.cloudId)?.push(copy) ?? byCloud.set(copy.cloudId, [copy]));
  return { get: (deploymentId) => byDeployment.get(deploymentId), on: (cloudId) => byCloud.get(cloudId) ?? [] };
}

export const currentOn = (copies: Copies, cloudId: string): CopyView | undefined => copies.on(cloudId).find(({ current }) => current);
