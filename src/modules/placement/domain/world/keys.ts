import type { UserKey, WorldItems } from './world-items.js';

export const userText = ({ applicationId, userId }: UserKey): string => JSON.stringify([applicationId, userId]);

/** What tells one item from the others of its kind. */
export const KEYS: { [Name in keyof WorldItems]: (item: WorldItems[Name]) => string } = {
  clouds: ({ cloudId }) => cloudId,
  links: ({ linkId }) => linkId,
  areas: ({ areaId }) => areaId,
  applications: ({ applicationId }) => applicationId,
  files: ({ applicationId, fileName }) => JSON.stringify([applicationId, fileName]),
  artefacts: ({ digest }) => digest,
  users: userText,
  deployments: ({ deploymentId }) => deploymentId,
  references: ({ applicationId, userId, deploymentId }) => JSON.stringify([applicationId, userId, deploymentId]),
  ports: ({ scope, protocol, hostPort }) => JSON.stringify([scope, protocol, hostPort]),
  tasks: ({ taskId }) => taskId,
};
