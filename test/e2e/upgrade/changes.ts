/** What was deployed before, the oldest first: each is a folder with a recording, named for its commit or its tag. */
export const RECORDED = ['3fbcb12', 'cae187c'] as const;

/** A change in what runs, by deploying this tree over what was deployed before. */
export interface Change {
  /** The words of CHANGELOG.md that tell an operator of it. */
  readonly changelog: string;
  /** The steps of the engine, one for each field, in every stack: `{stack}` is its name. */
  readonly steps: readonly string[];
  /** The first of what was deployed before that has it already. @default - none of it does */
  readonly since?: (typeof RECORDED)[number];
  /** Where it is. @default - in every stack */
  readonly stacks?: readonly string[];
}

const DEPLOYMENTS = ['dwcp-api', 'dwcp-worker'].map((name) => `kubernetes:apps/v1:Deployment dwcp/${name}`);
const MONITORS = ['dwcp-api', 'dwcp-worker'].map(
  (name) => `kubernetes:monitoring.coreos.com/v1:PodMonitor dwcp/${name}`,
);
const POOLER = 'kubernetes:postgresql.cnpg.io/v1:Pooler dwcp/dwcp-postgres-pooler';
const DATABASE = 'kubernetes:postgresql.cnpg.io/v1:Cluster dwcp/dwcp-postgres';
const LOGINS = ['api', 'report', 'worker'].map(
  (name) => `vault:database/secretBackendRole:SecretBackendRole {stack}/dwcp/dwcp-postgres/roles/dwcp-${name}`,
);
const REDIS = 'kubernetes:apps/v1:StatefulSet dwcp/dwcp-redis';
const FILTER = 'kubernetes:networking.istio.io/v1alpha3:EnvoyFilter edge/edge';
const ROUTE = 'kubernetes:gateway.networking.k8s.io/v1:HTTPRoute dwcp/dwcp-api.edge.api';
const REPORT = 'kubernetes:batch/v1:CronJob dwcp/dwcp-report';

/** All of them. Nothing is replaced or deleted, and no field changes but these. */
const CHANGES: readonly Change[] = [
  {
    changelog: 'No path of a machine is written to the state.',
    steps: ['update pulumi:providers:kubernetes cluster'],
  },
  {
    changelog: '`Pulumi.yaml` has to name the plugin `dwcp`, and `kubectl` asks the cluster.',
    steps: ['create pulumi:providers:dwcp cluster', 'create dwcp:cluster:Identity cluster'],
  },
  {
    since: 'cae187c',
    changelog:
      'render `minReadySeconds: 10`, a `preStop` sleep of 10 s and, with it, `terminationGracePeriodSeconds: 40`',
    steps: updates(DEPLOYMENTS, [
      'spec.minReadySeconds',
      'spec.progressDeadlineSeconds',
      'spec.template.spec.containers[0].lifecycle',
      'spec.template.spec.terminationGracePeriodSeconds',
    ]),
  },
  {
    since: 'cae187c',
    changelog:
      'spread by `nodeTaintsPolicy: Honor`; those of Deployments and poolers by `matchLabelKeys: [pod-template-hash]` too',
    steps: [
      ...updates([...DEPLOYMENTS, POOLER], spread('spec.template.spec', ['nodeTaintsPolicy', 'matchLabelKeys'])),
      ...updates([REDIS], spread('spec.template.spec', ['nodeTaintsPolicy'])),
      ...updates([REPORT], spread('spec.jobTemplate.spec.template.spec', ['nodeTaintsPolicy'])),
    ],
  },
  {
    since: 'cae187c',
    changelog: "they find the sidecar's declared port and have the one beside it scraped",
    steps: updates(
      MONITORS,
      ['port', 'portNumber', 'relabelings'].map((field) => `spec.podMetricsEndpoints[0].${field}`),
    ),
  },
  {
    changelog:
      'Alerts say when pods outlive the credential that they started with, and when the exporter of a database cannot read it',
    steps: ['restarts', 'dwcp-postgres'].map(
      (name) => `create kubernetes:monitoring.coreos.com/v1:PrometheusRule dwcp/${name}`,
    ),
  },
  {
    changelog: 'Every alert says of which namespace and rule it is',
    steps: updates(
      ['edge/edge-tls', 'dwcp/mesh-root'].map((name) => `kubernetes:monitoring.coreos.com/v1:PrometheusRule ${name}`),
      [0, 1, 2].flatMap((index) =>
        ['namespace', 'rule'].map((label) => `spec.groups[0].rules[${index}].labels.${label}`),
      ),
    ),
  },
  {
    changelog: 'a new database lets the exporter of CloudNativePG in: without',
    steps: [
      'update kubernetes:postgresql.cnpg.io/v1:Cluster dwcp/dwcp-postgres spec.bootstrap.initdb.postInitApplicationSQL[6]',
    ],
  },
  {
    changelog: 'Redis says `protected-mode no`',
    steps: [
      'update kubernetes:core/v1:ConfigMap dwcp/dwcp-redis data["redis.conf"]',
      `update ${REDIS} spec.template.metadata.annotations["dwcp.io/config-dwcp-redis"]`,
    ],
  },
  {
    changelog: 'may end the logins that it was given',
    steps: updates(
      ['api', 'report', 'worker'].map((name) => `vault:index/policy:Policy sys/policies/acl/{stack}.dwcp.dwcp-${name}`),
      ['policy'],
    ),
  },
  {
    changelog: 'Whoever may ask Vault for a certificate can no longer say when it ends',
    steps: updates(['vault:index/policy:Policy sys/policies/acl/{stack}.dwcp.dwcp-redis'], ['policy']),
  },
  {
    changelog: 'Nor is what a shell says of Vault: its certificate is always checked',
    steps: ['update pulumi:providers:vault vault'],
  },
  {
    changelog: 'Every `EnvoyFilter` has a priority',
    steps: updates([FILTER], ['spec.priority']),
  },
  {
    changelog: 'The gateway limits rates before it reads tokens',
    steps: updates(
      [FILTER],
      [
        'spec.configPatches[1].patch.operation',
        ...[
          '[0].headers_to_add[1].header.key',
          '[0].headers_to_add[1].header.value',
          '[0].headers_to_add[2]',
          '[1]',
        ].map((mapper) => `spec.configPatches[3].patch.value.typed_config.local_reply_config.mappers${mapper}`),
        'spec.configPatches[4]',
      ],
    ),
  },
  {
    changelog: 'The gateway tries again, five times in all, what is idempotent',
    steps: updates(
      [ROUTE],
      ['[0].filters[1]', '[1].filters[1]', '[1].matches[0].method', '[1].matches[1]', '[1].matches[2]', '[2]'].map(
        (field) => `spec.rules${field}`,
      ),
    ),
  },
  {
    changelog: 'The breaker takes out half of the pods at most',
    steps: updates(
      ['kubernetes:networking.istio.io/v1:DestinationRule dwcp/dwcp-api'],
      [
        'consecutive5xxErrors',
        'consecutiveGatewayErrors',
        'consecutiveLocalOriginFailures',
        'maxEjectionPercent',
        'splitExternalLocalOriginErrors',
      ].map((field) => `spec.trafficPolicy.outlierDetection.${field}`),
    ),
  },
  {
    changelog: 'The gateway is scaled from 2 to 10 pods',
    steps: updates(
      ['kubernetes:core/v1:ConfigMap edge/edge-options'],
      ['data.deployment', 'data.horizontalPodAutoscaler'],
    ),
  },
  {
    changelog: 'it makes and drops them as the role `login_admin`, because CloudNativePG',
    steps: [
      ...updates(
        [DATABASE],
        [2, 3, 4].map((index) => `spec.bootstrap.initdb.postInitApplicationSQL[${index}]`),
      ),
      ...updates(
        ['kubernetes:postgresql.cnpg.io/v1:DatabaseRole dwcp/dwcp-postgres-vault'],
        // It is taken away: the operator writes what it is no more, and would have each run set it again.
        ['spec.createrole', 'spec.inRoles[0]', 'spec.inRoles[1]', 'spec.inRoles[2]'],
      ),
      ...updates(LOGINS, [
        ...[0, 1, 2, 3].map((index) => `creationStatements[${index}]`),
        ...[0, 1].map((index) => `revocationStatements[${index}]`),
      ]),
    ],
  },
  {
    changelog: 'A database is told what follows from its memory and disks: caches, memory to sort',
    steps: updates(
      [DATABASE],
      [
        ...[
          'effective_cache_size',
          'idle_in_transaction_session_timeout',
          'log_lock_waits',
          'log_min_duration_statement',
        ],
        ...['log_parameter_max_length', 'maintenance_work_mem', 'max_slot_wal_keep_size', 'shared_buffers', 'work_mem'],
      ].map((name) => `spec.postgresql.parameters.${name}`),
    ),
  },
  {
    changelog: 'without it, such as a `minimal` one of CloudNativePG, needs `audit: []` before the next `pulumi up`',
    steps: updates(
      [DATABASE],
      ['pg_stat_statements.max', 'pgaudit.log'].map((name) => `spec.postgresql.parameters["${name}"]`),
    ),
  },
  {
    stacks: ['staging', 'production'],
    changelog: 'An instance becomes the primary only where it can be told that it has all that was committed',
    steps: updates(
      [DATABASE],
      ['dataDurability', 'failoverQuorum'].map((name) => `spec.postgresql.synchronous.${name}`),
    ),
  },
  {
    changelog: 'Nobody is let in by the password that CloudNativePG makes for the owner of the database',
    steps: [...updates([DATABASE], ['spec.postgresql.pg_hba[3]']), ...updates([POOLER], ['spec.pgbouncer.pg_hba'])],
  },
  {
    changelog: 'A statement of a client ends after five minutes',
    steps: [
      ...updates([POOLER], ['spec.pgbouncer.parameters.query_wait_timeout']),
      ...updates(LOGINS, ['creationStatements[4]']),
    ],
  },
  {
    changelog: 'A pooler asks for the primary of a database again every second',
    steps: updates([POOLER], ['spec.pgbouncer.parameters.server_login_retry']),
  },
  {
    changelog: 'A program that has started is seen within 2 s',
    steps: [
      ...updates(
        DEPLOYMENTS,
        ['failureThreshold', 'periodSeconds'].map((field) => `spec.template.spec.containers[0].startupProbe.${field}`),
      ),
      ...updates([DATABASE], ['spec.probes']),
    ],
  },
  {
    changelog: 'A primary that is restarted is there again in seconds',
    steps: updates([DATABASE], ['spec.smartShutdownTimeout']),
  },
  {
    changelog: 'A pooler that has to go serves on for 10 s',
    steps: updates(
      [POOLER],
      ['containers[0].lifecycle', 'terminationGracePeriodSeconds'].map((field) => `spec.template.spec.${field}`),
    ),
  },
  {
    changelog: 'Public certificates are renewed, and alarm, by their real life',
    steps: [
      ...updates(
        ['kubernetes:cert-manager.io/v1:Certificate edge/edge-tls'],
        ['spec.renewBefore', 'spec.renewBeforePercentage'],
      ),
      ...updates(
        ['kubernetes:monitoring.coreos.com/v1:PrometheusRule edge/edge-tls'],
        [0, 1].flatMap((rule) =>
          ['annotations.description', 'expr'].map((field) => `spec.groups[0].rules[${rule}].${field}`),
        ),
      ),
    ],
  },
  {
    changelog: 'Authorities in Vault forget certificates that have ended, by themselves, and sign for no address',
    steps: [
      'create vault:pkiSecret/backendConfigAutoTidy:BackendConfigAutoTidy {stack}/dwcp/dwcp-redis/config/auto-tidy',
      ...updates(
        ['api', 'redis', 'worker'].map(
          (name) => `vault:pkiSecret/secretBackendRole:SecretBackendRole {stack}/dwcp/dwcp-redis/roles/dwcp-${name}`,
        ),
        ['allowIpSans'],
      ),
    ],
  },
  {
    changelog: 'Where Vault is outside the cluster, the operator logs in by tokens that the API server takes, too',
    steps: updates(
      ['api', 'redis', 'report', 'worker'].map(
        (name) => `kubernetes:secrets.hashicorp.com/v1beta1:VaultAuth dwcp/dwcp-${name}`,
      ),
      ['spec.kubernetes.audiences[1]'],
    ),
  },
  {
    changelog: 'Every alert says whose it is, by its label `owner`',
    steps: updates(
      ['edge/edge-tls', 'dwcp/mesh-root'].map((name) => `kubernetes:monitoring.coreos.com/v1:PrometheusRule ${name}`),
      [0, 1, 2].map((index) => `spec.groups[0].rules[${index}].labels.owner`),
    ),
  },
  {
    changelog: 'Alerts say when Prometheus cannot scrape a pod, and when a monitor finds none',
    steps: ['dwcp', 'edge'].map(
      (namespace) => `create kubernetes:monitoring.coreos.com/v1:PrometheusRule ${namespace}/scrapes`,
    ),
  },
  {
    stacks: ['staging', 'production'],
    changelog: 'Services have a service level',
    steps: [
      'create kubernetes:monitoring.coreos.com/v1:PrometheusRule dwcp/dwcp-api-service-level',
      'update kubernetes:apps/v1:Deployment dwcp/dwcp-api ' +
        'spec.template.metadata.annotations["sidecar.istio.io/statsHistogramBuckets"]',
    ],
  },
  {
    changelog: 'The secrets operator reads each credential once',
    steps: [
      ...updates(
        ['api-dwcp-postgres', 'report-dwcp-postgres', 'worker-dwcp-postgres'].map(
          (name) => `kubernetes:secrets.hashicorp.com/v1beta1:VaultDynamicSecret dwcp/dwcp-${name}`,
        ),
        ['spec.destination.transformation'],
      ),
      ...updates(
        ['api-dwcp-redis', 'redis-tls', 'worker-dwcp-redis'].map(
          (name) => `kubernetes:secrets.hashicorp.com/v1beta1:VaultPKISecret dwcp/dwcp-${name}`,
        ),
        ['spec.destination.transformation', 'spec.revoke'],
      ),
      ...updates(
        ['api-dwcp-redis', 'worker-dwcp-redis'].map(
          (name) => `kubernetes:secrets.hashicorp.com/v1beta1:VaultPKISecret dwcp/dwcp-${name}`,
        ),
        ['spec.altNames'],
      ),
      'update kubernetes:secrets.hashicorp.com/v1beta1:VaultDynamicSecret dwcp/dwcp-report-dwcp-postgres ' +
        'spec.rolloutRestartTargets',
    ],
  },
];

/** Those that a stack of then has not seen. */
export function changesSince(recorded: (typeof RECORDED)[number], stack: string): readonly Change[] {
  const then = RECORDED.indexOf(recorded);
  return CHANGES.filter(({ since }) => since === undefined || RECORDED.indexOf(since) > then)
    .filter(({ stacks }) => stacks === undefined || stacks.includes(stack))
    .map((change) => ({ ...change, steps: change.steps.map((step) => step.replaceAll('{stack}', stack)) }));
}

function updates(resources: readonly string[], fields: readonly string[]): string[] {
  return resources.flatMap((resource) => fields.map((field) => `update ${resource} ${field}`));
}

/** By node and by zone. */
function spread(pod: string, fields: readonly string[]): string[] {
  return [0, 1].flatMap((index) => fields.map((field) => `${pod}.topologySpreadConstraints[${index}].${field}`));
}
