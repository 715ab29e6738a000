import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../../../common/problem/index.js';
import { Decisions } from '../ports/decisions.js';
import { World } from '../ports/world.js';
import { byId } from '../topology/topology.js';
import type { LinkRepresentation } from '../types.js';
import { Recorder } from '../world/recorder.js';
import type { CloudLink } from '../world/world-items.js';
import { refuseAbsentClouds } from './absent-clouds.js';

/** As the document says it. */
const USUAL_DISTANCE = 1;

const view = ({ linkId, one, other, distance }: CloudLink): LinkRepresentation => ({ linkId, clouds: [one, other], distance });

/** Which clouds are neighbours. */
@Injectable()
export class CloudLinks {
  constructor(
    private readonly world: World,
    private readonly decisions: Decisions,
    private readonly recorder: Recorder,
  ) {}

  /** By their ids. @param cloudId only links of this cloud */
  list(cloudId?: string): LinkRepresentation[] {
    const links = this.world.links().filter(({ one, other }) => cloudId === undefined || one === cloudId || other === cloudId);
    return links.map(view);
  }

  /** @throws Problem 404 */
  get(linkId: string): LinkRepresentation {
    return view(this.required(linkId));
  }

  /**
   * @param unchanged is called with the present link, undefined if there is none, and may throw
   * @throws Problem 422 if a cloud is not there, 409 if the two have another link
   */
  put(linkId: string, { clouds, distance = USUAL_DISTANCE }: Omit<LinkRepresentation, 'linkId'>, unchanged: (present?: LinkRepresentation) => void): Promise<{ link: LinkRepresentation; isNew: boolean }> {
    const [one, other] = clouds.toSorted(byId) as [string, string];
    return this.decisions.alone(async () => {
      const present = this.world.link(linkId);
      unchanged(present && view(present));
      refuseAbsentClouds(clouds, this.world);
      const rival = this.world.links().find((link) => link.linkId !== linkId && link.one === one && link.other === other);
      if (rival) throw conflict(`The clouds ${one} and ${other} have the link ${rival.linkId}.`);
      const link = { linkId, one, other, distance };
      if (!isDeepStrictEqual(link, present)) {
        await this.recorder.record({ links: { put: [link] } });
        await this.decisions.again('all');
      }
      return { link: view(link), isNew: !present };
    });
  }

  /** @throws Problem 404, and what `unchanged` throws */
  remove(linkId: string, unchanged: (present: LinkRepresentation) => void): Promise<void> {
    return this.decisions.alone(async () => {
      const link = this.required(linkId);
      unchanged(view(link));
      await this.recorder.record({ links: { remove: [link] } });
      await this.decisions.again('all');
    });
  }

  /** @throws Problem 404 */
  private required(linkId: string): CloudLink {
    const link = this.world.link(linkId);
    if (!link) throw notFound(`There is no link ${linkId}.`);
    return link;
  }
}
