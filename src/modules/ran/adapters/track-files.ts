import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { Tracks } from '../domain/mobility/tracks.js';
import { SHIPPED_SCENARIOS, scenarioFile } from './scenario-files.js';

/** The tracks that are shipped, and those that lie beside the scenario file; of two with one name the latter. */
@Injectable()
export class TrackFiles extends Tracks {
  override readonly files: ReadonlyMap<string, string>;

  constructor({ scenario }: Settings) {
    super();
    const folders = [join(SHIPPED_SCENARIOS, 'tracks'), ...(scenario === undefined ? [] : [dirname(scenarioFile(scenario))])];
    this.files = new Map(folders.flatMap(tracksIn));
  }
}

function tracksIn(folder: string): [name: string, csv: string][] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}
