import type { UnprovenClaim } from './claim';

/** What no test here has run: read from documentation or source, or reasoned. A test that runs one takes it out of here. */
export const UNPROVEN: readonly UnprovenClaim[] = [
  {
    statement:
      'External Secrets reads AWS Secrets Manager by a token of the service account that a SecretStore names, asks for the value alone, ' +
      'delivers all keys of a secret or none, and leaves what was delivered where the secret is gone',
    where: [
      'constructs/secrets-manager',
      'docs/adr/0032-a-kept-secret-in-aws-secrets-manager.md',
      'docs/guides/secrets-manager.md',
      'docs/guides/secrets-manager.md#where-it-is-and-who-reads-it',
      'docs/guides/secrets-manager.md#when-a-value-changes',
    ],
    wanting: 'the operator and an account of AWS; its source says so, of 1.3.2 and of its provider for AWS',
  },
  {
    statement:
      'a role of IAM with the policy that is rendered reads these secrets and no others, with a key of one’s own too',
    where: ['constructs/secrets-manager/role-policy.ts', 'docs/guides/secrets-manager.md#the-role'],
    wanting: 'an account of AWS; its documentation says so',
  },
  {
    statement:
      'External Secrets, installed by its chart with these values, does what is declared, and without the right to tokens of every account',
    where: ['docs/guides/secrets-manager.md#the-operator', 'docs/deploy.md#what-the-cluster-must-have'],
    wanting: 'the operator on the live cluster; the templates of its chart say so',
  },
  {
    statement: 'External Secrets exports whether each secret arrives, as the alerts ask',
    where: ['constructs/secrets-manager/delivery-alerts.ts', 'docs/guides/secrets-manager.md#what-is-told-of-it'],
    wanting: 'a test that scrapes it; its source says so',
  },
  {
    statement:
      'RabbitMQ’s cluster operator makes nodes of a RabbitMq that form a cluster by TLS, and reads what is laid over them',
    where: [
      'constructs/data/rabbitmq.ts',
      'docs/deploy.md#what-the-cluster-must-have',
      'docs/adr/0031-a-queue-is-rabbitmqs.md',
    ],
    wanting: 'the operator and RabbitMQ 4 on the live cluster; its source says so',
  },
  {
    statement: 'a broker reads its next certificate by itself',
    where: ['docs/guides/queues.md#what-a-workload-finds'],
    wanting: 'two minutes of a test; RabbitMQ 3.10.8 did, by hand',
  },
  {
    statement: '`rabbitmq-queues grow` has nodes that came later take part in a queue',
    where: ['docs/guides/queues.md#from-one-node-to-three'],
    wanting: 'three nodes; RabbitMQ’s documentation says so',
  },
  {
    statement:
      'KEDA gives a workload as many pods as the messages of its queues take, and as many as `scaleBy.whenUnknown` says where Prometheus has no answer',
    where: [
      'constructs/workload/queue-scaler.ts',
      'docs/guides/queues.md#as-many-consumers-as-there-is-work',
      'docs/deploy.md#what-the-cluster-must-have',
    ],
    wanting: 'KEDA and Prometheus on the live cluster; its source says so',
  },
  {
    statement:
      'KEDA takes a workload over that an autoscaler has, where that is annotated, and gives it back without a step',
    where: ['docs/guides/queues.md#as-many-consumers-as-there-is-work'],
    wanting: 'KEDA and its webhook on the live cluster; its source says so',
  },
  {
    statement:
      'administrators of RDS and Cloud SQL may do what the guide has them do, and RDS refuses clear text by `rds.force_ssl`',
    where: ['docs/guides/external-postgres.md#once-for-each-server'],
    wanting: 'a server of each; here an administrator with no more than those rights, and no superuser',
  },
  {
    statement:
      'instances of CloudNativePG stream as `streaming_replica`, and show the certificate of the primary; its images have `pgstattuple`',
    where: ['constructs/data/report/run-script.ts', 'docs/guides/database-reports.md#an-index-that-is-unused'],
    wanting: 'a report on the live cluster; here a primary and a replica of PostgreSQL 17 that are set up the same',
  },
  {
    statement:
      'a sidecar passes on what begins in clear text to the address that was called, by the ranges of a `ServiceEntry` of resolution `NONE`',
    where: ['constructs/data/external-postgres.ts'],
    wanting: 'istiod and Envoy with such an entry; Istio’s documentation says so',
  },
  {
    statement:
      'of CloudNativePG’s images, the `standard` ones have pgAudit, and an instance whose image has none does not start',
    where: ['constructs/data/postgres-props.ts', 'docs/deploy.md#what-a-database-is-told'],
    wanting: 'those images, on the live cluster; their documentation says so',
  },
  {
    statement: 'a provisioner with a resizer makes the volume larger that a claim asks for',
    where: ['docs/guides/grow-a-database.md#disks-that-can-expand'],
    wanting:
      'such a class on the live cluster, where the test does what its resizer would; Kubernetes’ documentation says so',
  },
  {
    statement: 'without `synchronous`, from one instance to three nothing waits',
    where: ['docs/guides/grow-a-database.md#how-many-instances'],
    wanting: 'the patch of the guide on the live cluster',
  },
  {
    statement: 'a workload that runs by a number gets its first autoscaler without losing pods',
    where: ['docs/deploy.md#from-a-number-to-an-autoscaler'],
    wanting: 'a real controller manager with pods',
  },
  {
    statement: 'Cilium cuts off node addresses unless `policy-cidr-match-mode` is `nodes`',
    where: ['constructs/facts', 'docs/deploy.md#what-differs-by-cluster'],
    wanting: 'Cilium',
  },
  {
    statement:
      'policies of Cilium and Calico that name no more than pods, namespaces, addresses and ports mean what a NetworkPolicy can',
    where: ['policies/reachability/network', 'docs/guides/declare-who-may-talk.md#what-it-does-not-tell'],
    wanting: 'Cilium and Calico; their documentation says so',
  },
  {
    statement: 'GitHub and GitLab sign tokens of jobs with these claims, and hand them over as is written',
    where: ['constructs/vault/ci-role.ts', 'docs/guides/who-may-log-in.md#jobs'],
    wanting: 'a job of each; here an issuer of the test signs tokens like theirs',
  },
  {
    statement: 'Vault’s community edition bounds requests, and only Vault Enterprise counts leases',
    where: ['constructs/vault/vault-quota.ts', 'docs/guides/who-may-log-in.md#how-much-may-be-asked'],
    wanting: 'Vault Enterprise; its documentation says so',
  },
  {
    statement:
      'providers of identities list groups in the token, and take these addresses, as Vault’s guides for each say',
    where: ['docs/guides/who-may-log-in.md#people'],
    wanting: 'Keycloak, Okta and Entra ID; here a provider of the test',
  },
  {
    statement: 'the Vault Secrets Operator restarts what reads a kept secret when it changes',
    where: ['constructs/vault'],
    wanting: 'the operator and Vault',
  },
  {
    statement:
      'the proxies of Istio 1.29 count requests under these names and labels, those of which every pod is gone too, and durations by the bound of the annotation',
    where: ['constructs/observability/signals.ts', 'docs/guides/service-levels.md#what-is-counted'],
    // The filter is Istio's own, and since 2026 in the contrib of Envoy: neither is in the packages of Envoy that there are, 1.37.0 and 1.40.0.
    wanting:
      "Istio's own build of Envoy, which only its images have; the names are from Istio's source and what its own tests of that build expect",
  },
  {
    statement:
      'who waits for a page is told only where it is neither over nor silenced by then, again as often as is said, and the next primary of what is not over',
    where: ['constructs/observability/on-call/routes.ts', 'docs/guides/on-call.md#who-is-told-of-what'],
    wanting: 'a running Alertmanager with a webhook, for more than half an hour; read from its source',
  },
  {
    statement: "what CloudNativePG's webhook refuses to change, and what of a Cluster it reads once",
    where: ['constructs/plan/immutable'],
    wanting: 'the operator',
  },
  {
    statement: "what Pulumi's plugins make anew, of Kubernetes and of Vault",
    where: ['constructs/plan/immutable'],
    wanting: 'the plugins',
  },
  {
    statement: 'what of a Cluster, a Pooler or a Gateway restarts its pods, and how',
    where: ['cli/preview/meaning/blast-radius/restarts'],
    wanting: 'the operators',
  },
  {
    statement:
      'CloudNativePG leads a Pooler of the type `ro` to the replicas, and to nobody where there is none, and makes the certificate anew for its names',
    where: ['constructs/data/pooler.ts', 'docs/guides/read-from-replicas.md', 'docs/adr/0029-who-reads-at-replicas.md'],
    wanting: 'a reader of replicas on the live cluster; its source and documentation say so',
  },
  {
    statement: 'readers of a Vault secret are restarted when it is issued anew',
    where: ['cli/preview/meaning/blast-radius/restarts'],
    wanting: 'a longer rotation test on the live cluster',
  },
  {
    statement: 'how an Argo Rollout exchanges its pods',
    where: ['cli/preview/meaning/blast-radius/restarts'],
    wanting: 'Argo Rollouts',
  },
  {
    statement: 'files of a ConfigMap or Secret that is mounted change under a pod, which is not restarted for them',
    where: ['cli/preview/meaning/blast-radius/restarts'],
    wanting: 'a kubelet',
  },
  {
    statement:
      'the runner of GitHub checks out, passes artifacts on and starts the second workflow as it is documented',
    where: [
      'ci/github',
      'docs/guides/review-a-change.md#on-every-pull-request-in-github',
      'docs/guides/review-a-change.md#what-it-trusts',
      'docs/guides/adopt-existing.md#4-have-it-in-ci',
    ],
    wanting: 'GitHub; here the steps run against stand-ins',
  },
  {
    statement: 'code scanning tells results apart by `primaryLocationLineHash`, and GitLab shows the code quality',
    where: ['cli/remarks', 'docs/guides/review-a-change.md#on-every-merge-request-in-gitlab'],
    wanting: 'GitHub and GitLab',
  },
  {
    statement: '`pulumi up` by the plugin for Vault does what it does by the stand-in of the tests',
    where: ['test/e2e/README.md'],
    wanting: 'the plugin, which no package registry has',
  },
  {
    statement: "the plugin for Kubernetes of the SDK's version does what the one of January 2026 does",
    where: ['test/e2e/README.md'],
    wanting: 'the plugin of that version',
  },
  {
    statement: 'kubelets and operators say what their stand-ins say while `pulumi up` waits for them',
    where: ['test/e2e/README.md'],
    wanting: 'a cluster with the operators',
  },
  {
    statement: 'the charts come up with these values on kind, and `dev` is healthy after the steps of the guide',
    where: [
      'examples/cluster',
      'docs/guides/first-up.md#1-a-cluster-and-what-an-environment-needs-on-it',
      'docs/guides/first-up.md',
    ],
    wanting: 'Docker, kind and images of a platform',
  },
  {
    statement:
      'in the guide: `kind create cluster`, `kind delete cluster`, `examples/cluster/install.sh`, `sudo cloud-provider-kind`, `vault operator init`, `vault operator unseal`, `/etc/hosts`, `port-forward`, `get secret vault-server`, `export VAULT_CACERT`, and the facts of kind and Docker',
    where: ['docs/guides/first-up.md#4-deploy', 'docs/guides/first-up.md#what-the-tests-run'],
    wanting: 'Docker and kind',
  },
  {
    statement: 'a disk of Redis grows under it, and a client of the former authority is refused only until it restarts',
    where: ['docs/deploy.md#a-larger-disk-for-redis'],
    wanting: 'a provisioner of disks; the operator, pods',
  },
  {
    statement:
      'one Redis becomes three around its disk, and pods with Sentinels are replaced one at a time without a gap that clients see',
    where: ['docs/deploy.md#one-redis-becomes-three'],
    wanting: 'a provisioner of disks; pods, with an image of Valkey 9.0',
  },
  {
    statement: 'which outputs of EKS and GKE are which facts',
    where: ['docs/guides/outputs.md#what-an-environment-has-to-be-told'],
    wanting: 'a cluster of each',
  },
  {
    statement: 'Pulumi ESC resolves what `pulumi config --json --open` prints, as an environment of ESC declares it',
    where: ['docs/guides/outputs.md#by-pulumi-esc', 'docs/guides/outputs.md#by-the-stack-file'],
    wanting: 'an account of Pulumi ESC',
  },
  {
    statement: 'a stack that has deployed an environment whole is split by `pulumi state move`',
    where: ['docs/guides/large-environments.md#parts'],
    wanting: 'a test that moves one',
  },
  {
    statement: 'what backends other than files write after each resource, and how they lock',
    where: ['docs/guides/large-environments.md#what-a-stack-costs-by-backend'],
    wanting: 'the backends',
  },
  {
    statement: 'Windows starts the plugin that keeps a stack to its cluster, by its file `.cmd`',
    where: ['stacks/pulumi/plugin'],
    wanting: 'Pulumi on Windows',
  },
  {
    statement:
      "engines but 3.250 hand it the cluster, which they find in the provider's `__internal`, before they do anything",
    where: ['stacks/pulumi/cluster/guard.ts'],
    wanting: 'engines of other versions',
  },
  {
    statement:
      "a kubeconfig of several files, a login by a program or a proxy leads kubectl and Pulumi's plugin to the same cluster",
    where: ['docs/adr/0019-one-stack-one-cluster.md'],
    wanting: 'a test with each',
  },
  {
    statement:
      '`destroy --target` of a disposable environment, with `--target-dependents` or without, in another cluster',
    where: ['docs/deploy.md'],
    wanting: 'a test of it in dev',
  },
  {
    statement:
      'a token of Vault that ends in the middle of a run ends it with `permission denied`, and the next run goes on',
    where: ['docs/guides/recover.md#vault-is-sealed-or-a-token-has-ended'],
    wanting: 'a run of more than 20 minutes, by the plugin',
  },
  {
    statement:
      'a kill truncates a sidecar file of a file backend, and leaves a certificate authority that has signed nothing, which `vault list <mount>/issuers` shows',
    where: ['docs/guides/recover.md'],
    wanting: 'a kill at that very moment',
  },
  {
    statement:
      'BusyBox as its own image and Alpine have it takes `nc -e`, as that of Debian does, by which `dwcp verify` tries',
    where: ['cli/verify/probe/script.ts'],
    wanting: 'those images',
  },
  {
    statement:
      'the DaemonSets of network plugins are called so, and Cilium says in `cilium-config` how it matches nodes',
    where: ['cli/doctor/checks/network-plugin.ts'],
    wanting: 'a cluster with each',
  },
  {
    statement: 'operators, Istio and cert-manager run on each version of Kubernetes that their projects support',
    where: ['docs/deploy.md#what-the-cluster-must-have'],
    wanting: 'a cluster of each version',
  },
  {
    statement: 'kube-prometheus-stack finds only what has the label of its release',
    where: ['docs/deploy.md#what-differs-by-cluster'],
    wanting: 'its chart on a cluster',
  },
  {
    statement:
      'GKE numbers Services from 34.118.224.0/20, and its Dataplane V2 is Cilium; OpenShift has its DNS in `openshift-dns`',
    where: ['docs/deploy.md#what-differs-by-cluster'],
    wanting: 'those clusters',
  },
  {
    statement: 'a CiliumLocalRedirectPolicy leads names to the pods of the cache',
    where: ['docs/deploy.md#what-differs-by-cluster'],
    wanting: 'Cilium',
  },
  {
    statement:
      'where the only pod of istiod is drained with a node, sidecars go on sending to what was drained with it',
    where: ['docs/deploy.md#what-differs-by-cluster'],
    wanting: 'a test with one pod; it was seen by hand, in 24 of 1,780 requests',
  },
  {
    statement: 'CloudNativePG makes the next certificate of Vault within 90 days, before the last one ends',
    where: ['docs/deploy.md#vault'],
    wanting: 'a clock that is ahead',
  },
  {
    statement: 'a sidecar counts what a policy in dry run would have denied, in `authz_dry_run_result`',
    where: ['docs/default-deny.md'],
    wanting: "Istio's own build of Envoy",
  },
  {
    statement: 'in an ambient mesh probes come from 169.254.7.127 and fd16:9254:7127:1337:ffff:ffff:ffff:ffff',
    where: ['docs/default-deny.md#pods-never-become-ready'],
    wanting: 'an ambient mesh',
  },
  {
    statement: 'an API server calls a webhook that says which addresses it comes from, and none that does not',
    where: ['docs/default-deny.md#nothing-can-be-created-any-more-a-webhook-times-out'],
    wanting: 'a webhook of a platform on the live cluster',
  },
  {
    statement:
      'a primary whom neither the API server nor another instance answers takes itself for isolated, and restarts',
    where: ['docs/default-deny.md#the-database-runs-and-its-operator-says-that-it-does-not'],
    wanting: 'a policy without that edge, and an API server that is gone, on the live cluster',
  },
  {
    statement: 'the Vault Secrets Operator reaches a Vault in a namespace that is declared',
    where: ['docs/default-deny.md#secrets-are-no-longer-delivered-where-vault-is-in-a-namespace-of-ours'],
    wanting: 'a Vault in such a namespace, on the live cluster',
  },
  {
    statement: 'the pods of cert-manager that log in to Vault have the label app.kubernetes.io/name: cert-manager',
    where: [
      'constructs/network/peers/operators.ts',
      'docs/default-deny.md#certificates-are-no-longer-signed-where-vault-is-in-a-namespace-of-ours',
    ],
    wanting: 'cert-manager as its chart installs it, beside a Vault in a namespace of ours',
  },
  {
    statement: 'a load balancer asks each node where `externalTrafficPolicy` is `Local`, and kube-proxy answers',
    where: ['docs/default-deny.md#the-load-balancer-takes-the-gateway-out'],
    wanting: 'a load balancer of a cloud',
  },
  {
    statement: 'cert-manager answers a challenge of HTTP-01 by a pod beside the Certificate, and one of DNS-01 by none',
    where: ['docs/default-deny.md#the-certificate-is-not-renewed'],
    wanting: 'an authority that challenges',
  },
  {
    statement:
      'a gateway that cannot have its firewall serves nobody, and one that has it refuses what the firewall refuses',
    where: ['docs/default-deny.md#the-gateway-refuses-every-request-once-it-has-a-firewall'],
    wanting: "Istio's build of Envoy, which runs Wasm, and a registry to fetch the plugin from",
  },
  {
    statement:
      'the last entry of pg_hba that CloudNativePG writes lets in by password without TLS, and it only prefers to keep instances apart',
    where: ['policies/rules/data'],
    wanting: 'a Cluster that says nothing of either, on the live cluster',
  },
  {
    statement: 'Grafana and its sidecar load the dashboards as they are rendered',
    where: ['constructs/observability/dashboards', 'docs/guides/an-alert-fired.md#3-look-at-the-dashboard'],
    wanting: 'Grafana with its sidecar',
  },
  {
    statement:
      'the plugin for Barman Cloud runs beside each of several instances, and deletes what is older than is said',
    where: ['constructs/data/postgres-backup.ts', 'docs/guides/restore.md#what-is-in-the-store'],
    wanting: 'three instances with the plugin, and a clock that is ahead; its source says so',
  },
  {
    statement: 'a kubelet as it comes has what is mounted of a Secret exchanged within three minutes',
    where: ['constructs/vault/rotation.ts', 'docs/guides/rotate.md#with-a-restart-or-by-its-files'],
    wanting:
      'a kubelet with its own periods: that of the tests looks every two seconds; Kubernetes and its source say so',
  },
  {
    statement: 'logins to a database that is as it was are made anew once their leases are revoked',
    where: ['docs/guides/restore.md#have-it-back-in-its-place'],
    wanting: 'a workload with such a login, beside a database that is restored, in a cluster',
  },
  {
    statement: "the released images of the plugin's programs and of PostgreSQL have what the drill calls",
    where: ['constructs/data/drill/restore-drill.ts'],
    wanting: 'both images from their registry; those of the tests are made as the files say that they are built by',
  },
  {
    statement: 'files of containers on a node are for root and its group to read',
    where: ['constructs/observability/logs', 'docs/adr/0027-logs-are-read-on-the-node.md'],
    wanting: 'a node with a container runtime',
  },
  {
    statement: 'Loki takes OTLP as the collector sends it, and lines that come twice for one',
    where: ['constructs/observability/logs', 'docs/adr/0027-logs-are-read-on-the-node.md'],
    // github.com/grafana/loki/v3 3.7.8: 1,908 packages beside those of Go, 112 MB of source; the store of backups has 1,478, and 99 MB.
    wanting: 'Loki, which takes two cores longer to build than the eight minutes of the store of backups',
  },
  {
    statement:
      "what OpenTelemetry's SDKs read of their environment leads traces through two sidecars to the collector, and Jaeger takes OTLP in JSON",
    where: ['constructs/observability/traces', 'docs/guides/traces.md#what-a-workload-is-told'],
    wanting: 'an application with an SDK in the mesh, and Jaeger; their documentation says so',
  },
];
