import { isObject } from '../../../../common/document-text/index.js';
import { impossible } from '../../../../common/problem/index.js';
import { TarFault, type TarFile } from '../../../../common/tar/index.js';

/** Bytes of a manifest, an index or a configuration. */
const MOST_DOCUMENT_BYTES = 4 * 1024 * 1024;

/** A part of an image that has, or should have, this digest. */
export interface ArchivedBlob {
  digest: string;
  size: number;
  open: () => Iterable<Buffer> | AsyncIterable<Buffer>;
}

export interface ArchivedImage {
  manifest: ArchivedBlob;
  config: ArchivedBlob;
  /** The lowest first; one may be there more than once. */
  layers: ArchivedBlob[];
  architecture: string;
  os: string;
}

/** The archive is not one whole image. */
export const unfit = (what: string) => impossible(`The image archive ${what}.`);

/** @throws Problem 422 if it is not there, too large, or no JSON */
export async function jsonIn(tar: TarFile, name: string): Promise<{ content: Buffer; document: unknown }> {
  const content = await tar.content(name, MOST_DOCUMENT_BYTES);
  try {
    return { content, document: JSON.parse(content.toString()) as unknown };
  } catch {
    throw unfit(`has a file ${name} that is no JSON`);
  }
}

/** @throws Problem 422 instead of a TarFault */
export async function refusingFaults<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof TarFault ? impossible(`The image archive cannot be read: ${error.message}.`) : error;
  }
}

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

export const isListOf = <T>(value: unknown, isOne: (one: unknown) => one is T): value is T[] => Array.isArray(value) && value.every(isOne);

interface ImageConfig {
  architecture: string;
  os: string;
  /** Digests of the layers as they are without compression, the lowest first. */
  diffIds: string[];
}

/** OCI image configuration. @throws Problem 422 if it is none, or one of other layers */
export function configOf(document: unknown, layers: number): ImageConfig {
  const { architecture, os, rootfs } = isObject(document) ? document : {};
  const diffIds: unknown = isObject(rootfs) ? rootfs['diff_ids'] : undefined;
  if (!isText(architecture) || !isText(os) || !isListOf(diffIds, isText)) throw unfit('has a configuration that is not the one of an image');
  if (diffIds.length !== layers) throw unfit(`has ${layers} layers, but its configuration names ${diffIds.length}`);
  return { architecture, os, diffIds };
}
