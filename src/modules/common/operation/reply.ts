import type { Readable } from 'node:stream';

/** What a handler answers: ready-made text, so that a cached representation is sent as it is, or bytes, which may come one after another. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body?: string | Buffer | Readable;
}

/** A representation as text, with its entity tag. */
export interface Representation {
  json: string;
  etag: string;
}

const JSON_MEDIA_TYPE = 'application/json; charset=utf-8';

/** 200 with an entity tag (RFC 9110, 8.8.3). */
export const ok = ({ json, etag }: Representation): Reply => ({ status: 200, headers: { 'content-type': JSON_MEDIA_TYPE, etag }, body: json });

/** 201 with the address of what is new and its entity tag. */
export const created = (location: string, { json, etag }: Representation): Reply => ({
  status: 201,
  headers: { 'content-type': JSON_MEDIA_TYPE, location, etag },
  body: json,
});

/** What is different at every look has no entity tag. */
export const momentary = (content: unknown): Reply => ({ status: 200, headers: { 'content-type': JSON_MEDIA_TYPE }, body: JSON.stringify(content) });

/** The same of something that is new. */
export const createdMomentarily = (location: string, content: unknown): Reply => ({
  status: 201,
  headers: { 'content-type': JSON_MEDIA_TYPE, location },
  body: JSON.stringify(content),
});

/** The task has begun; `location` tells how it gets on. */
export const accepted = (location: string, { json }: Representation): Reply => ({
  status: 202,
  headers: { 'content-type': JSON_MEDIA_TYPE, location },
  body: json,
});

/** 204. */
export const noContent = (): Reply => ({ status: 204, headers: {} });

/** 304: the client has what `etag` names (RFC 9110, 13.1.2). */
export const notModified = (etag: string): Reply => ({ status: 304, headers: { etag } });
