import { Injectable } from '@nestjs/common';
import { entryOf, EventLog } from '../../../common/events/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { Turns } from '../../../common/turns/index.js';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import { Subscriptions } from '../../../notifications/index.js';
import { NetworkHost, type StateEvent } from '../../../ran/index.js';
import { END_MARKER } from '../notifications/end-marker.js';
import type { Schemas } from '../types.js';
import { Departures } from './departures.js';
import { type EndMarker, RNIS_END_MARKER } from './end-marker.js';
import { sightingOf } from './sighting.js';
import { thresholdsKey, thresholdsOf } from './thresholds.js';

type Wish = Schemas['EndMarkerSubscription'];

/** Finds out from the states of UEs, told once a second, which are about to leave their cells, and records what somebody wants to know of it. */
@Injectable()
export class EndMarkers {
  private readonly turns = new Turns();
  /** By the keys of their thresholds. */
  private departures: ReadonlyMap<string, Departures> = new Map();

  constructor(
    private readonly host: NetworkHost,
    private readonly subscriptions: Subscriptions,
    private readonly eventLog: EventLog,
    private readonly unitOfWork: UnitOfWork,
    lifecycle: Lifecycle,
  ) {
    host.onStates((states) => void this.turns.take(() => this.look(states)));
    lifecycle.on('stop', () => this.turns.take(() => undefined));
  }

  private async look(states: readonly StateEvent[]): Promise<void> {
    const wishes = this.subscriptions.listOfType([END_MARKER.subscriptionType]).map(({ document }) => document as Wish);
    this.departures = this.wanted(wishes);
    if (wishes.length === 0) return;
    try {
      const sightings = await this.host.read((network) => states.flatMap((state) => sightingOf(network, state, (cell) => this.host.isOurs(cell))));
      const looks = [...this.departures.values()].map((departures) => departures.look(sightings));
      await this.record(looks.flatMap(({ markers }) => markers).filter((marker) => wishes.some((wish) => END_MARKER.notificationFor(wish, marker))));
      for (const { settle } of looks) settle();
    } catch (error) {
      log.warn({ err: error }, 'End markers could not be recorded; they are looked for again with the next states.');
    }
  }

  /** One for each set of thresholds; those that nobody names any more are forgotten. */
  private wanted(wishes: readonly Wish[]): ReadonlyMap<string, Departures> {
    const wanted = new Map<string, Departures>();
    for (const thresholds of wishes.map(({ filterCriteriaEndMarker }) => thresholdsOf(filterCriteriaEndMarker))) {
      const key = thresholdsKey(thresholds);
      if (!wanted.has(key)) wanted.set(key, this.departures.get(key) ?? new Departures(thresholds));
    }
    return wanted;
  }

  private async record(markers: readonly EndMarker[]): Promise<void> {
    if (markers.length > 0) await this.unitOfWork.run((transaction) => this.eventLog.appendAll(transaction, markers.map((marker) => entryOf(RNIS_END_MARKER, marker))));
  }
}
