/**
 * The arrows of the design as sentences. An arrow only goes down:
 * apps -> read-models, replay, projection -> event-store, domain -> judge.
 */
const room = (name) => `^libs/${name}/`;
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
const nodeIo = '^(node:)?(fs|fs/promises|net|http|http2|https|tls|dns|child_process|worker_threads|cluster|dgram)$';
const frameworks = 'node_modules/(@nestjs|typeorm|pg|@eventstore|@grpc|lmdb|pino|fastify)(/|$)';
const source = { pathNot: '\\.spec\\.ts$|/testing/' };

module.exports = {
  forbidden: [
    forbid('judge-imports-no-other-room', { path: room('judge'), ...source }, { path: '^(libs/(?!judge/)|apps/)' }),
    forbid(
      'domain-imports-only-the-judge',
      { path: room('domain'), ...source },
      { path: '^(libs/(?!(domain|judge)/)|apps/)' },
    ),
    forbid('judge-and-domain-know-no-framework', { path: '^libs/(judge|domain)/', ...source }, { path: frameworks }),
    forbid(
      'judge-and-domain-do-no-io',
      { path: '^libs/(judge|domain)/', ...source },
      { dependencyTypes: ['core'], path: nodeIo },
    ),
    forbid(
      'event-node-imports-no-other-room',
      { path: room('event-node'), ...source },
      { path: '^(libs/(?!event-node/)|apps/)' },
    ),
    forbid(
      'event-store-stands-on-nothing-but-platform',
      { path: room('event-store'), ...source },
      { path: '^(libs/(?!(event-store|platform)/)|apps/)' },
    ),
    forbid(
      'only-the-adapter-imports-the-client',
      { path: '^(libs/(?!(event-store|event-node)/)|apps/)', ...source },
      { path: 'node_modules/@eventstore' },
    ),
    forbid(
      'platform-stands-on-no-room',
      { path: room('platform'), ...source },
      { path: '^(libs/(?!platform/)|apps/)' },
    ),
    forbid(
      'read-models-do-not-drive-the-engine',
      { path: room('read-models'), ...source },
      { path: '^(libs/(projection|replay|event-node)/|apps/)' },
    ),
    forbid(
      'the-engine-knows-no-replay',
      { path: room('projection'), ...source },
      { path: '^(libs/(replay|event-node)/|apps/)' },
    ),
    forbid(
      'replay-never-touches-the-live-lane',
      { path: room('replay'), ...source },
      { path: '^(libs/(projection|event-node)/|apps/)' },
    ),
    forbid('no-room-knows-an-app', { path: '^libs/', ...source }, { path: '^apps/' }),
    forbid(
      'apps-do-not-import-each-other',
      { path: '^apps/([^/]+)/', ...source },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    forbid(
      'only-the-command-line-embeds-the-node',
      { path: '^apps/(?!cli/)', ...source },
      { path: room('event-node') },
    ),
    forbid(
      'rooms-are-entered-by-their-door',
      { path: '^(apps|libs)/([^/]+)/', ...source },
      { path: '^libs/([^/]+)/src/(?!index\\.ts)', pathNot: '^libs/$2/' },
    ),
    forbid('no-cycles', { path: '^(apps|libs)/' }, { circular: true }),
    forbid('nothing-unresolved', {}, { couldNotResolve: true }),
    forbid(
      'no-dev-packages-at-run-time',
      { path: '^(apps|libs)/', ...source },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['avenant-source', 'import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
