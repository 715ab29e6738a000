import { Injectable } from '@nestjs/common';
import { UePlaces } from '../ports/ue-places.js';
import type { Whereabouts } from '../topology/areas-of.js';

/** Where the UEs of users were when UeWatch looked last. */
@Injectable()
export class SeenUes extends UePlaces {
  private readonly places = new Map<string, Whereabouts | null>();

  override of(ueKey: string): Whereabouts | null | undefined {
    return this.places.get(ueKey);
  }

  put(ueKey: string, where: Whereabouts | null): void {
    this.places.set(ueKey, where);
  }

  forget(ueKey: string): void {
    this.places.delete(ueKey);
  }
}
