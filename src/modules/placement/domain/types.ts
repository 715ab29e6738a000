import type { components } from '../../../generated/placement.js';

type Schemas = components['schemas'];

/** The resources of placement, as the document defines them. */
export type Position = Schemas['Position'];
export type GeoJsonPolygon = Schemas['GeoJsonPolygon'];
export type AssociateId = Schemas['AssociateId'];
export type Area = Schemas['Area'];
export type CloudKind = Schemas['CloudKind'];
export type CloudState = Schemas['CloudState'];
export type CloudCapacity = Schemas['CloudCapacity'];
export type CloudRepresentation = Schemas['Cloud'];
export type LinkRepresentation = Schemas['CloudLink'];
export type ImageRepresentation = Schemas['LibraryImage'];
export type PlacementPolicy = Schemas['PlacementPolicy'];
export type NeighbourPolicy = Schemas['NeighbourPolicy'];
export type DestructionPolicy = Schemas['DestructionPolicy'];
export type RequirementInformation = Schemas['RequirementInformation'];
export type Artefact = Schemas['Artefact'];
export type ArtefactType = Schemas['ArtefactType'];
export type ApplicationRepresentation = Schemas['PlacedApplication'];
export type FileRepresentation = Schemas['ApplicationFile'];
export type UserPlace = Schemas['UserPlace'];
export type DeploymentRepresentation = Schemas['Deployment'];
export type UserRepresentation = Schemas['PlacedUser'];
export type UserState = Schemas['UserState'];
export type OutsideReason = Schemas['OutsideReason'];
export type DeploymentState = Schemas['DeploymentState'];
export type DeploymentPort = Schemas['DeploymentPort'];
export type PortProtocol = Schemas['PortProtocol'];
export type TaskRepresentation = Schemas['DriftTask'];
export type DriftAction = Schemas['DriftAction'];
export type DriftCause = Schemas['DriftCause'];
export type DriftStep = Schemas['DriftStep'];
export type DriftTaskState = Schemas['DriftTaskState'];
export type DriftReason = Schemas['DriftReason'];
export type RegistrationLeft = Schemas['RegistrationLeft'];
/** Why a copy is deployed because of a user: it is in the cloud's area, or next to it. */
export type DeploymentCause = Extract<DriftCause, 'ENTERED' | 'AHEAD'>;
