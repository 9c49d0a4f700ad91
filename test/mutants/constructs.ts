import type { Mutant } from './notice';

const DATA = ['test/constructs/promises/data.test.ts', 'test/constructs/data.test.ts'];
const CACHE = ['test/constructs/cache.test.ts'];
const SENTINELS = ['test/constructs/redis-high-availability.test.ts'];
const WORKLOAD = ['test/constructs/promises/workload.test.ts', 'test/constructs/workload/workload.test.ts'];

/** Of what holds data. */
const OF_DATA: readonly Mutant[] = [
  {
    name: 'a database acknowledges what only one instance has',
    file: 'constructs/data/postgres.ts',
    from: '...(props.instances > 1 && { synchronous: ',
    to: '...(props.instances > 9 && { synchronous: ',
    noticedBy: DATA,
  },
  {
    name: 'two instances of a database may share a zone',
    file: 'constructs/data/postgres.ts',
    from: 'podAntiAffinityType: Environment.of(this).posture.zoneSpread,',
    to: "podAntiAffinityType: 'preferred',",
    noticedBy: DATA,
  },
  {
    name: 'the pooler takes clients in clear text',
    file: 'constructs/data/pooler.ts',
    from: "client_tls_sslmode: 'require'",
    to: "client_tls_sslmode: 'allow'",
    noticedBy: DATA,
  },
  {
    name: 'the database takes clients in clear text',
    file: 'constructs/data/postgres-access.ts',
    from: "  'hostnossl all all all reject',\n",
    to: '',
    noticedBy: DATA,
  },
  {
    name: 'one login may use every connection of a pooler',
    file: 'constructs/data/pooler.ts',
    from: 'default_pool_size: `${maxConnections / 4}`',
    to: 'default_pool_size: `${maxConnections}`',
    noticedBy: DATA,
  },
  {
    name: 'poolers leave no connection for replication and for Vault',
    file: 'constructs/data/postgres.ts',
    from: 'const RESERVED_CONNECTIONS = 50;',
    to: 'const RESERVED_CONNECTIONS = 0;',
    noticedBy: DATA,
  },
  {
    name: 'Redis forgets what it was given when its memory is full',
    file: 'constructs/data/redis.ts',
    from: "whenFull: 'noeviction'",
    to: "whenFull: 'allkeys-lru'",
    noticedBy: DATA,
  },
  {
    name: 'Redis is killed while it loads its data',
    file: 'constructs/data/redis.ts',
    from: 'const STARTUP_SECONDS = 300;',
    to: 'const STARTUP_SECONDS = 30;',
    noticedBy: DATA,
  },
  {
    name: 'a client of Redis needs no certificate',
    file: 'constructs/data/redis-config.ts',
    from: "'tls-auth-clients yes'",
    to: "'tls-auth-clients optional'",
    noticedBy: DATA,
  },
  {
    name: "Vault does not check whose certificate the database's is",
    file: 'constructs/data/postgres.ts',
    from: 'sslmode=verify-full',
    to: 'sslmode=require',
    noticedBy: DATA,
  },
  {
    name: 'a login may administer Redis',
    file: 'constructs/data/redis-access.ts',
    from: '+@all -@admin -@dangerous +info',
    to: '+@all',
    noticedBy: DATA,
  },
  {
    name: 'whoever only reads a cache may write what a later version can',
    file: 'constructs/data/redis-access.ts',
    from: '%R~* -@all',
    to: '~* -@all',
    noticedBy: CACHE,
  },
  {
    name: 'whoever has a certificate and no grant is a user of a cache',
    file: 'constructs/data/redis-access.ts',
    from: "['default', 'off']",
    to: "['default', 'on nopass ~* &* +@all']",
    noticedBy: CACHE,
  },
  {
    name: 'whoever asks Sentinels for the primary may have another made',
    file: 'constructs/data/redis-access.ts',
    from: "'&* -@all +@connection -@admin -@dangerous +subscribe",
    to: "'&* -@all +sentinel +@connection -@admin -@dangerous +subscribe",
    noticedBy: SENTINELS,
  },
  {
    name: 'a primary that was cut off takes writes',
    file: 'constructs/data/redis-replication.ts',
    from: "'min-replicas-to-write 1'",
    to: "'min-replicas-to-write 0'",
    noticedBy: SENTINELS,
  },
  {
    name: 'servers follow each other in clear text',
    file: 'constructs/data/redis-replication.ts',
    from: "  'tls-replication yes',\n  'min",
    to: "  'min",
    noticedBy: SENTINELS,
  },
  {
    name: 'one Sentinel by itself has the primary replaced',
    file: 'constructs/data/redis-sentinel-config.ts',
    from: 'export const QUORUM = 2;',
    to: 'export const QUORUM = 1;',
    noticedBy: SENTINELS,
  },
  {
    name: 'the clients of a cache are all alike',
    file: 'constructs/data/cache.ts',
    from: 'apart: true',
    to: 'apart: false',
    noticedBy: CACHE,
  },
  {
    name: 'a cache writes itself down now and then',
    file: 'constructs/data/redis-config.ts',
    from: `'save ""', `,
    to: '',
    noticedBy: CACHE,
  },
  {
    name: 'two caches answer by one name during a rollout',
    file: 'constructs/data/cache.ts',
    from: "strategy: { type: 'Recreate' }",
    to: "strategy: { type: 'RollingUpdate' }",
    noticedBy: CACHE,
  },
  {
    name: 'a cache does not restart for who is granted it',
    file: 'constructs/data/redis-server.ts',
    from: `      get content() {
        return [render(), ...Object.values(scripts)].join('');
      },`,
    to: '      content: render(),',
    noticedBy: CACHE,
  },
];

/** Of what runs. */
const OF_WORKLOADS: readonly Mutant[] = [
  {
    name: 'a pod is killed while it finishes requests',
    file: 'constructs/workload/rollout.ts',
    from: 'export const DRAIN_SECONDS = 30;',
    to: 'export const DRAIN_SECONDS = 0;',
    noticedBy: WORKLOAD,
  },
  {
    name: 'every Service of the namespace is in the environment of a pod',
    file: 'constructs/workload/pod-template.ts',
    from: 'enableServiceLinks: false,',
    to: 'enableServiceLinks: true,',
    noticedBy: WORKLOAD,
  },
  {
    name: 'a job runs twice at once',
    file: 'constructs/workload/scheduled-job.ts',
    from: "concurrencyPolicy: 'Forbid'",
    to: "concurrencyPolicy: 'Allow'",
    noticedBy: WORKLOAD,
  },
  {
    name: 'a pod that waits for its database is restarted',
    file: 'constructs/workload/management.ts',
    from: "liveness: HealthCheck.http('/livez'),",
    to: "liveness: HealthCheck.http('/readyz'),",
    noticedBy: WORKLOAD,
  },
  {
    name: 'all pods of a workload may be in one zone',
    file: 'constructs/workload/spread.ts',
    from: 'maxSkew: 1,',
    to: 'maxSkew: 5,',
    noticedBy: WORKLOAD,
  },
  {
    name: 'the worst time of a rollout ignores how many pods there are',
    file: 'constructs/workload/rollout.ts',
    from: 'return pods * (startupSeconds',
    to: 'return 1 * (startupSeconds',
    noticedBy: WORKLOAD,
  },
  {
    name: 'a container may write to its image',
    file: 'constructs/workload/hardened.ts',
    from: 'readOnlyRootFilesystem: true,',
    to: 'readOnlyRootFilesystem: false,',
    noticedBy: WORKLOAD,
  },
  {
    name: 'a pod has a token for the API server',
    file: 'constructs/workload/pod-template.ts',
    from: 'automountServiceAccountToken: false,',
    to: 'automountServiceAccountToken: true,',
    noticedBy: WORKLOAD,
  },
  {
    name: 'a drain may take two pods at a time',
    file: 'constructs/workload/disruption-budget.ts',
    from: 'maxUnavailable: 1,',
    to: 'maxUnavailable: 2,',
    noticedBy: WORKLOAD,
  },
  {
    name: 'a rollout takes a pod away before its successor is ready',
    file: 'constructs/workload/rolling-deployment.ts',
    from: 'maxUnavailable: 0 }',
    to: 'maxUnavailable: 1 }',
    noticedBy: WORKLOAD,
  },
  {
    name: 'an autoscaler and the deployment both decide how many pods there are',
    file: 'constructs/workload/scale.ts',
    from: "typeof scale === 'number' ? { replicas: scale } : {};",
    to: "typeof scale === 'number' ? { replicas: scale } : { replicas: scale.min };",
    noticedBy: WORKLOAD,
  },
];

/** Of who may reach whom, and with what credential. */
const OF_BOUNDARIES: readonly Mutant[] = [
  {
    name: 'a namespace denies what comes in, and not what goes out',
    file: 'constructs/network/secure-namespace.ts',
    from: "policyTypes: ['Ingress', 'Egress'],",
    to: "policyTypes: ['Ingress'],",
    noticedBy: ['test/constructs/connections.test.ts'],
  },
  {
    name: 'the mesh takes clear text',
    file: 'constructs/network/secure-namespace.ts',
    from: "this.enforcement === 'audit' ? 'PERMISSIVE' : 'STRICT'",
    to: "this.enforcement === 'audit' ? 'STRICT' : 'PERMISSIVE'",
    noticedBy: WORKLOAD,
  },
  {
    name: 'names are resolved over UDP only',
    file: 'constructs/network/peers/cluster.ts',
    from: "[Port.udp(53, 'dns'), Port.tcp(53, 'dns-tcp')]",
    to: "[Port.udp(53, 'dns')]",
    noticedBy: ['test/constructs/connections.test.ts'],
  },
  {
    name: 'an edge opens the caller and not the target',
    file: 'constructs/network/connections.ts',
    from: "if ('connections' in target) target.connections.incoming.add(edge, from);",
    to: '',
    noticedBy: ['test/constructs/connections.test.ts'],
  },
  {
    name: 'credentials are renewed when their successor comes too late',
    file: 'constructs/vault/rotation.ts',
    from: 'export const RENEWAL_PERCENT = 50;',
    to: 'export const RENEWAL_PERCENT = 85;',
    noticedBy: WORKLOAD,
  },
  {
    name: 'a credential may be shorter than its rollout',
    file: 'constructs/vault/database.ts',
    from: 'if (outlivesHandover(ttlSeconds, handover)) return;',
    to: 'if (ttlSeconds >= 0) return;',
    noticedBy: WORKLOAD,
  },
  {
    name: 'a credential may die in the second in which its last connection ends',
    file: 'constructs/vault/rotation.ts',
    from: 'return Math.floor((needed * 100) / overlapPercent(RENEWAL_PERCENT)) + 1;',
    to: 'return Math.ceil((needed * 100) / overlapPercent(RENEWAL_PERCENT));',
    noticedBy: ['test/constructs/rotation.test.ts'],
  },
  {
    name: 'a login to Vault ends with its first lease',
    file: 'constructs/vault/vault-identity.ts',
    from: 'tokenPeriod: TOKEN_PERIOD_SECONDS,',
    to: '',
    noticedBy: DATA,
  },
  {
    name: 'the operator logs in from any namespace for the key of its logins',
    file: 'constructs/vault/secrets-operator-cache.ts',
    from: 'boundServiceAccountNamespaces: [operatorNamespaces(facts).vaultSecrets],',
    to: "boundServiceAccountNamespaces: ['*'],",
    noticedBy: ['test/constructs/secrets-operator-cache.test.ts'],
  },
  {
    name: 'whoever may ask for a certificate says when it ends',
    file: 'constructs/vault/certificate.ts',
    from: ", 'update', ENDS_AS_THE_ROLE_SAYS);",
    to: ", 'update');",
    noticedBy: DATA,
  },
  {
    name: 'any service account of the namespace may log in as another',
    file: 'constructs/vault/vault-identity.ts',
    from: 'boundServiceAccountNames: [serviceAccount],',
    to: "boundServiceAccountNames: ['*'],",
    noticedBy: DATA,
  },
  {
    name: 'the gateway lets a path in without a token',
    file: 'constructs/gateway/access.ts',
    from: '...(!open && { requestPrincipals',
    to: '...(open && { requestPrincipals',
    noticedBy: ['test/constructs/gateway/gateway.test.ts'],
  },
  {
    name: 'a range with a leading zero is read, as octal by some',
    file: 'constructs/network/cidr.ts',
    from: '(0|[1-9]\\d{0,2})$/',
    to: '(\\d{1,3})$/',
    noticedBy: ['test/constructs/cidr.test.ts'],
  },
];

export const CONSTRUCT_MUTANTS: readonly Mutant[] = [...OF_DATA, ...OF_WORKLOADS, ...OF_BOUNDARIES];
