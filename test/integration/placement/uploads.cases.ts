import { haltedUpload } from '../../support/placement/halted-upload.js';
import { HttpWorld, requiring, userPath } from '../../support/placement/http-world.js';
import { tarFile } from '../../support/placement/image-archives.js';
import { placementPath } from '../../support/placement/placement.js';
import { usePlatform } from '../../support/use-platform.js';

const WEBAPP = tarFile([{ name: 'index.html', content: Buffer.from('<h1>shop</h1>') }]);
const SHOP = placementPath('applications', 'shop');

describe('while the layers of an image are copied', () => {
  const { api } = usePlatform();
  const world = new HttpWorld(api);

  it('files are handed in, users move, and applications lose their files and go', async () => {
    await world.seed();
    const orchestration = { ...requiring({ volumes: ['./html:/srv'] }).orchestration, 'x-openmep-files': [{ from: 'webapp', to: './html' }] };
    await world.application({}, { requirements: { ...requiring(), orchestration } });
    await world.user('car');
    const { reached, goOn } = haltedUpload();
    const upload = world.image('nginx');
    await reached;
    await api.put(placementPath('applications', 'shop', 'files', 'webapp')).set('Content-Type', 'application/x-tar').send(WEBAPP).expect(201);
    await api.put(userPath('car', 'place')).send({ areaId: 'b' }).expect(200);
    await api.put(SHOP).send({ appName: 'shop', requirements: requiring() }).expect(200);
    await world.application({}, {}, 'other');
    await api.delete(placementPath('applications', 'other')).expect(204);
    goOn();
    expect((await api.get(placementPath('images', await upload)).expect(200)).body).toMatchObject({ names: ['nginx:latest'] });
  });
});
