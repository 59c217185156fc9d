/** The files that lie in the home folder of both programs. */

const configMap = (name: string, more = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  colour: green\n${more}`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
spec:
  replicas: 4
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        tier: front
    spec:
      containers:
      - name: nginx
        image: nginx:1.27
`;

export const homeFiles: Readonly<Record<string, string>> = {
  'one.yaml': configMap('one'),
  'settings.yaml': configMap('settings'),
  'two.yaml': `${configMap('first')}---\n${configMap('second')}`,
  'web.yaml': deployment,
  'pod.json': JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'solo' },
    spec: { containers: [{ name: 'main', image: 'busybox' }] },
  }),
  'typo.yaml': `${configMap('typo')}colour: red\n`,
  'broken.yaml': 'apiVersion: v1\nkind: ConfigMap\n  metadata: {name: x\n',
  'nokind.yaml': 'apiVersion: v1\nmetadata:\n  name: x\n',
  'strange.yaml': 'apiVersion: example.org/v9\nkind: Thing\nmetadata:\n  name: x\n',
  'unnamed.yaml': 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: b\n',
  'empty.yaml': '',
  'elsewhere.yaml': configMap('there').replace('  name:', '  namespace: team\n  name:'),
  'list.yaml': `apiVersion: v1\nkind: List\nitems:\n- ${configMap('x').trim().replaceAll('\n', '\n  ')}\n`,
  'folder/a.yaml': configMap('a'),
  'folder/b.yml': configMap('b'),
  'folder/deeper/c.json': JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c' },
  }),
  'folder/notes.txt': 'no manifest\n',
  'settings.env': 'COLOUR=blue\n# a comment\nSIZE=3\n',
  'colour.txt': 'green',
  'patch.yaml': 'metadata:\n  labels:\n    patched: "yes"\n',
  'patch.json': '[{"op":"replace","path":"/data/colour","value":"black"}]',
  'path.jsonpath': '{.metadata.name}{"\\n"}',
  'names.gotpl': '{{range .items}}{{.metadata.name}} {{end}}',
  'columns.txt': 'NAME               KIND\n.metadata.name   .kind\n',
};
