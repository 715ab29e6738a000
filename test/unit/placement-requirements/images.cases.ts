import type { ImagePins } from '../../../src/modules/placement/domain/requirements/image-pins.js';
import { generate } from '../../../src/modules/placement/domain/requirements/generation.js';
import type { ImageRequirement, RequirementInformation } from '../../../src/modules/placement/domain/requirements/types.js';
import { digestOf, PlainLibrary } from './library.js';

const OLD = digestOf('old');
const NEW = digestOf('new');

const needing = (...images: ImageRequirement[]): RequirementInformation => ({
  images,
  orchestration: { services: { one: { image: 'host:5000/One', cpus: 0.5, mem_limit: '6m' }, again: { image: 'host:5000/one:latest', cpus: 0.25 }, two: { image: 'two:2', mem_limit: '7m' } } },
});
const ONE = { repository: 'host:5000/one' };
const TWO = { repository: 'two', tag: '2' };

const made = (requirements: RequirementInformation, library: PlainLibrary, pins: ImagePins = {}) => generate({ applicationId: 'shop', requirements, library, pins, files: new Map() });
const versionsIn = ({ generated }: ReturnType<typeof made>) => generated!.artefacts.map(({ images }) => images.map(({ reference }) => reference));

describe('the versions of images', () => {
  const library = () => new PlainLibrary().put('two:2').put('host:5000/one:latest', OLD).put('host:5000/one:latest', NEW);
  const two = `two:2@${digestOf('two:2')}`;

  it('are those that the names mean now', () => {
    const generation = made(needing(ONE, TWO), library());
    expect(versionsIn(generation)).toEqual([[`host:5000/one:latest@${NEW}`, two], [`host:5000/one:latest@${NEW}`, two]]);
    expect(generation.generated!.pins).toEqual({ 'host:5000/one:latest': NEW, 'two:2': digestOf('two:2') });
  });

  it('stay when a tag moves', () => {
    const before = made(needing(ONE, TWO), new PlainLibrary().put('two:2').put('host:5000/one:latest', OLD));
    const after = made(needing(ONE, TWO), library(), before.generated!.pins);
    expect(after).toEqual(before);
    expect(made(needing(ONE, TWO), library()).generated!.artefacts.map(({ digest }) => digest)).not.toEqual(before.generated!.artefacts.map(({ digest }) => digest));
  });

  it('are those that are demanded by their digests, whatever is pinned', () => {
    const generation = made(needing({ ...ONE, digest: OLD }, TWO), library(), { 'host:5000/one:latest': NEW });
    expect(versionsIn(generation)[0]).toEqual([`host:5000/one:latest@${OLD}`, two]);
    expect(generation.generated!.pins['host:5000/one:latest']).toBe(OLD);
  });

  it('are missing by what is demanded', () => {
    expect(made(needing(ONE, TWO), new PlainLibrary()).missing).toEqual(['image host:5000/one:latest', 'image two:2']);
    expect(made(needing({ ...ONE, digest: digestOf('third') }, TWO), library()).missing).toEqual([`image host:5000/one:latest@${digestOf('third')}`]);
    expect(made(needing(ONE, TWO), library(), { 'two:2': digestOf('gone') }).missing).toEqual([`image two:2@${digestOf('gone')}`]);
    expect(made(needing(ONE, TWO), new PlainLibrary()).generated).toBeUndefined();
  });

  it('are not looked for if nobody uses them', () => {
    expect(made(needing(ONE, TWO, { repository: 'three' }), library()).missing).toEqual([]);
  });
});

describe('what a copy needs', () => {
  const sized = needing({ ...ONE, sizeMB: 300 }, { ...TWO, sizeMB: 40 }, { repository: 'three', sizeMB: 5000 });

  it('is what its services may take, and the images that they use, each once', () => {
    expect(made(sized, new PlainLibrary()).needs).toEqual({ cpuMillis: 750, memoryMB: 14, storageMB: 340, deployments: 1 });
  });

  it('counts images as the library has them', () => {
    const library = new PlainLibrary().put('host:5000/one:latest', NEW, 250_000_001);
    expect(made(sized, library).needs.storageMB).toBe(291);
    expect(made(sized, library.put('two:2', OLD, 1)).needs.storageMB).toBe(251);
  });

  it('is nothing but the copy where nothing is said', () => {
    const requirements: RequirementInformation = { images: [TWO], orchestration: { services: { two: { image: 'two:2' } } } };
    expect(made(requirements, new PlainLibrary()).needs).toEqual({ cpuMillis: 0, memoryMB: 0, storageMB: 0, deployments: 1 });
  });
});
