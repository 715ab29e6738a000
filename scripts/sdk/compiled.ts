import { mkdirSync } from 'node:fs';
import type { Language } from './language.js';
import type { SdkDocument } from './sdk-documents.js';

const MOST_LINES = 20;

export interface Compiled {
  ok: boolean;
  /** What the compiler has found, by the client's name. */
  faults: Map<string, string[]>;
  /** The end of what it has written. */
  tail: string[];
}

/** Compiles all clients of a folder. */
export async function compileClients(language: Language, documents: readonly SdkDocument[], folder: string, withExample: boolean): Promise<Compiled> {
  mkdirSync(folder, { recursive: true });
  const { ok, output } = await language.compile(folder, documents, withExample);
  const faults = new Map<string, string[]>();
  for (const [line, client] of output.matchAll(language.fault(folder))) {
    const name = documents.find((document) => document.name.replaceAll('-', '_') === client!.replaceAll('-', '_'))?.name ?? client!;
    faults.set(name, [...new Set([...(faults.get(name) ?? []), line])]);
  }
  return { ok, faults, tail: output.trimEnd().split('\n').slice(-MOST_LINES) };
}
