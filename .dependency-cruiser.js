/** The modules by rank: a module imports only modules of lower ranks, and only their index.ts. */
const RANKS = [
  ['common'],
  ['platform', 'app-instance', 'data-plane', 'dns-server', 'ran'],
  ['notifications', 'container-runtime'],
  ['service-registry', 'app-rules', 'rnis', 'registration', 'app-package', 'granting'],
  ['app-support', 'orchestrator'],
  ['app-lifecycle'],
  ['handover'],
  ['placement'],
  ['seed', 'documentation', 'health'],
];

const folder = (names) => `^src/modules/(${names.join('|')})/`;

const upwards = RANKS.slice(0, -1).map((names, rank) => ({
  name: `rank-${rank}-imports-lower-ranks-only`,
  severity: 'error',
  from: { path: folder(names) },
  to: { path: folder(RANKS.slice(rank + 1).flat()) },
}));

const sideways = RANKS.slice(1).flat().map((name) => ({
  name: `${name}-imports-no-peer`,
  severity: 'error',
  from: { path: folder([name]) },
  to: { path: folder(RANKS.find((names) => names.includes(name))), pathNot: folder([name]) },
}));

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: ['\\.d\\.ts$', '^src/main\\.ts$', 'test-clock'] }, to: {} },
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...upwards,
    ...sideways,
    {
      name: 'handover-is-an-ordinary-subscriber',
      comment: 'Its RNIS is asked over HTTP, like that of any application.',
      severity: 'error',
      from: { path: '^src/modules/handover/' },
      to: { path: folder(['ran', 'rnis']) },
    },
    {
      name: 'known-modules-only',
      comment: 'A new module gets a rank first.',
      severity: 'error',
      from: {},
      to: { path: '^src/modules/', pathNot: [folder(RANKS.flat()).replace(/\/$/, '/')] },
    },
    {
      name: 'only-through-index',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$', '^src/modules/common/[^/]+/index\\.ts$'] },
    },
    {
      name: 'mechanisms-through-index',
      severity: 'error',
      from: { path: '^src/modules/common/([^/]+)/' },
      to: { path: '^src/modules/common/([^/]+)/', pathNot: ['^src/modules/common/$1/', '^src/modules/common/[^/]+/index\\.ts$'] },
    },
    {
      name: 'domain-knows-no-outside',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/domain/' },
      to: { path: ['^src/modules/[^/]+/(api|persistence|adapters|catalogue)/', 'node_modules/(typeorm|fastify|undici|better-sqlite3|pg)/', '^src/modules/common/(http|server|operation)/'] },
    },
    { name: 'product-needs-no-test', severity: 'error', from: { path: '^(src|migrations)/' }, to: { path: '^(test|bench|scripts)/' } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
    exclude: { path: '^src/generated/' },
  },
};
