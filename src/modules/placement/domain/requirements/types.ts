import type { components } from '../../../../generated/placement.js';

type Schemas = components['schemas'];

/** Requirement information and what is generated of it, as the document defines them. */
export type RequirementInformation = Schemas['RequirementInformation'];
export type ImageRequirement = Schemas['ImageRequirement'];
export type OrchestrationProject = Schemas['OrchestrationProject'];
export type OrchestratedResource = Schemas['OrchestratedResource'];
export type OrchestratedService = Schemas['OrchestratedService'];
export type OrchestratedHealthCheck = Schemas['OrchestratedHealthCheck'];
export type OrchestratedFiles = Schemas['OrchestratedFiles'];
export type ExtractedFields = Schemas['ExtractedFields'];
export type ArtefactImage = Schemas['ArtefactImage'];
export type ArtefactFiles = Schemas['ArtefactFiles'];
export type DockerArtefact = Schemas['DockerArtefact'];
export type KubernetesArtefact = Schemas['KubernetesArtefact'];
export type Artefact = Schemas['Artefact'];
export type CloudCapacity = Schemas['CloudCapacity'];
