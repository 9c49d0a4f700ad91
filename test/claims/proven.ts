import type { ProvenClaim } from './claim';

const ENVOY = 'istiod 1.29.1 and Envoy 1.37.0';
const LIVE = 'kubelets 1.34.2 on three nodes';
const PLATFORM = `${LIVE}, ${ENVOY}, CloudNativePG, Vault and its operator`;
const DATABASE = 'CloudNativePG 1.30.0, PostgreSQL 17, PgBouncer 1.24';
const PROMETHEUS = 'Prometheus 3.15.0, its operator 0.94.0 and kube-state-metrics 2.18.0';
const VAULT = 'Vault and PostgreSQL';
const ENGINE = "Pulumi's engine, with its plugin for Kubernetes";

/** What a test has another program show. */
export const PROVEN: readonly ProvenClaim[] = [
  of(
    'the API server takes every object, as the operators define it, and warns of none',
    ['constructs'],
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
    'the API server says of each rule that CEL can say what its predicate says',
    ['policies/admission', 'policies/rules'],
    'kube-apiserver 1.34.2',
    ['admission.test.ts', 'generated objects what the predicate says'],
  ),
  of(
    'the API server refuses what breaks a rule, with what to do',
    ['policies/admission', 'docs/guides/admission.md'],
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
  of('workloads run in every zone under "restricted"', ['constructs/workload'], LIVE, [
    'live.test.ts',
    'workloads become ready where "restricted" is enforced, a replica in each zone',
  ]),
  of('a declared caller reaches every replica, and nobody else any', ['constructs/network'], LIVE, [
    'live.test.ts',
    'the declared caller reaches every replica at the declared port, and nobody else reaches any',
  ]),
  of('a rolling restart loses no request in a thousand', ['constructs/workload'], LIVE, [
    'live.test.ts',
    'a rolling restart loses no request in a thousand',
  ]),
  of('a drained node loses no request in a thousand', ['constructs/workload'], LIVE, [
    'live.test.ts',
    'a node that is drained loses no request in a thousand, and its replica runs elsewhere',
  ]),
  of('a lost zone costs requests only until its node is known to be lost', ['constructs/workload'], LIVE, [
    'live.test.ts',
    'a zone that is lost costs requests until its node is known to be, and no more; a restart then gets by',
  ]),
  of('the operator makes three healthy instances, and its poolers ready', ['constructs/data'], DATABASE, [
    'live/database-tests.ts',
    'three instances become healthy, one in each zone, and both poolers ready',
  ]),
  of('a database is reached by its pooler only', ['constructs/data'], DATABASE, [
    'live/database-tests.ts',
    'its instances are reached through the pooler only, and not by a stranger',
  ]),
  of('a primary that is killed loses nothing that was done', ['constructs/data'], DATABASE, [
    'live/database-tests.ts',
    'a primary that is killed loses nothing that was done, and writes go on within a minute',
  ]),
  of('Prometheus scrapes the database, its poolers and their clients', ['constructs/observability'], PROMETHEUS, [
    'live/prometheus-tests.ts',
    'every monitor that is rendered has a target for each of its pods, and all are up',
  ]),
  of('the metrics that alerts ask for are there', ['constructs/data', 'constructs/vault'], PROMETHEUS, [
    'live/prometheus-tests.ts',
    'every alert asks for metrics that are there, the labels of kube-state-metrics',
  ]),
  of('an administrator lets the exporter into an existing database', ['docs/deploy.md'], DATABASE, [
    'live/prometheus-tests.ts',
    'an exporter that is not let into the database is told of while its target is up',
  ]),
  of(
    'logins are rotated under load without a failed transaction',
    ['constructs/data', 'constructs/vault'],
    `${DATABASE}, Vault and the Vault Secrets Operator 1.5.0`,
    ['live/rotation-tests.ts', 'rotations fail no transaction'],
  ),
  of(
    'logins that have ended are gone, also with PostgreSQL 16 and later',
    ['constructs/data/postgres-access.ts'],
    DATABASE,
    [
      'live/rotation-tests.ts',
      'logins that have ended are gone from the database, though its role for Vault was applied again',
    ],
  ),
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
  of('a run ends early where something cannot come up', ['stacks/pulumi/declared/waiting.ts'], ENGINE, [
    'waiting.test.ts',
    'end the run, all of them together and long before the plugin would',
  ]),
  of("the deployer's own role and policy suffice to deploy, upgrade and destroy", ['cli/deployer'], ENGINE, [
    'deployer.test.ts',
    'the life of dev, by whoever may deploy it and nothing else',
  ]),
  of('the policy pack refuses a violation in a preview', ['policies/pack.ts'], ENGINE, [
    'crossguard.test.ts',
    'refuses a pod on the host’s network, and says who, what, where and what to do',
  ]),
  of('`dwcp doctor` finds nodes, endpoints and DNS of a cluster where the facts say', ['cli/doctor'], LIVE, [
    'live-verify.test.ts',
    'its cluster is where the facts say, as real nodes, endpoints and DNS have it',
  ]),
  of('`dwcp verify` names a policy that is gone', ['cli/verify'], LIVE, [
    'live-verify.test.ts',
    'a policy that is gone, under the one that denies everything',
  ]),
  of(
    '`pulumi up` of the whole platform ends when everything is ready under "restricted"',
    ['stacks/pulumi', 'constructs'],
    PLATFORM,
    ['live-platform.test.ts', '`pulumi up` has ended when everything is there and ready under "restricted"'],
  ),
  of(
    'a second `pulumi up` changes nothing, though operators have written to what is deployed',
    ['stacks/pulumi'],
    PLATFORM,
    ['live-platform.test.ts', 'a second one changes nothing'],
  ),
  of('a request with a token comes through gateway, sidecar, pooler, PostgreSQL and Redis', ['constructs'], PLATFORM, [
    'live-platform.test.ts',
    'somebody with a token comes through the gateway to the application, PostgreSQL and Redis, and back',
  ]),
  of(
    'what a container beside a sidecar sends as user 1337 passes the sidecar by',
    ['cli/verify/probe/container.ts'],
    PLATFORM,
    ['live-platform.test.ts', '`dwcp verify` finds it as declared, from inside its pods'],
  ),
  of("Istio's sidecars are native where Kubernetes is 1.33 or newer", ['docs/deploy.md'], PLATFORM, [
    'live-platform.test.ts',
    'a sidecar is a native one',
  ]),
  of('a minute without istiod costs no request', ['constructs/mesh'], PLATFORM, [
    'live/platform/life-tests.ts',
    'istiod that is gone for a minute fails no visit',
  ]),
  of('a drained node costs no more than what is under way to its pooler', ['constructs/data/pooler.ts'], PLATFORM, [
    'live/platform/life-tests.ts',
    'a node that is drained costs no more than what is under way to its pooler, where the primary is not',
  ]),
  of('no pod keeps a dead login when a zone is lost while logins are exchanged', ['constructs/vault'], PLATFORM, [
    'live/platform/life-tests.ts',
    'a zone that is lost while logins are exchanged costs visits until others take over, and no pod keeps a dead login',
  ]),
  of(
    'Prometheus finds the port that a PodMonitor of the mesh names, and has `:15020` scraped',
    ['constructs/observability'],
    PLATFORM,
    [
      'live-platform.test.ts',
      'every monitor has a target for each of its pods, sidecars and the gateway among them, and all are up',
    ],
  ),
  of(
    'nothing redirects what is sent from inside a pod of the gateway, so that its own proxy answers for nobody',
    ['cli/verify/crew.ts'],
    PLATFORM,
    ['live-platform.test.ts', '`dwcp verify` finds it as declared, from inside its pods'],
  ),
];

function of(
  statement: string,
  where: readonly string[],
  by: string,
  [file, title]: readonly [file: string, title: string],
): ProvenClaim {
  return { statement, where, by, test: { file, title } };
}
