import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { conflict, notFound, refuseFaults } from '../../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { canonicalBaseStation } from './global-base-station-id.js';
import { OwnPlatform } from './own-platform.js';
import { RegisteredPlatforms, type RegisteredPlatform } from './registered-platforms.js';
import { profileFaults } from './profile-faults.js';
import type { OrchestratedBaseStation, OrchestratedPlatform, PlatformProfile } from './types.js';

/** Throws if the platform is not what the client takes it for; nothing is known of one that registers for the first time. */
type Precondition = (current: OrchestratedPlatform | undefined) => void;

const shown = ({ platformId, platformName, mp3Uri, baseStations, registeredAt }: RegisteredPlatform): OrchestratedPlatform =>
  ({ platformId, platformName, ...(mp3Uri !== null && { mp3Uri }), baseStations, own: false, registeredAt: new Date(registeredAt).toISOString() });

const contentOf = ({ platformName, mp3Uri, baseStations }: PlatformProfile): string => JSON.stringify([platformName, mp3Uri, baseStations]);

/** Which platforms there are, and at which base stations they stand: this one, and those that are registered. */
@Injectable()
export class PlatformDirectory {
  constructor(
    private readonly own: OwnPlatform,
    private readonly repository: RegisteredPlatforms,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** This one first, then in the order in which they were first registered. */
  async list(transaction?: Transaction): Promise<OrchestratedPlatform[]> {
    const registered = await this.repository.all(transaction);
    return [this.own.shown, ...registered.filter(({ platformId }) => platformId !== this.own.id).map(shown)];
  }

  /** @throws Problem 404 */
  async get(platformId: string): Promise<OrchestratedPlatform> {
    const platform = (await this.list()).find((each) => each.platformId === platformId);
    if (!platform) throw notFound(`There is no platform ${platformId}.`);
    return platform;
  }

  /** By their ids. A base station that two platforms have is listed once: what this one has become since counts first. */
  async baseStations(): Promise<OrchestratedBaseStation[]> {
    const found = new Map<string, OrchestratedBaseStation>();
    for (const { platformId, platformName, mp3Uri, baseStations } of await this.list())
      for (const baseStation of baseStations)
        if (!found.has(baseStation)) found.set(baseStation, { baseStation, platformId, platformName, ...(mp3Uri !== undefined && { mp3Uri }) });
    return [...found.values()].sort((one, other) => (one.baseStation < other.baseStation ? -1 : 1));
  }

  /** @param baseStation its global id, digits in either case */
  async platformAt(baseStation: string): Promise<OrchestratedBaseStation | undefined> {
    const id = canonicalBaseStation(baseStation);
    return (await this.baseStations()).find((each) => each.baseStation === id);
  }

  /** @throws Problem 400, 409 if a base station is another's or the platform is this one, and what `unchanged` throws */
  register(platformId: string, sent: PlatformProfile, unchanged: Precondition): Promise<{ platform: OrchestratedPlatform; isNew: boolean }> {
    const { platformName, mp3Uri } = sent;
    const profile = { platformName, ...(mp3Uri !== undefined && { mp3Uri }), baseStations: sent.baseStations.map(canonicalBaseStation) };
    refuseFaults(profileFaults(profile));
    this.refuseOwn(platformId);
    return this.unitOfWork.run(async (transaction) => {
      await this.repository.registerAlone(transaction);
      const present = await this.list(transaction);
      const current = present.find((each) => each.platformId === platformId);
      unchanged(current);
      refuseTaken(profile, present.filter((each) => each !== current));
      if (current && contentOf(current) === contentOf(profile)) return { platform: current, isNew: false };
      const registered = { ...profile, platformId, mp3Uri: mp3Uri ?? null, registeredAt: this.clock.now() };
      await this.repository.put(transaction, registered);
      return { platform: shown(registered), isNew: !current };
    });
  }

  /** @throws Problem 404, 409 if it is this platform, and what `unchanged` throws */
  async remove(platformId: string, unchanged: Precondition): Promise<void> {
    this.refuseOwn(platformId);
    await this.unitOfWork.run(async (transaction) => {
      await this.repository.registerAlone(transaction);
      const current = (await this.list(transaction)).find((each) => each.platformId === platformId);
      if (!current) throw notFound(`There is no platform ${platformId}.`);
      unchanged(current);
      await this.repository.remove(transaction, platformId);
    });
  }

  private refuseOwn(platformId: string): void {
    if (platformId === this.own.id) throw conflict(`The platform ${platformId} is this one; its base stations are those of MEC_BASE_STATIONS.`);
  }
}

/** @throws Problem 409 */
function refuseTaken({ baseStations }: PlatformProfile, others: OrchestratedPlatform[]): void {
  const holders = new Map(others.flatMap(({ platformId, baseStations: theirs }) => theirs.map((id) => [id, platformId] as const)));
  for (const [index, id] of baseStations.entries())
    if (holders.has(id)) throw conflict(`The body/baseStations/${index} is ${id}, at which the platform ${holders.get(id)} stands.`);
}
