import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type Dockerode from 'dockerode';
import { namelessFile, TarFile } from '../../../common/tar/index.js';
import type { ImageArchive } from '../../domain/container-runtime.js';
import { RuntimeRefusal, RuntimeUnavailable } from '../../domain/runtime-errors.js';
import { refusingFaults } from '../tar-refusal.js';
import { calling, unlessStatus } from './docker-calls.js';
import { imageIn, type ImageInArchive } from './image-archive.js';
import { LONGEST_SILENCE_MS, Silence } from './silence.js';

/** A reference as registries take it: host, path, tag, digest. Nothing else may come into a URL of the engine. */
const REFERENCE = /^[a-zA-Z0-9][\w.-]*(:\d+)?(\/[\w.-]+)*(:[\w.-]{1,128})?(@sha256:[0-9a-f]{64})?$/;

const NOT_FOUND = [404];

/** Work of the engine that begins with a request; what has been sent of it is heard of. */
type Beginning = (abortSignal: AbortSignal, heard: () => void) => Promise<AsyncIterable<Buffer | string>>;

/** The same pieces; somebody hears of each. */
async function* told<T>(pieces: AsyncIterable<T>, heard: () => void): AsyncGenerator<T> {
  for await (const piece of pieces) {
    heard();
    yield piece;
  }
}

/** The images of an engine. */
export class DockerImages {
  /** @param folder where archives are kept while they are read */
  constructor(
    private readonly engine: Dockerode,
    private readonly folder: string,
    private readonly silenceMs = LONGEST_SILENCE_MS,
  ) {}

  /** An image that is there already is not sent again. */
  async load({ name, open }: ImageArchive, signal?: AbortSignal): Promise<string> {
    const { Arch } = await calling(signal, () => this.engine.version());
    const file = await namelessFile(this.folder, await open(), signal);
    const tar = await refusingFaults('the image', () => TarFile.of(file));
    try {
      const image = await imageIn(tar, Arch);
      if (!(await this.idOf(image.id, signal))) await this.send(tar, image, signal);
      await this.call(image.id, name, signal);
      return image.id;
    } finally {
      await tar.close();
    }
  }

  async fetch(reference: string, name: string, signal?: AbortSignal): Promise<string> {
    if (!REFERENCE.test(reference)) throw new RuntimeRefusal(`${reference} names no image as registries know them`);
    const known = (await this.idOf(reference, signal)) ?? (await this.idOf(name, signal)) ?? (await this.pull(reference, signal));
    await this.call(known, name, signal);
    return known;
  }

  async has(image: string, signal?: AbortSignal): Promise<boolean> {
    return (await this.idOf(image, signal)) !== undefined;
  }

  async remove(name: string, signal?: AbortSignal): Promise<void> {
    await calling(signal, (abortSignal) => unlessStatus(NOT_FOUND, this.engine.getImage(name).remove({ abortSignal })));
  }

  private async idOf(image: string, signal?: AbortSignal): Promise<string | undefined> {
    return (await calling(signal, () => unlessStatus(NOT_FOUND, this.engine.getImage(image).inspect())))?.Id;
  }

  /** So that it can be found and removed, and is not cleared away as nameless. */
  private async call(id: string, name: string, signal?: AbortSignal): Promise<void> {
    const [repo, tag] = name.split(':') as [string, string];
    await calling(signal, (abortSignal) => this.engine.getImage(id).tag({ repo, tag, abortSignal }));
  }

  private async send(tar: TarFile, { id, manifest }: ImageInArchive, signal?: AbortSignal): Promise<void> {
    const faultOf = (words: string) => new RuntimeRefusal(`the Docker engine could not load the image: ${words}`);
    let archive: Readable | undefined;
    const load: Beginning = (abortSignal, heard) => {
      archive = Readable.from(told(tar.with('manifest.json', manifest), heard), { objectMode: false });
      return this.engine.loadImage(archive, { quiet: true, abortSignal });
    };
    await this.follow(signal, faultOf, load).finally(() => archive?.destroy());
    if (!(await this.idOf(id, signal))) throw new RuntimeRefusal(`the Docker engine has not made ${id} of the image archive`);
  }

  private async pull(reference: string, signal?: AbortSignal): Promise<string> {
    const pull = (abortSignal: AbortSignal) => this.engine.pull(reference, { abortSignal });
    await this.follow(signal, (words) => new RuntimeUnavailable(`the Docker engine could not fetch ${reference}: ${words}`), pull);
    const id = await this.idOf(reference, signal);
    if (id === undefined) throw new RuntimeUnavailable(`the Docker engine has fetched ${reference} and does not know it`);
    return id;
  }

  /** Such work takes as long as it takes, but not in silence, and the engine tells of faults in what it answers. */
  private async follow(signal: AbortSignal | undefined, faultOf: (words: string) => Error, begin: Beginning): Promise<void> {
    const silence = new Silence(this.silenceMs);
    const work = async (abortSignal: AbortSignal) => {
      const fault = await faultIn(told(await begin(abortSignal, silence.broken), silence.broken));
      if (fault !== undefined) throw faultOf(fault);
    };
    await calling(AbortSignal.any([...(signal ? [signal] : []), silence.signal]), work, 'none').finally(() => silence.end());
  }
}

/** The engine tells how it gets on in lines of JSON. The client's own reader would end the process if one were none. */
async function faultIn(answer: AsyncIterable<Buffer | string>): Promise<string | undefined> {
  const faults: string[] = [];
  const read = (line: string) => {
    const { error } = (line.trim() === '' ? {} : JSON.parse(line)) as { error?: string };
    if (error !== undefined) faults.push(error);
  };
  let rest = '';
  const decoder = new StringDecoder();
  for await (const piece of answer) {
    const lines = (rest + (typeof piece === 'string' ? piece : decoder.write(piece))).split('\n');
    rest = lines.pop()!;
    lines.forEach(read);
  }
  read(rest);
  return faults[0];
}
