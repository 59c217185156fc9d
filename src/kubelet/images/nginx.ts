/** nginx: a web server that runs until told to stop. */
import { type Image, servesUntilStopped } from './image.ts';

const WELCOME = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>
</body>
</html>
`;
const notFound = (server: string): string => `<html>
<head><title>404 Not Found</title></head>
<body>
<center><h1>404 Not Found</h1></center>
<hr><center>${server}</center>
</body>
</html>
`;

const minors = Array.from({ length: 11 }, (_, i) => `1.${19 + i}`);
const patches = Array.from({ length: 7 }, (_, i) => `1.21.${i}`);

export const nginx: Image = {
  repository: 'docker.io/library/nginx',
  tags: ['1.14.2', '1.16.1', ...minors, ...patches, 'latest', 'alpine', 'stable'],
  sizeBytes: (tag) => (tag === 'alpine' ? 21_953_462 : tag === '1.14.2' ? 44_710_204 : 57_475_752),
  digests: { '1.21': '8064de32e399d615e97da51994e02970333f179c70423e7202d6aa16274d1149' },
  ports: [80],
  programs: ['nginx'],
  hasShell: true,
  behaviour: servesUntilStopped(),
  banner: [
    '/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration',
    '/docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/',
    '/docker-entrypoint.sh: Configuration complete; ready for start up',
  ],
  page: (path) =>
    path === '/' || path === '/index.html'
      ? { status: 200, body: WELCOME }
      : { status: 404, body: notFound('nginx') },
};
