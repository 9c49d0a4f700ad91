import type { UnprovenClaim } from './claim';

/** What no test here has run: read from documentation or source, or reasoned. A test that runs one takes it out of here. */
export const UNPROVEN: readonly UnprovenClaim[] = [
  {
    statement: 'a workload that runs by a number gets its first autoscaler without losing pods',
    where: ['docs/deploy.md'],
    wanting: 'a real controller manager with pods',
  },
  {
    statement: 'Cilium cuts off node addresses unless `policy-cidr-match-mode` is `nodes`',
    where: ['constructs/facts'],
    wanting: 'Cilium',
  },
  {
    statement: 'the Vault Secrets Operator restarts what reads a kept secret when it changes',
    where: ['constructs/vault'],
    wanting: 'the operator and Vault',
  },
  {
    statement: 'alerts fire on what they say: the metrics of cert-manager and istiod have these names and labels',
    where: ['constructs/observability'],
    wanting: 'cert-manager and istiod beside the Prometheus',
  },
  {
    statement: "gRPC is told from HTTP by the port's name and `appProtocol`",
    where: ['constructs/workload'],
    wanting: 'istiod and Envoy',
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
    statement: 'readers of a Vault secret are restarted when it is issued anew',
    where: ['cli/preview/meaning/blast-radius/restarts'],
    wanting: 'a longer rotation test on the live cluster',
  },
  {
    statement: 'an administrator gives an existing database the role `login_admin` by the documented command',
    where: ['docs/deploy.md'],
    wanting: 'a database of before, on the live cluster',
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
    where: ['ci/github'],
    wanting: 'GitHub; here the steps run against stand-ins',
  },
  {
    statement: 'code scanning tells results apart by `primaryLocationLineHash`, and GitLab shows the code quality',
    where: ['cli/remarks'],
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
    where: ['examples/cluster', 'docs/guides/first-up.md'],
    wanting: 'Docker, kind and images of a platform',
  },
  {
    statement:
      'in the guide: `kind create cluster`, `kind delete cluster`, `examples/cluster/install.sh`, `sudo cloud-provider-kind`, `vault operator init`, `vault operator unseal`, `/etc/hosts`, `port-forward`, `get secret vault-server`, `export VAULT_CACERT`, and the facts of kind and Docker',
    where: ['docs/guides/first-up.md'],
    wanting: 'Docker and kind',
  },
  {
    statement: 'a disk of Redis grows under it, and a client of the former authority is refused only until it restarts',
    where: ['docs/deploy.md'],
    wanting: 'a provisioner of disks; the operator, pods',
  },
  {
    statement: 'which outputs of EKS and GKE are which facts',
    where: ['docs/guides/outputs.md'],
    wanting: 'a cluster of each',
  },
  {
    statement: 'Pulumi ESC resolves what `pulumi config --json --open` prints, as an environment of ESC declares it',
    where: ['docs/guides/outputs.md'],
    wanting: 'an account of Pulumi ESC',
  },
  {
    statement: 'a stack that has deployed an environment whole is split by `pulumi state move`',
    where: ['docs/guides/large-environments.md'],
    wanting: 'a test that moves one',
  },
  {
    statement: 'what backends other than files write after each resource, and how they lock',
    where: ['docs/guides/large-environments.md'],
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
    where: ['docs/guides/recover.md'],
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
    statement: 'an API server that encrypts Secrets counts it by the prefix of its provider in `/metrics`',
    where: ['cli/doctor/checks/encryption.ts'],
    wanting: 'an API server that encrypts',
  },
];
