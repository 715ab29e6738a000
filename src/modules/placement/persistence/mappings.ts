import { OVER } from '../domain/world/task-over.js';
import type { WorldItems } from '../domain/world/world-items.js';
import { PlacementApplicationRow } from './application.entity.js';
import { PlacementAreaRow } from './area.entity.js';
import { PlacementArtefactRow } from './artefact.entity.js';
import { PlacementCloudRow } from './cloud.entity.js';
import { PlacementDeploymentRow } from './deployment.entity.js';
import { PlacementFileRow } from './file.entity.js';
import { PlacementLinkRow } from './link.entity.js';
import { type Mapping, mapping, withoutNulls } from './mapping.js';
import { PlacementPortRow } from './port.entity.js';
import { PlacementReferenceRow } from './reference.entity.js';
import { PlacementTaskRow } from './task.entity.js';
import { PlacementUserRow } from './user.entity.js';

/** Values, which can be compared with others. */
const same = <Item extends object>(item: Item): Item => ({ ...item });

const NO_USER = { associateId: null, ueKey: null, place: null, firstCloud: null, previousCloud: null, servedBy: null, ruleAt: null, outsideSince: null, lastMove: null };
const NO_DEPLOYMENT = { address: null, ports: null, unusedSince: null };
const NO_TASK = { userId: null, nextTryAt: null, reason: null, detail: null, registrationLeft: null, endedAt: null };

/** Of a kind with columns that say what must not be there twice. */
const freely = <Row extends { occupies: string | null }>({ occupies: _taken, ...row }: Row) => row;

export const MAPPINGS: { [Name in keyof WorldItems]: Mapping<WorldItems[Name]> } = {
  clouds: mapping(
    PlacementCloudRow,
    ({ cloudId, removing, removingSince = null, ...content }) => ({ cloudId, removing, removingSince, content }),
    ({ content, ...row }) => ({ ...withoutNulls(row), ...content }),
  ),
  links: mapping(PlacementLinkRow, same, same),
  areas: mapping(PlacementAreaRow, ({ areaId, ...content }) => ({ areaId, content }), ({ areaId, content }) => ({ areaId, ...content })),
  applications: mapping(
    PlacementApplicationRow,
    ({ applicationId, appName, pins, artefacts, removing, ...content }) => ({ applicationId, appName, pins, artefacts, removing, content }),
    ({ content, ...row }) => ({ ...row, ...content }),
  ),
  files: mapping(PlacementFileRow, same, same),
  artefacts: mapping(PlacementArtefactRow, (content) => ({ digest: content.digest, applicationId: content.applicationId, type: content.type, content }), ({ content }) => content),
  users: mapping(PlacementUserRow, (user) => ({ ...NO_USER, ...user }), withoutNulls),
  deployments: mapping(
    PlacementDeploymentRow,
    (deployment) => ({ ...NO_DEPLOYMENT, ...deployment, occupies: deployment.state === 'REMOVING' ? null : JSON.stringify([deployment.applicationId, deployment.cloudId, deployment.artefact]) }),
    (row) => withoutNulls(freely(row)),
  ),
  references: mapping(PlacementReferenceRow, same, same),
  ports: mapping(PlacementPortRow, same, same),
  tasks: mapping(PlacementTaskRow, (task) => ({ ...NO_TASK, ...task, occupies: OVER.has(task.state) ? null : task.deploymentId }), (row) => withoutNulls(freely(row))),
};
