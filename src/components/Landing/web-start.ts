/** The cluster of the landing page: three nodes that run a small web server. */
import type { BenchStart } from '../lab-session/state.ts';

const web = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: nginx
        image: nginx:1.29
        ports:
        - containerPort: 80
`;

export const webStart: BenchStart = {
  key: 'landing',
  title: 'Your cluster',
  options: { nodes: 3, start: web, home: { 'web.yaml': web } },
};
