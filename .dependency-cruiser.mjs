// The floors of the house, ground floor first: each may import what it lists, and itself.
const core = ['kernel', 'apimachinery', 'resources', 'client'];
const floors = {
  kernel: [],
  web: [],
  apimachinery: [],
  resources: ['apimachinery'],
  apiserver: ['kernel', 'apimachinery', 'resources'],
  client: ['kernel', 'apimachinery'],
  controllers: core,
  scheduler: core,
  kubelet: [...core, 'web'],
  network: core,
  cluster: [...core, 'apiserver', 'controllers', 'scheduler', 'kubelet', 'network', 'web'],
  kubectl: ['apimachinery', 'resources', 'client', 'web'],
  shell: ['web'],
  grader: ['apimachinery', 'client'],
  lab: [
    'kernel',
    'apimachinery',
    'resources',
    'client',
    'cluster',
    'kubectl',
    'shell',
    'grader',
    'web',
  ],
  server: ['kernel', 'apimachinery', 'client', 'cluster', 'kubectl', 'shell', 'lab'],
  components: ['lab'],
  site: ['lab'],
  theme: ['components', 'site'],
  pages: ['components', 'site'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(floors).map(([floor, below]) => ({
      name: `${floor}-imports-only-${below.join('-') || 'itself'}`,
      severity: 'error',
      from: { path: `^src/${floor}/`, pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/', pathNot: `^src/(${[floor, ...below].join('|')})/` },
    })),
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '\\.d\\.ts$|\\.css$|^src/(pages|theme)/' },
      to: {},
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: 'node_modules',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
};
