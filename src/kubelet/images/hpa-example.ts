/** hpa-example: PHP behind Apache that works hard for each answer, for the tutorial about autoscaling. */
import { type Image, servesUntilStopped } from './image.ts';

export const hpaExample: Image = {
  repository: 'registry.k8s.io/hpa-example',
  tags: ['latest'],
  sizeBytes: () => 195_952_217,
  ports: [80],
  programs: ['apache2-foreground'],
  hasShell: true,
  memoryBytes: 12 * 1_024 * 1_024,
  behaviour: servesUntilStopped(),
  banner: [
    "AH00558: apache2: Could not reliably determine the server's fully qualified domain name, using 127.0.0.1. Set the 'ServerName' directive globally to suppress this message",
  ],
  page: (path) =>
    path === '/' || path === '/index.php'
      ? { status: 200, body: 'OK!' }
      : {
          status: 404,
          body: `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">
<html><head>
<title>404 Not Found</title>
</head><body>
<h1>Not Found</h1>
<p>The requested URL ${path} was not found on this server.</p>
</body></html>
`,
        },
};
