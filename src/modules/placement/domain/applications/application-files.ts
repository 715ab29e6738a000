import { Injectable } from '@nestjs/common';
import { conflict, impossible, notFound } from '../../../common/problem/index.js';
import { plainTar, TarFault } from '../../../common/tar/index.js';
import { Decisions } from '../ports/decisions.js';
import { Library } from '../ports/library.js';
import { World } from '../ports/world.js';
import type { FileRepresentation } from '../types.js';
import { Recorder } from '../world/recorder.js';
import type { ApplicationFile, WorldChange } from '../world/world-items.js';
import { Applications } from './applications.js';
import { regeneration } from './regeneration.js';

type Unchanged = (present?: FileRepresentation) => void;

const view = ({ fileName, digest, sizeBytes }: ApplicationFile): FileRepresentation => ({ fileName, digest, sizeBytes });

/** @throws Problem 422 if it is not as x-openmep-files needs it, and what `content` throws */
async function* examined(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* plainTar(content);
  } catch (error) {
    throw error instanceof TarFault ? impossible(`The files cannot be taken: ${error.message}.`) : error;
  }
}

/** The files that are put into folders before containers start. */
@Injectable()
export class ApplicationFiles {
  constructor(
    private readonly applications: Applications,
    private readonly world: World,
    private readonly library: Library,
    private readonly decisions: Decisions,
    private readonly recorder: Recorder,
  ) {}

  /** @throws Problem 404 */
  get(applicationId: string, fileName: string): FileRepresentation {
    this.applications.required(applicationId);
    const file = this.find(applicationId, fileName);
    if (!file) throw notFound(`The files ${fileName} of the application ${applicationId} have not been handed in.`);
    return view(file);
  }

  /**
   * @param unchanged is called with what is there, undefined if nothing is, before and after the content has come, and may throw
   * @throws Problem 404, 409 if the application names no such files or is REMOVING, 413 if they are too large, 422 if they are no plain tar file
   */
  async put(applicationId: string, fileName: string, content: AsyncIterable<Buffer>, unchanged: Unchanged): Promise<{ file: FileRepresentation; isNew: boolean }> {
    const accept = () => this.accept(applicationId, fileName, unchanged);
    accept();
    let isNew = false;
    let changes = false;
    const { digest, sizeBytes } = await this.library.putFile(
      examined(content),
      async (transaction, stored) => {
        const file = { applicationId, fileName, ...stored };
        const present = this.find(applicationId, fileName);
        [isNew, changes] = [!present, present?.digest !== stored.digest];
        if (changes) await this.recorder.write(transaction, this.changeWith(file));
      },
      (keep) =>
        this.decisions.alone(async () => {
          accept();
          const stored = await this.recorder.surely(keep);
          if (changes) await this.decisions.again({ applicationId });
          return stored;
        }),
    );
    return { file: { fileName, digest, sizeBytes }, isNew };
  }

  private find(applicationId: string, fileName: string): ApplicationFile | undefined {
    return this.world.files(applicationId).find((file) => file.fileName === fileName);
  }

  private accept(applicationId: string, fileName: string, unchanged: Unchanged): void {
    const { removing, requirements } = this.applications.required(applicationId);
    const present = this.find(applicationId, fileName);
    unchanged(present && view(present));
    if (removing) throw conflict(`The application ${applicationId} is REMOVING.`);
    if (!requirements.orchestration['x-openmep-files']?.some(({ from }) => from === fileName)) throw conflict(`No entry of x-openmep-files of the application ${applicationId} names ${fileName}.`);
  }

  private changeWith(file: ApplicationFile): WorldChange {
    const others = this.world.files(file.applicationId).filter(({ fileName }) => fileName !== file.fileName);
    return { ...regeneration(this.applications.required(file.applicationId), [...others, file], this.world, this.library), files: { put: [file] } };
  }
}
