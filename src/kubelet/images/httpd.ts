/** httpd: the Apache web server, which runs until told to stop. */
import { type Image, servesUntilStopped } from './image.ts';

export const httpd: Image = {
  repository: 'docker.io/library/httpd',
  tags: ['2.4', 'latest'],
  sizeBytes: () => 45_276_101,
  ports: [80],
  programs: ['httpd', 'httpd-foreground'],
  hasShell: true,
  memoryBytes: 10485760,
  behaviour: servesUntilStopped(),
  banner: [
    "AH00558: httpd: Could not reliably determine the server's fully qualified domain name. Set the 'ServerName' directive globally to suppress this message",
    "[core:notice] [pid 1:tid 1] AH00094: Command line: 'httpd -D FOREGROUND'",
  ],
  page: (path) =>
    path === '/' || path === '/index.html'
      ? { status: 200, body: '<html><body><h1>It works!</h1></body></html>\n' }
      : { status: 404, body: '<html><head><title>404 Not Found</title></head></html>\n' },
};
