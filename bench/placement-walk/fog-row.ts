import { buffer } from 'node:stream/consumers';
import { tarOf } from '../../src/modules/common/tar/index.js';

const PLACEMENT = '/placement/v1';
const IMAGE = { repository: 'walk/pages', tag: '1' };
const FILES = 'pages';

/** Fog clouds of one engine in a row, told apart by their addresses; each serves the area of its name. */
export const ROW = [
  { areaId: 'a', cloudId: 'fog-a', address: '127.0.0.2' },
  { areaId: 'b', cloudId: 'fog-b', address: '127.0.0.3' },
  { areaId: 'c', cloudId: 'fog-c', address: '127.0.0.4' },
] as const;

export type AreaId = (typeof ROW)[number]['areaId'];

/** The port at which every copy is published. */
const PORT = 18_000;

export const pageAt = (address: string, file = ''): string => `http://${address}:${PORT}/${file}`;

/** Files of the application and what is in them. */
export const PAGES = { 'index.html': 'hello from the fog\n', 'deep/in/a/folder.txt': 'as it was handed in\n' };

/** One that is left goes as soon as that is so. */
const common = { keepFor: 0, outsideFor: 0 };

/** Copies wait on the clouds next to the user's, or none does. */
export const POLICIES = {
  ahead: { ...common, neighbours: 'TOPOLOGY' },
  'on arrival': { ...common, neighbours: 'NEAREST', count: 0 },
} as const;

export type PolicyName = keyof typeof POLICIES;

const application = {
  appName: 'pages',
  requirements: {
    images: [IMAGE],
    orchestration: {
      services: {
        web: {
          image: `${IMAGE.repository}:${IMAGE.tag}`,
          ports: [`${PORT}:8000`],
          networks: ['yun'],
          volumes: ['./www:/www:ro'],
          healthcheck: { test: ['CMD', '/bin/wget', '-q', '-O', '-', 'http://127.0.0.1:8000/'], interval: '1s', retries: 5 },
        },
      },
      networks: { yun: null },
      'x-openmep-files': [{ from: FILES, to: './www' }],
    },
  },
};

export const PATHS = {
  images: `${PLACEMENT}/images?repository=${IMAGE.repository}&tag=${IMAGE.tag}`,
  application: `${PLACEMENT}/applications/pages`,
  files: `${PLACEMENT}/applications/pages/files/${FILES}`,
  policy: `${PLACEMENT}/policy`,
  deployments: `${PLACEMENT}/deployments`,
  user: `${PLACEMENT}/applications/pages/users/walker`,
  place: `${PLACEMENT}/applications/pages/users/walker/place`,
};

/** What is put in order, before image and files. */
export const RESOURCES: readonly { path: string; body: object }[] = [
  ...ROW.map(({ cloudId, address }) => ({ path: `${PLACEMENT}/clouds/${cloudId}`, body: { kind: 'FOG', runtime: { driver: 'docker' }, address } })),
  ...ROW.slice(1).map(({ cloudId }, before) => ({ path: `${PLACEMENT}/links/to-${cloudId}`, body: { clouds: [ROW[before]!.cloudId, cloudId] } })),
  ...ROW.map(({ areaId, cloudId }) => ({ path: `${PLACEMENT}/areas/${areaId}`, body: { clouds: [cloudId], cells: [`cell-${areaId}`] } })),
  { path: PATHS.application, body: application },
];

/** As a tar file. */
export const pagesArchive = (): Promise<Buffer> =>
  buffer(tarOf(Object.entries(PAGES).map(([name, text]) => ({ name, size: Buffer.byteLength(text), content: [Buffer.from(text)] }))));
