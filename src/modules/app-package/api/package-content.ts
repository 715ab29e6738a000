import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { byteRange, isFresh } from '../../common/http/index.js';
import { notModified, type Reply } from '../../common/operation/index.js';
import { Problem } from '../../common/problem/index.js';
import { type OnboardedPackage, requireOnboarded } from '../domain/app-package.js';
import { AppPackages } from '../domain/app-packages.js';
import { PackageStore } from '../domain/package-store.js';
import { Uploads } from '../domain/uploads.js';

/** What a client says of the part that it wants. */
interface PartWanted {
  range: string | undefined;
  ifRange: string | undefined;
  ifNoneMatch: string | undefined;
}

const etagOf = ({ content }: OnboardedPackage): string => `"${content.hash}"`;

/** The files that packages come as (MEC 010-2, 7.3.7). */
@Injectable()
export class PackageContent {
  constructor(
    private readonly packages: AppPackages,
    private readonly uploads: Uploads,
    private readonly store: PackageStore,
  ) {}

  async put(id: string, content: Readable, contentLength: string | undefined): Promise<Reply> {
    await this.uploads.receive(id, content, contentLength === undefined ? undefined : Number(contentLength));
    return { status: 202, headers: {} };
  }

  /** @throws Problem 404, 409 if it is not ONBOARDED, 416 if no byte lies in the range */
  async get(id: string, { range, ifRange, ifNoneMatch }: PartWanted): Promise<Reply> {
    const appPackage = requireOnboarded(await this.packages.require(id));
    const etag = etagOf(appPackage);
    if (isFresh(ifNoneMatch, etag)) return notModified(etag);
    const { size } = appPackage.content;
    const part = ifRange === undefined || ifRange.trim() === etag ? byteRange(range, size) : undefined;
    if (part === 'unsatisfiable') throw new Problem(416, `The package has ${size} bytes.`, { headers: { 'Content-Range': `bytes */${size}` } });
    const headers = { 'content-type': 'application/zip', etag, 'accept-ranges': 'bytes' };
    const body = await this.store.read(appPackage.appPkgId, part);
    if (!part) return { status: 200, headers: { ...headers, 'content-length': String(size) }, body };
    const { start, end } = part;
    return { status: 206, headers: { ...headers, 'content-length': String(end - start + 1), 'content-range': `bytes ${start}-${end}/${size}` }, body };
  }
}
