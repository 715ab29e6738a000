import type { SdkDocument } from './sdk-documents.js';
import type { Outcome } from './run.js';

export type LanguageName = 'typescript' | 'python' | 'go' | 'java';

/** Where names are declared in what is generated. */
export interface Declarations {
  /** Files that hold a type each, relative to the client's folder; the first group is its name. */
  models: RegExp;
  /** Files that hold the operations. */
  apis: RegExp;
  /** Lines of these that declare a method of an operation; the first group is its name. */
  methods: RegExp;
  /** Lines of these that declare a parameter; the first group is its name. */
  parameters: RegExp;
  /** Lines that declare an attribute of a type; the first group is its name. */
  members: RegExp;
  /** Names of attributes that the language makes hard to read, such as getqCI. */
  ugly?: RegExp;
}

/** What is different in each language that clients are made in. */
export interface Language {
  name: LanguageName;
  /** What its clients are compiled with, beside what the generator needs: the name of each tool, and a command that fails without it. */
  toolchain: Readonly<Record<string, string>>;
  /** The part of the generator's configuration that it has of its own. */
  configuration(document: SdkDocument): Record<string, unknown>;
  /** How it writes a camelCase name of a method. */
  methodName(camelCase: string): string;
  declarations: Declarations;
  /** Writes what makes one build of all clients in a folder, and compiles or imports them, and the example too if asked to. */
  compile(folder: string, documents: readonly SdkDocument[], withExample: boolean): Promise<Outcome>;
  /** What the compiler says of a fault in a file below the folder; the first group is the client's name or package. */
  fault(folder: string): RegExp;
  /** The command that runs the example, compiled before. */
  example(folder: string): Command;
}

export interface Command {
  command: string;
  args: string[];
  /** Where it runs. */
  folder: string;
  environment?: Record<string, string>;
}

export const letters = (name: string): string => name.replaceAll('-', '');
export const underscored = (name: string): string => name.replaceAll('-', '_');
export const withUnderscores = (camelCase: string): string => camelCase.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Attributes that begin with a single letter, and what they are called where the language takes a name apart: getServingCell, serving_cell. */
export const PLAIN_NAMES: Readonly<Record<string, string>> = {
  dSCP: 'dscp',
  gNBValue: 'gnbValue',
  gNbId: 'gnbId',
  nCell: 'neighbourCell',
  oAuth2Info: 'oauth2Info',
  qCI: 'qci',
  sCell: 'servingCell',
  sGwInfo: 'sgwInfo',
  tC: 'trafficClass',
  'x-openmep-files': 'openmepFiles',
};
