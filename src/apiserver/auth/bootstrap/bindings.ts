/** Who holds the roles a cluster is born with. Facts of kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy. */
import type { RoleTable } from './rule-text.ts';

/** ClusterRole ⇒ its subjects: `g:` a group, `u:` a user, `a:` a ServiceAccount of kube-system. */
export const clusterBindings: RoleTable = {
  'cluster-admin': ['g:system:masters'],
  'system:basic-user': ['g:system:authenticated'],
  'system:discovery': ['g:system:authenticated'],
  'system:kube-controller-manager': ['u:system:kube-controller-manager'],
  'system:kube-dns': ['a:kube-dns'],
  'system:kube-scheduler': ['u:system:kube-scheduler'],
  'system:monitoring': ['g:system:monitoring'],
  'system:node': [],
  'system:node-proxier': ['u:system:kube-proxy'],
  'system:public-info-viewer': ['g:system:authenticated', 'g:system:unauthenticated'],
  'system:service-account-issuer-discovery': ['g:system:serviceaccounts'],
  'system:volume-scheduler': ['u:system:kube-scheduler'],
};

/** A Role of a system namespace, and the binding that gives it (of the role's name unless it says its own). */
interface LocalRole {
  readonly namespace: string;
  readonly name: string;
  readonly rules: readonly string[];
  readonly bindingName?: string;
  readonly subjects: readonly string[];
}

const lockRules: readonly string[] = [
  'create,get,list,update,watch coordination.k8s.io leases',
  'create,get,list,update,watch coordination.k8s.io leasecandidates',
];

export const localRoles: readonly LocalRole[] = [
  {
    namespace: 'kube-public',
    name: 'system:controller:bootstrap-signer',
    rules: [
      'get,list,watch core configmaps',
      'update core configmaps cluster-info',
      'create,patch,update core,events.k8s.io events',
    ],
    subjects: ['a:bootstrap-signer'],
  },
  {
    namespace: 'kube-system',
    name: 'extension-apiserver-authentication-reader',
    rules: ['get,list,watch core configmaps extension-apiserver-authentication'],
    bindingName: 'system::extension-apiserver-authentication-reader',
    subjects: ['u:system:kube-controller-manager', 'u:system:kube-scheduler'],
  },
  {
    namespace: 'kube-system',
    name: 'system::leader-locking-kube-controller-manager',
    rules: lockRules,
    subjects: [
      'u:system:kube-controller-manager',
      'a:kube-controller-manager',
      'a:leader-election-controller',
    ],
  },
  {
    namespace: 'kube-system',
    name: 'system::leader-locking-kube-scheduler',
    rules: lockRules,
    subjects: ['u:system:kube-scheduler', 'a:kube-scheduler'],
  },
  {
    namespace: 'kube-system',
    name: 'system:controller:bootstrap-signer',
    rules: ['get,list,watch core secrets'],
    subjects: ['a:bootstrap-signer'],
  },
  {
    namespace: 'kube-system',
    name: 'system:controller:cloud-provider',
    rules: ['create,get,list,watch core configmaps'],
    subjects: ['a:cloud-provider'],
  },
  {
    namespace: 'kube-system',
    name: 'system:controller:token-cleaner',
    rules: ['delete,get,list,watch core secrets', 'create,patch,update core,events.k8s.io events'],
    subjects: ['a:token-cleaner'],
  },
];
