import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { conflict, notFound, refuseFaults } from '../../../common/problem/index.js';
import { refuseAbsentClouds } from '../clouds/absent-clouds.js';
import { Decisions } from '../ports/decisions.js';
import { World } from '../ports/world.js';
import type { Area } from '../types.js';
import { Recorder } from '../world/recorder.js';
import { areaFaults } from './area-faults.js';

/** Which clouds serve where: the stored table of the seed (103). */
@Injectable()
export class Areas {
  constructor(
    private readonly world: World,
    private readonly decisions: Decisions,
    private readonly recorder: Recorder,
  ) {}

  /** By their ids. @param cloudId only areas that name this cloud */
  list(cloudId?: string): Area[] {
    return this.world.areas().filter(({ clouds }) => cloudId === undefined || clouds.includes(cloudId));
  }

  /** @throws Problem 404 */
  get(areaId: string): Area {
    const area = this.world.area(areaId);
    if (!area) throw notFound(`There is no area ${areaId}.`);
    return area;
  }

  /**
   * @param unchanged is called with the present area, undefined if there is none, and may throw
   * @throws Problem 400 that lists the faults, 422 if a cloud is not there
   */
  put(areaId: string, sent: Omit<Area, 'areaId'>, unchanged: (present?: Area) => void): Promise<{ area: Area; isNew: boolean }> {
    refuseFaults(areaFaults(sent));
    return this.decisions.alone(async () => {
      const present = this.world.area(areaId);
      unchanged(present);
      refuseAbsentClouds(sent.clouds, this.world);
      const area = { areaId, ...sent };
      if (!isDeepStrictEqual(area, present)) {
        await this.recorder.record({ areas: { put: [area] } });
        await this.decisions.again('all');
      }
      return { area, isNew: !present };
    });
  }

  /** @throws Problem 404, 409 if an application names it, and what `unchanged` throws */
  remove(areaId: string, unchanged: (present: Area) => void): Promise<void> {
    return this.decisions.alone(async () => {
      const area = this.get(areaId);
      unchanged(area);
      const user = this.world.applications().find(({ usageAreas = [] }) => usageAreas.includes(areaId));
      if (user) throw conflict(`The application ${user.applicationId} names the area ${areaId}.`);
      await this.recorder.record({ areas: { remove: [area] } });
      await this.decisions.again('all');
    });
  }
}
