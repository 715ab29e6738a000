import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { Artefact, ExtractedFields, RequirementInformation } from '../../../src/modules/placement/domain/requirements/types.js';

const DOCUMENT = 'openapi/platform/placement.yaml';

interface Schema {
  properties?: Record<string, object>;
}

interface Contract {
  components: { schemas: Record<string, Schema>; examples: Record<string, { value: unknown }> };
}

const document = parse(readFileSync(join(import.meta.dirname, '../../..', DOCUMENT), 'utf8')) as Contract;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, DOCUMENT, undefined, false);

/** The attributes that the contract gives a schema, none where nothing can be said. */
export const attributesOf = (schema: string): string[] => Object.keys(document.components.schemas[schema]!.properties ?? {});

/** What the contract finds wrong with a value. */
export function contractFaults(schema: string, value: unknown): object[] {
  const validate = ajv.getSchema(`${DOCUMENT}#/components/schemas/${schema}`)!;
  return validate(value) ? [] : [...validate.errors!];
}

const example = (name: string): unknown => structuredClone(document.components.examples[name]!.value);

/** The seed's table 1, its orchestration as a Compose file, and its copy of webapp. */
export const seedRequirements = (): RequirementInformation => (example('SeedApplicationRequest') as { requirements: RequirementInformation }).requirements;

export const seedApplication = () => example('SeedApplication') as { applicationId: string; extracted: ExtractedFields; artefacts: { type: string; digest: string }[] };

export const seedArtefacts = () => [example('DockerArtefact'), example('KubernetesArtefact')] as Artefact[];

export const listedArtefacts = () => example('ArtefactList') as Artefact[];

export const seedFiles = () => example('WebappFile') as { fileName: string; digest: string; sizeBytes: number };
