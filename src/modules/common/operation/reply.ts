/** What a handler answers: ready-made text, so that a cached representation is sent as it is. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body?: string;
}

interface Representation {
  json: string;
  etag: string;
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

export const ok = ({ json, etag }: Representation): Reply => ({ status: 200, headers: { ...JSON_HEADERS, etag }, body: json });

export const created = (location: string, { json, etag }: Representation): Reply => ({
  status: 201,
  headers: { ...JSON_HEADERS, location, etag },
  body: json,
});

export const noContent = (): Reply => ({ status: 204, headers: {} });

export const notModified = (etag: string): Reply => ({ status: 304, headers: { etag } });
