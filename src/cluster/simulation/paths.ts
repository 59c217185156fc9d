/** Where the simulated learners' objects live. */
export const pods = '/api/v1/namespaces/default/pods';
export const services = '/api/v1/namespaces/default/services';
export const deployments = '/apis/apps/v1/namespaces/default/deployments';
export const replicaSets = '/apis/apps/v1/namespaces/default/replicasets';
export const statefulSets = '/apis/apps/v1/namespaces/default/statefulsets';
export const daemonSets = '/apis/apps/v1/namespaces/default/daemonsets';
export const jobs = '/apis/batch/v1/namespaces/default/jobs';
export const budgets = '/apis/policy/v1/namespaces/default/poddisruptionbudgets';
export const nodes = '/api/v1/nodes';
