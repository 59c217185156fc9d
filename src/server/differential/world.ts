/** What both clusters of a pair hold before a line is run: something of every sort, healthy and not. */

const workloads = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web, tier: front}
  annotations: {note: "first, of several", kubernetes.io/change-cause: made by hand}
spec:
  replicas: 3
  revisionHistoryLimit: 5
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, tier: front}}
    spec:
      containers:
      - name: nginx
        image: nginx:1.25
        ports: [{containerPort: 80, name: http}]
        resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 128Mi}}
        readinessProbe: {httpGet: {path: /, port: http}, periodSeconds: 5}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, labels: {app: api, tier: back}}
spec:
  replicas: 1
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api, tier: back}}
    spec:
      serviceAccountName: robot
      containers:
      - name: main
        image: nginx:1.25
        env:
        - {name: MODE, value: "on"}
        - {name: COLOUR, valueFrom: {configMapKeyRef: {name: settings, key: colour}}}
        - {name: PASSWORD, valueFrom: {secretKeyRef: {name: door, key: password}}}
        - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
        envFrom: [{configMapRef: {name: settings}}]
        volumeMounts: [{name: config, mountPath: /etc/config, readOnly: true}]
      - name: side
        image: busybox
        command: [sh, -c, "echo begun; sleep 100000"]
      volumes:
      - name: config
        configMap: {name: settings}
      - name: scratch
        emptyDir: {}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: typo, labels: {app: typo}}
spec:
  replicas: 1
  selector: {matchLabels: {app: typo}}
  template:
    metadata: {labels: {app: typo}}
    spec:
      containers: [{name: typo, image: "nginx:no-such-tag"}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, labels: {app: db}}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: redis, image: redis, ports: [{containerPort: 6379}]}]
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, labels: {app: agent}}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      containers: [{name: agent, image: busybox, command: [sleep, "100000"]}]
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: bare, labels: {app: bare}}
spec:
  replicas: 1
  selector: {matchLabels: {app: bare}}
  template:
    metadata: {labels: {app: bare}}
    spec:
      containers: [{name: bare, image: nginx}]
---
apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec:
  backoffLimit: 2
  template:
    spec:
      restartPolicy: Never
      containers: [{name: once, image: busybox, command: [sh, -c, "echo done"]}]
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: tick}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers: [{name: tick, image: busybox, command: [date]}]
---
apiVersion: v1
kind: Pod
metadata: {name: box, labels: {app: box, "on": "1"}, annotations: {a: b}}
spec:
  initContainers: [{name: prepare, image: busybox, command: [sh, -c, "echo prepared"]}]
  containers:
  - {name: main, image: busybox, command: [sh, -c, "echo one; echo two; echo three; sleep 100000"]}
  - {name: helper, image: busybox, command: [sh, -c, "echo hello; sleep 100000"]}
  tolerations: [{key: k, operator: Exists, effect: NoSchedule}]
---
apiVersion: v1
kind: Pod
metadata: {name: crash, labels: {app: crash}}
spec:
  containers: [{name: crash, image: busybox, command: [sh, -c, "echo no; exit 3"]}]
---
apiVersion: v1
kind: Pod
metadata: {name: nowhere, namespace: team, labels: {app: box}}
spec:
  nodeSelector: {disk: ssd}
  containers: [{name: main, image: busybox}]
`;

const ground = `
apiVersion: v1
kind: Namespace
metadata: {name: team, labels: {owner: blue}}
---
apiVersion: v1
kind: Namespace
metadata: {name: empty}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, labels: {app: api}}
data: {colour: blue, lines: "one\\ntwo\\n", number: "1"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: team}
data: {colour: red}
---
apiVersion: v1
kind: Secret
metadata: {name: door}
stringData: {password: "open sesame", user: admin}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: robot}
---
apiVersion: v1
kind: Service
metadata: {name: web, labels: {app: web}}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, labels: {app: db}}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 6379}]}
---
apiVersion: v1
kind: Service
metadata: {name: outside}
spec: {type: NodePort, selector: {app: api}, ports: [{name: http, port: 80, nodePort: 30080}, {name: more, port: 443, protocol: TCP}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front}
spec:
  rules:
  - host: shop.example.com
    http:
      paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: walls}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 6379}]}]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  minReplicas: 1
  maxReplicas: 4
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: disk}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [pods, pods/log], verbs: [get, list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}, {kind: ServiceAccount, name: robot, namespace: default}]
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: high}
value: 1000
description: for what must run
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: few, namespace: team}
spec: {hard: {pods: "10", configmaps: "5"}}
---
apiVersion: v1
kind: LimitRange
metadata: {name: sizes, namespace: empty}
spec: {limits: [{type: Container, default: {cpu: 200m}, defaultRequest: {cpu: 100m}}]}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: widgets, singular: widget, kind: Widget, shortNames: [wd], categories: [all]}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        description: Something that turns.
        properties:
          spec:
            type: object
            description: What it should be.
            properties: {size: {type: integer, description: "How large, in cm."}, colour: {type: string}}
    additionalPrinterColumns:
    - {name: Size, type: integer, jsonPath: .spec.size}
    - {name: Age, type: date, jsonPath: .metadata.creationTimestamp}
`;

const custom = `
apiVersion: example.com/v1
kind: Widget
metadata: {name: wheel, labels: {app: web}}
spec: {size: 3, colour: green}
`;

/** What is applied, one after another: the kinds of one stand before the objects of the next. */
export const manifests: readonly string[] = [ground, workloads, custom];
