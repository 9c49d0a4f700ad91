import { proven as of, type ProvenClaim } from './claim';
import { OF_BACKUPS } from './of-backups';
import { OF_DATABASES } from './of-databases';
import { OF_GUIDES } from './of-guides';
import { OF_METRICS } from './of-metrics';
import { OF_QUEUES } from './of-queues';
import { OF_RUNNERS } from './of-runners';

const ENVOY = 'istiod 1.29.1 and Envoy 1.37.0';
const LIVE = 'kubelets 1.34.2 on three nodes';
const PLATFORM = `${LIVE}, ${ENVOY}, CloudNativePG, Vault and its operator`;
const PROMTOOL = 'promtool 3.15.0';
const ALERTMANAGER = 'amtool and packages of Alertmanager 0.34.0, and the configuration of Prometheus Operator 0.94.0';
const PROMETHEUS = 'Prometheus 3.15.0, its operator 0.94.0 and kube-state-metrics 2.18.0';
/** Its issuers are not built, but for that of an authority whose key is in the cluster. */
const CERT_MANAGER = "cert-manager's controllers, 1.21.2, started by a main package of ours";
const REDIS = 'Redis 7.0 and Valkey 9.1';
const VALKEY = 'Valkey 9.1';
const VAULT = 'Vault and PostgreSQL';
const ENGINE = "Pulumi's engine, with its plugin for Kubernetes";

/** What a test has another program show. */
export const PROVEN: readonly ProvenClaim[] = [
  ...OF_GUIDES,
  ...OF_METRICS,
  ...OF_RUNNERS,
  ...OF_QUEUES,
  of(
    'a Redis and a cache take each directive that is rendered as it is meant',
    ['constructs/data/redis-config.ts'],
    REDIS,
    ['redis.test.ts', 'takes %s as it is meant'],
  ),
  of('a cache forgets what was not used for the longest', ['constructs/data/cache.ts'], REDIS, [
    'redis.test.ts',
    'forgets what was not used for the longest when its memory is full, and takes every write',
  ]),
  ...OF_BACKUPS,
  ...OF_DATABASES,
  of('a cache writes nothing down', ['constructs/data/cache.ts'], REDIS, [
    'redis.test.ts',
    'writes nothing down, not even when it ends',
  ]),
  of(
    'whoever has a certificate of a cache and no grant is nobody to it',
    ['constructs/data/redis-access.ts', 'docs/adr/0025-a-client-of-redis-is-a-user-by-its-certificate.md'],
    VALKEY,
    ['redis.test.ts', 'is nobody without a grant, whoever signed for it, at %s'],
  ),
  of(
    'who only reads a Redis or a cache cannot write',
    [
      'constructs/data/redis-access.ts',
      'docs/adr/0025-a-client-of-redis-is-a-user-by-its-certificate.md',
      'docs/adr/0003-logins-without-passwords-at-rest.md',
    ],
    VALKEY,
    ['redis.test.ts', 'as whoever only reads, may not `%s`'],
  ),
  of(
    'when the primary of a Redis is lost, another takes writes within 15 s, and the one that comes back follows it',
    [
      'constructs/data/redis-sentinels.ts',
      'docs/adr/0026-redis-by-primary-replicas-and-sentinels.md',
      'docs/deploy.md#one-redis-becomes-three',
    ],
    VALKEY,
    ['redis.test.ts', 'lose the primary, and the next takes writes within 15 s; the one that is back follows it'],
  ),
  of(
    'clients of Sentinels, a primary and a replica change certificates with no command failed, where the next is there before the last one ends',
    ['docs/guides/rotate.md#a-client-of-redis', 'docs/adr/0025-a-client-of-redis-is-a-user-by-its-certificate.md'],
    VALKEY,
    ['redis.test.ts', 'have six certificates of each client exchanged with no command failed'],
  ),
  of(
    'a primary of Redis that is killed in the middle of a rotation loses 40 writes at most of 800 a second, and the rotation goes on',
    ['docs/guides/rotate.md#a-client-of-redis', 'docs/adr/0026-redis-by-primary-replicas-and-sentinels.md'],
    VALKEY,
    ['redis.test.ts', 'whose primary is killed in the middle of a rotation lose a bounded few of the writes'],
  ),
  of(
    'a client of Redis whose grant is taken away is refused once servers and Sentinels are exchanged, though its certificate is as good as before',
    ['docs/guides/rotate.md#a-client-of-redis', 'docs/adr/0025-a-client-of-redis-is-a-user-by-its-certificate.md'],
    VALKEY,
    ['redis.test.ts', 'let nobody in whose grant was taken away, once they are exchanged'],
  ),
  of(
    'a primary that ends hands over, and no write is lost',
    ['constructs/data/redis-replication.ts', 'docs/adr/0026-redis-by-primary-replicas-and-sentinels.md'],
    VALKEY,
    ['redis.test.ts', 'hand over before one ends, and lose nothing'],
  ),
  of(
    'what the linter of migrations says is locked is, until rows are read or written anew or an index is built',
    [
      'constructs/data/migration',
      'docs/adr/0024-migrations-read-by-postgresqls-parser.md',
      'docs/guides/schema-migrations.md#what-is-refused',
    ],
    'PostgreSQL 17',
    ['migration-linter.test.ts', 'and locks as the linter says'],
  ),
  of(
    'a migration that the linter finds nothing in reads or writes no table under a lock that others wait for',
    ['constructs/data/migration'],
    'PostgreSQL 17',
    ['migration-linter.test.ts', 'reads or writes no table under a lock that others wait for'],
  ),
  of(
    'PostgreSQL refuses what the linter of migrations says that it refuses',
    ['constructs/data/migration'],
    'PostgreSQL 17',
    ['migration-linter.test.ts', 'refuses $name with $error'],
  ),
  of(
    'a migration that is applied again does nothing, and its rollback takes all of it back',
    ['constructs/data/migration/psql.ts', 'docs/guides/schema-migrations.md#what-is-written-down'],
    'psql and PostgreSQL 17',
    ['schema-migration.test.ts', 'is applied, is nothing when it is applied again, and is rolled back'],
  ),
  of(
    'a migration that waits too long for a lock is given up, and nothing of its transaction is left',
    ['constructs/data/migration/psql.ts', 'docs/guides/schema-migrations.md#when-it-fails'],
    'psql and PostgreSQL 17',
    ['schema-migration.test.ts', 'gives up a lock that somebody holds, and leaves nothing half done'],
  ),
  of(
    'an index of a migration whose build was interrupted is found invalid, and is built again',
    ['constructs/data/migration/psql.ts', 'docs/guides/schema-migrations.md#when-it-fails'],
    'psql and PostgreSQL 17',
    ['schema-migration.test.ts', 'finds the index of its own build that was interrupted, says so, and builds it again'],
  ),
  of(
    'statements of a migration reach the server as they are written, whatever psql would make of them',
    ['constructs/data/migration/psql.ts'],
    'psql and PostgreSQL 17',
    ['schema-migration.test.ts', 'is run as it is written, whatever psql would make of it'],
  ),
  of(
    'each step of a migration begins with its own timeouts, whatever code before it has set',
    ['constructs/data/migration/psql.ts', 'docs/guides/schema-migrations.md#what-is-refused'],
    'psql and PostgreSQL 17',
    ['schema-migration.test.ts', 'begins each step with its own timeouts, whatever the code of one before it has set'],
  ),
  of(
    'an index is waited for beyond lock_timeout, and built when the transaction before it ends',
    ['constructs/data/migration/psql.ts', 'docs/guides/schema-migrations.md#when-it-fails'],
    'psql and PostgreSQL 17',
    ['schema-migration.test.ts', 'waits with an index for a transaction that is open for longer than lockTimeout'],
  ),
  of(
    'two migrations of one database do not run at once',
    ['constructs/data/migration/psql.ts', 'docs/guides/schema-migrations.md#what-is-written-down'],
    'psql and PostgreSQL 17',
    ['schema-migration.test.ts', 'runs one at a time'],
  ),
  of(
    'an index whose build was interrupted is left invalid, and IF NOT EXISTS takes it for a good one',
    ['constructs/data/migration/indexes.ts'],
    'PostgreSQL 17',
    ['migration-linter.test.ts', 'an interrupted build leaves an index that IF NOT EXISTS takes for a good one'],
  ),
  of(
    'the API server takes every object, as the operators define it, and warns of none',
    ['constructs', 'docs/deploy.md#what-the-cluster-must-have'],
    'kube-apiserver 1.34.2',
    ['acceptance.test.ts', 'the API server stores every object, in the order of the plan, and warns of none'],
  ),
  of('admission under "restricted" takes a pod of every workload', ['constructs/workload'], 'kube-apiserver 1.34.2', [
    'acceptance.test.ts',
    'the API server admits a pod of every workload',
  ]),
  of(
    'the rules refuse what the Pod Security Standard refuses',
    ['policies/rules/pods'],
    'the pods by which Kubernetes 1.34 tests that standard',
    ['pod-security.test.ts', 'each that the standard refuses is refused by a rule that is about it'],
  ),
  of(
    'an overlay that is named is judged as Kustomize renders it',
    ['cli/manifests/kustomize.ts', 'docs/guides/adopt-existing.md'],
    'kubectl 1.34.2',
    ['kustomized.test.ts', 'a folder that Kustomize changes is judged as kubectl renders it'],
  ),
  of(
    'the rules refuse every pod that the API server refuses by that standard, for each of its reasons',
    ['policies/rules/pods'],
    'kube-apiserver 1.34.2',
    ['pod-security-asked.test.ts', 'each that the API server refuses is refused for every reason that it has'],
  ),
  of(
    'the API server says of each rule that CEL can say what its predicate says',
    ['policies/admission', 'policies/rules'],
    'kube-apiserver 1.34.2',
    ['admission.test.ts', 'generated objects what the predicate says'],
  ),
  of(
    'the API server refuses what breaks a rule, with what to do',
    ['policies/admission', 'docs/guides/admission.md#4-refuse'],
    'kube-apiserver 1.34.2',
    ['admission-in-force.test.ts', 'what breaks a rule is refused, with the rule and what to do'],
  ),
  of(
    'what controllers and operators make is not held, nor is a system namespace',
    ['policies/admission/exclusions.ts'],
    'kube-apiserver 1.34.2',
    ['admission-in-force.test.ts', 'what a controller or an operator makes is taken, and the same by hand is not'],
  ),
  of('packets go where the policies let them', ['constructs/network', 'policies/reachability'], 'kube-router', [
    'packets.test.ts',
    'go where its policies let them, and nowhere else',
  ]),
  of(
    'workloads run in every zone under "restricted"',
    ['constructs/workload', 'docs/default-deny.md#pods-never-become-ready'],
    LIVE,
    ['nodes-and-rotation.test.ts', 'workloads become ready where "restricted" is enforced, a replica in each zone'],
  ),
  of('a declared caller reaches every replica, and nobody else any', ['constructs/network'], LIVE, [
    'nodes-and-rotation.test.ts',
    'the declared caller reaches every replica at the declared port, and nobody else reaches any',
  ]),
  of('a rolling restart loses no request in a thousand', ['constructs/workload'], LIVE, [
    'nodes-and-rotation.test.ts',
    'a rolling restart loses no request in a thousand',
  ]),
  of('a drained node loses no request in a thousand', ['constructs/workload'], LIVE, [
    'nodes-and-rotation.test.ts',
    'a node that is drained loses no request in a thousand, and its replica runs elsewhere',
  ]),
  of('a lost zone costs requests only until its node is known to be lost', ['constructs/workload'], LIVE, [
    'nodes-and-rotation.test.ts',
    'a zone that is lost costs requests until its node is known to be, and no more; a restart then gets by',
  ]),
  of('Prometheus scrapes the database, its poolers and their clients', ['constructs/observability'], PROMETHEUS, [
    'live/prometheus-tests.ts',
    'every monitor that is rendered has a target for each of its pods, and all are up',
  ]),
  of(
    'each alert on a budget fires at its pace and not below, and on what it says',
    ['constructs/observability/service-rules.ts', 'docs/guides/service-levels.md#who-is-told'],
    PROMTOOL,
    ['promtool.test.ts', 'by each alert whose pace is exceeded, and by none whose pace is not reached'],
  ),
  of(
    'every rule that is rendered is one to Prometheus',
    ['constructs/observability/alerts.ts', 'constructs/observability/promql.ts'],
    PROMTOOL,
    ['promtool.test.ts', 'promtool reads every rule of every environment, and finds nothing to remark'],
  ),
  of(
    'Alertmanager takes the configuration that the operator makes of a rotation, and routes each severity to its receivers',
    ['constructs/observability/on-call', 'docs/guides/on-call.md'],
    ALERTMANAGER,
    ['alertmanager.test.ts', 'each severity is routed to its receivers, and what is of no other namespace to none'],
  ),
  of(
    'the week changes hands at nine on Monday, also when clocks change',
    ['constructs/observability/on-call', 'docs/guides/on-call.md#when'],
    ALERTMANAGER,
    ['alertmanager.test.ts', 'at any time of four weeks there is one first and one second, and no more'],
  ),
  of(
    'a service that fails pages whose week it is, and its shares are measured within 1 %',
    ['constructs/observability/service-rules.ts', 'docs/guides/on-call.md#who-is-told-of-what'],
    'Prometheus 3.15.0 and Alertmanager 0.34.0 with a webhook; time goes 60 times as fast for the rules alone',
    [
      'paged.test.ts',
      'a service that fails pages whose week it is, by a real Prometheus and Alertmanager, and is measured as it is',
    ],
  ),
  of(
    'of what Prometheus has recorded, it answers how each level stands, and what a month comes to',
    ['cli/slo', 'docs/guides/service-levels.md#what-is-left-of-it'],
    'Prometheus 3.15.0, with a month that promtool wrote',
    ['slo.test.ts', 'a month in which a fifth of the budget went is kept, and told in each format'],
  ),
  of(
    'a secret that has not arrived from AWS Secrets Manager for ten minutes wakes somebody, and one of which nobody knows is told of after an hour',
    ['constructs/secrets-manager/delivery-alerts.ts', 'docs/guides/secrets-manager.md#what-is-told-of-it'],
    PROMTOOL,
    [
      'promtool/delivery-tests.ts',
      'a secret that does not arrive from AWS Secrets Manager, and one of which nobody knows, are told of',
    ],
  ),
  of('a target that is down, or was never found, is told of', ['constructs/observability/scrape-alerts.ts'], PROMTOOL, [
    'promtool.test.ts',
    'an exporter that died and a target that was never found are told of',
  ]),
  of('the metrics that alerts ask for are there', ['constructs/data', 'constructs/vault'], PROMETHEUS, [
    'live/prometheus-tests.ts',
    'every alert asks for metrics that are there, the labels of kube-state-metrics',
  ]),
  of(
    'a login is gone when its lease ends, and leaves nothing in the catalog',
    ['constructs/data/postgres-access.ts'],
    VAULT,
    ['credentials.test.ts', 'is gone when its lease ends, and leaves nothing in the catalog'],
  ),
  of(
    'a changed parameter restarts a database, or does not',
    ['cli/preview/meaning/blast-radius/restarts'],
    'PostgreSQL',
    ['postgres-parameters.test.ts', 'every parameter that PostgreSQL reads when it starts restarts a database'],
  ),
  of('a gateway refuses TLS 1.2, by our EnvoyFilter alone', ['constructs/gateway'], ENVOY, [
    'mesh.test.ts',
    'is refused so by the EnvoyFilter and by nothing else',
  ]),
  of('a token is refused with the status that is documented', ['docs/adr/0006-what-the-gateway-checks.md'], ENVOY, [
    'mesh.test.ts',
    '%s is answered with its status',
  ]),
  of('the scope of a token is left to the service', ['constructs/gateway'], ENVOY, [
    'mesh.test.ts',
    'reaches the service with its scope, which only that can judge',
  ]),
  of('every answer has HSTS and the cache class of its path', ['constructs/gateway'], ENVOY, [
    'mesh.test.ts',
    'has HSTS and the cache class of its path',
  ]),
  of('bodies are bounded, by path where that says so', ['constructs/gateway'], ENVOY, [
    'mesh.test.ts',
    'may be as large as its path says, or as large as it likes where it is streamed',
  ]),
  of('rates are limited before tokens are read', ['constructs/gateway/rate-limit.ts'], ENVOY, [
    'mesh.test.ts',
    'a client is held to 100 requests a second and 200 at once before its token is read, and others are not',
  ]),
  of('what may be sent twice is tried five times', ['constructs/mesh/retries.ts'], ENVOY, [
    'mesh.test.ts',
    'is tried five times in all, by %s',
  ]),
  of('what may not be sent twice is tried once', ['constructs/mesh/retries.ts'], ENVOY, [
    'mesh.test.ts',
    'is tried once by %s, which may not be sent twice',
  ]),
  of('a service that does not answer costs 30 s', ['constructs/mesh'], ENVOY, [
    'mesh.test.ts',
    'a service that does not answer costs 30 s, and is tried every 10 s from within',
  ]),
  of(
    'the breaker takes a pod out after five failures, and leaves half of them in',
    ['constructs/mesh/circuit-breaker.ts'],
    ENVOY,
    ['mesh.test.ts', 'takes a pod out after five failures in a row for 30 s, and leaves half of the pods in'],
  ),
  of('a pod of the mesh that ends loses no request', ['constructs/workload'], ENVOY, [
    'mesh.test.ts',
    'a pod that ends loses no request of those who hear of it 3 s later, not even one that may not be sent twice',
  ]),
  of('no workload is there before the policies that select it', ['stacks/pulumi'], ENGINE, [
    'deploy.test.ts',
    'nothing in a namespace was made before its deny-all, and no workload before the policies that select it',
  ]),
  of('an object of another version is the object that it was', ['stacks/pulumi/declared/aliases.ts'], ENGINE, [
    'identity.test.ts',
    'are updated: nothing is created, replaced or deleted, and they are the objects that they were',
  ]),
  of(
    'a run ends early where something cannot come up',
    ['stacks/pulumi/declared/waiting.ts', 'docs/deploy.md#what-a-run-waits-for'],
    ENGINE,
    ['waiting.test.ts', 'end the run, all of them together and long before the plugin would'],
  ),
  of(
    "the deployer's own role and policy suffice to deploy, upgrade and destroy",
    ['cli/deployer', 'docs/deploy.md#who-deploys'],
    ENGINE,
    ['deployer.test.ts', 'the life of dev, by whoever may deploy it and nothing else'],
  ),
  of(
    '`dwcp doctor` finds nodes, endpoints and DNS of a cluster where the facts say',
    ['cli/doctor', 'docs/guides/check-the-cluster.md#does-it-fit'],
    LIVE,
    ['verify.test.ts', 'its cluster is where the facts say, as real nodes, endpoints and DNS have it'],
  ),
  of(
    '`dwcp verify` names a policy that is gone',
    ['cli/verify', 'docs/guides/check-the-cluster.md#does-it-let-through-what-is-declared'],
    LIVE,
    ['verify.test.ts', 'a policy that is gone, under the one that denies everything'],
  ),
  of(
    '`pulumi up` of the whole platform ends when everything is ready under "restricted"',
    ['stacks/pulumi', 'constructs', 'docs/default-deny.md#sidecars-start-and-never-get-a-certificate'],
    PLATFORM,
    ['live.test.ts', '`pulumi up` has ended when everything is there and ready under "restricted"'],
  ),
  of(
    'a second `pulumi up` changes nothing, though operators have written to what is deployed',
    ['stacks/pulumi'],
    PLATFORM,
    ['live.test.ts', 'a second one changes nothing'],
  ),
  of('a request with a token comes through gateway, sidecar, pooler, PostgreSQL and Redis', ['constructs'], PLATFORM, [
    'live.test.ts',
    'somebody with a token comes through the gateway to the application, PostgreSQL and Redis, and back',
  ]),
  of(
    'what a container beside a sidecar sends as user 1337 passes the sidecar by',
    ['cli/verify/probe/container.ts'],
    PLATFORM,
    ['live/platform/life-tests.ts', 'nothing fails while nothing happens, and `dwcp verify` finds all as declared'],
  ),
  of(
    "Istio's sidecars are native where Kubernetes is 1.33 or newer",
    ['docs/deploy.md#what-a-workload-does-when-it-has-to-go'],
    PLATFORM,
    ['live.test.ts', 'a sidecar is a native one'],
  ),
  of('a minute without istiod costs no request', ['constructs/mesh'], PLATFORM, [
    'live/platform/life-tests.ts',
    'istiod that is gone for a minute, and a secrets operator that starts again, fail no visit',
  ]),
  of(
    'a drained node with a pooler fails no request of an application that writes again what its connection ended with, where there is CPU for what starts elsewhere',
    ['constructs/data/pooler.ts', 'docs/deploy.md#what-a-workload-does-when-it-has-to-go'],
    PLATFORM,
    ['live/platform/life-tests.ts', 'a node that is drained fails no visit, where the primary is not'],
  ),
  of(
    'a secrets operator that keeps its logins, encrypted by a key of Vault, makes none anew when it starts again',
    ['docs/deploy.md#the-operators-logins'],
    PLATFORM,
    [
      'live/platform/life-tests.ts',
      'istiod that is gone for a minute, and a secrets operator that starts again, fail no visit',
    ],
  ),
  of('no pod keeps a dead login when a zone is lost while logins are exchanged', ['constructs/vault'], PLATFORM, [
    'live/platform/life-tests.ts',
    'a zone that is lost while logins are exchanged costs visits until others take over, and no pod keeps a dead login',
  ]),
  of(
    'Prometheus finds the port that a PodMonitor of the mesh names, and has `:15020` scraped',
    ['constructs/observability', 'docs/default-deny.md#metrics-stop-and-nothing-says-so'],
    PLATFORM,
    [
      'live/platform/life-tests.ts',
      'istiod that is gone for a minute, and a secrets operator that starts again, fail no visit; all is scraped, and but for istiod as declared',
    ],
  ),
  of(
    'nothing redirects what is sent from inside a pod of the gateway, so that its own proxy answers for nobody',
    ['cli/verify/crew.ts'],
    PLATFORM,
    ['live/platform/life-tests.ts', 'nothing fails while nothing happens, and `dwcp verify` finds all as declared'],
  ),
  of(
    "cert-manager issues the gateway's certificate as rendered, to be renewed with 34 % of its life left",
    ['constructs/vault/renewed-certificate.ts'],
    CERT_MANAGER,
    ['cert-manager.test.ts', 'to be renewed with a third of its life left'],
  ),
  of(
    'cert-manager renews a certificate by itself before it ends, each time with a new key',
    ['constructs/vault/renewed-certificate.ts'],
    CERT_MANAGER,
    ['cert-manager.test.ts', 'is renewed by itself, in time and with a new key'],
  ),
  ...[
    [
      'cert-manager has Vault sign for a week by the chain up to the root, through the login of the issuer as rendered',
      'has the authority sign a certificate of a week for its name, by the chain up to the root',
    ],
    [
      'cert-manager renews what Vault has signed before two thirds of its life are over, with a new key',
      'has a certificate followed by the next, before two thirds of its life are over',
    ],
    [
      'what Vault refuses to sign for an issuer is said in the condition of the Certificate',
      'is refused %s, and the Certificate says so',
    ],
    [
      'an issuer that is copied to another namespace is refused by Vault with 403',
      'is of no use in another namespace, whose account of the same name is refused with 403',
    ],
    [
      'cert-manager may ask for tokens of the account of the issuer and of no other',
      'is asked by cert-manager through tokens of its own account alone',
    ],
  ].map(([statement, title]) =>
    of(
      statement!,
      ['constructs/vault/certificate-issuer.ts', 'docs/deploy.md#certificates-that-cert-manager-has-vault-sign'],
      `${CERT_MANAGER}, and Vault 1.21`,
      ['cert-manager/of-vault-tests.ts', title!],
    ),
  ),
];
