import { Injectable } from '@nestjs/common';
import { AppInstances } from '../../../app-instance/index.js';
import { notFound } from '../../../common/problem/index.js';

/** The application instances that queries name. Nothing tells the platform yet which UEs they serve, so that they restrict nothing. */
@Injectable()
export class AskedApplications {
  constructor(private readonly appInstances: AppInstances) {}

  /** Those that are known, each once. @throws Problem 404 if some are named and none is known */
  known(appInstanceIds: readonly string[] = []): string[] {
    const known = [...new Set(appInstanceIds)].filter((id) => this.appInstances.get(id));
    if (appInstanceIds.length > 0 && known.length === 0) throw notFound(`There is no application instance ${appInstanceIds.join(', ')}.`);
    return known;
  }
}
