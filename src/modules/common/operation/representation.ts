import { entityTag, isFresh } from '../http/index.js';
import { notModified, ok, type Reply, type Representation } from './reply.js';

/** A representation that is made for this answer. */
export function represent(content: unknown): Representation {
  const json = JSON.stringify(content);
  return { json, etag: entityTag(json) };
}

/** A list of ready-made representations. */
export const representList = (members: Representation[]): Representation => ({
  json: `[${members.map(({ json }) => json).join(',')}]`,
  etag: entityTag(members.map(({ etag }) => etag).join()),
});

/** 200, or 304 if the client has it already. @throws Problem 400 if If-None-Match is malformed */
export const reply = (representation: Representation, ifNoneMatch: string | undefined): Reply =>
  isFresh(ifNoneMatch, representation.etag) ? notModified(representation.etag) : ok(representation);
