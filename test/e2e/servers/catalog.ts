/** A server that is built from its Go module, because its prebuilt binary is not to be had from a package registry. */
export interface Server {
  readonly name: string;
  readonly module: string;
  readonly version: string;
  /** The main package, where it is not the module's root. */
  readonly package: string;
  /** A main package of ours that is built with the module, where its own is not served: a file beside this one, and then `package` is `.`. */
  readonly main?: string;
  /** Whether it is built in a copy of its own module, whose `replace` directives then hold. @default false */
  readonly inOwnModule?: boolean;
  /** What else is built with: what the module's own go.mod replaces, which is said again since a dependency's is ignored, and what is served of what it requires. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Modules that `module` requires at v0.0.0 because it keeps them in its own tree, and the version they are published under. */
  readonly staging?: { readonly prefix: string; readonly version: string };
  /** Files that the module's makefile writes before it builds, and what of its own each is a copy of. Needs `inOwnModule`. */
  readonly copies?: Readonly<Record<string, string>>;
  /** Modules that are copied into folders of its own, for what is built in of ours by `adds` and `replace`. Needs `inOwnModule`. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Files of ours in its module, each a path beside this one, for what is built in by changing the module and not by a flag. Needs `inOwnModule`. */
  readonly adds?: Readonly<Record<string, string>>;
  /** Files of the module that it reads when it runs, kept beside the binary under these names. Needs `inOwnModule`. */
  readonly reads?: Readonly<Record<string, string>>;
  /** What of it is built, where the module lets choose. @default - all */
  readonly tags?: readonly string[];
  /** Variables of the linker: what a release build stamps into the binary. */
  readonly stamp?: Readonly<Record<string, string>>;
}

const KUBERNETES = '1.34.2';
export const ISTIO = '1.29.1';
const PULUMI = '3.250.0';

/** The plugin between 4.24 and 4.25: of all its versions, the one that the module proxy serves. */
const KUBERNETES_PLUGIN = 'v4.0.0-20260115033456-f47bc2d6f199';
const KUBERNETES_PLUGIN_FOLDER = 'cmd/pulumi-resource-kubernetes';
const KUBERNETES_PLUGIN_SDK = 'dwcp/sdk';

/** The operator of databases, before 1.30.1: two modules of that one are not served. */
export const CLOUDNATIVE_PG = { module: 'github.com/cloudnative-pg/cloudnative-pg', version: 'v1.30.0' } as const;

/** The plugin of that operator which backs databases up. */
export const BARMAN_PLUGIN = { module: 'github.com/cloudnative-pg/plugin-barman-cloud', version: 'v0.15.0' } as const;

/** The operator of Prometheus. */
export const PROMETHEUS_OPERATOR = {
  module: 'github.com/prometheus-operator/prometheus-operator',
  version: 'v0.94.0',
} as const;

/** What Prometheus tells of alerts. */
export const ALERTMANAGER = { module: 'github.com/prometheus/alertmanager', version: 'v0.34.0' } as const;

export const PROMETHEUS_RELEASE = '3.15.0';

/** That release: a Go version cannot be 3 where the path of the module does not say so. */
export const PROMETHEUS = { module: 'github.com/prometheus/prometheus', version: 'v0.315.0' } as const;

/** What tells Prometheus of objects of Kubernetes. */
export const KUBE_STATE_METRICS = { module: 'k8s.io/kube-state-metrics/v2', version: 'v2.18.0' } as const;

/** What delivers credentials of Vault as Secrets. */
export const VAULT_SECRETS_OPERATOR = {
  module: 'github.com/hashicorp/vault-secrets-operator',
  version: 'v1.5.0',
} as const;

/** What issues certificates: its controllers, with a main package of ours. */
export const CERT_MANAGER = { module: 'github.com/cert-manager/cert-manager', version: 'v1.21.2' } as const;

const kubernetes = (name: string): Server => ({
  name,
  module: 'k8s.io/kubernetes',
  version: `v${KUBERNETES}`,
  package: `k8s.io/kubernetes/cmd/${name}`,
  staging: { prefix: 'k8s.io/', version: KUBERNETES.replace(/^1/, 'v0') },
  stamp: {
    'k8s.io/component-base/version.gitVersion': `v${KUBERNETES}`,
    'k8s.io/component-base/version.gitMajor': '1',
    'k8s.io/component-base/version.gitMinor': '34',
  },
});

const istio = (name: string, folder: string): Server => ({
  name,
  module: 'istio.io/istio',
  // That release: Istio tags them without the `v` that a Go version needs.
  version: 'v0.0.0-20260306174214-6991a379e1fc',
  package: `./${folder}/${name}`,
  inOwnModule: true,
  stamp: { 'istio.io/istio/pkg/version.buildVersion': ISTIO },
});

const prometheus = (name: string): Server => ({
  name,
  ...PROMETHEUS,
  package: `./cmd/${name}`,
  inOwnModule: true,
  // Whom it scrapes, it learns from Kubernetes only; the clients of two dozen clouds take longer to build than the rest.
  tags: ['remove_all_sd', 'enable_kubernetes_sd'],
  stamp: { 'github.com/prometheus/common/version.Version': PROMETHEUS_RELEASE },
});

const OPERATOR_PACKAGES = `${PROMETHEUS_OPERATOR.module}/pkg`;

/** Modules of the same repository, which go.mod looks for beside it. Of the client, that version is not served. */
const OPERATOR_MODULES = {
  [`${OPERATOR_PACKAGES}/apis/monitoring`]: `${OPERATOR_PACKAGES}/apis/monitoring@${PROMETHEUS_OPERATOR.version}`,
  [`${OPERATOR_PACKAGES}/client`]: `${OPERATOR_PACKAGES}/client@v0.93.1`,
};

const prometheusOperator = (name: string, folder: string): Server => ({
  name,
  ...PROMETHEUS_OPERATOR,
  package: `./cmd/${folder}`,
  inOwnModule: true,
  replace: OPERATOR_MODULES,
  stamp: { 'github.com/prometheus/common/version.Version': PROMETHEUS_OPERATOR.version.slice(1) },
});

/** Modules of the same repository as another one, by the versions that they are published under. */
const ofRelease = (repository: string, versions: Readonly<Record<string, string>>) =>
  at(Object.fromEntries(Object.entries(versions).map(([folder, version]) => [`${repository}/${folder}`, version])));

/** Modules that only a main package of ours asks for, at the version that it asks for. */
const at = (versions: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(versions).map(([module, version]) => [module, `${module}@${version}`]));

/** Every server of ordinary end-to-end tests, the slowest to build first. */
export const SERVERS: readonly Server[] = [
  {
    name: 'vault',
    module: 'github.com/hashicorp/vault',
    version: 'v1.21.0',
    package: '.',
    inOwnModule: true,
    // Of its plugins, and of the clouds that it knows, those that a platform of ours uses: all of them take longer to build than all other servers of a test without nodes.
    tags: ['minimal'],
    adds: {
      'helper/builtinplugins/registry_min.go': 'vault/plugins.go',
      'dwcp/discover/go.mod': 'vault/discover/go.mod',
      'dwcp/discover/discover.go': 'vault/discover/discover.go',
      'dwcp/discover/provider/k8s/k8s.go': 'vault/discover/provider/k8s/k8s.go',
    },
    replace: {
      'github.com/hashicorp/go-discover': './dwcp/discover',
      ...ofRelease('github.com/hashicorp/vault', {
        api: 'v1.22.0',
        'api/auth/approle': 'v0.11.0',
        'api/auth/kubernetes': 'v0.10.0',
        'api/auth/userpass': 'v0.10.0',
        sdk: 'v0.20.0',
      }),
    },
  },
  kubernetes('kube-apiserver'),
  kubernetes('kube-controller-manager'),
  kubernetes('kubectl'),
  {
    name: 'pulumi',
    module: 'github.com/pulumi/pulumi/pkg/v3',
    version: `v${PULUMI}`,
    package: 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi',
    replace: {
      'github.com/atotto/clipboard': 'github.com/tgummerer/clipboard@v0.0.0-20241001131231-d02d263e614e',
      'github.com/sergi/go-diff': 'github.com/sergi/go-diff@v1.1.0',
    },
    stamp: { 'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version': `v${PULUMI}` },
  },
  {
    name: 'cert-manager',
    ...CERT_MANAGER,
    package: '.',
    main: 'cert-manager/main.go',
    stamp: { [`${CERT_MANAGER.module}/pkg/util.AppVersion`]: CERT_MANAGER.version },
  },
  {
    name: 'pulumi-resource-kubernetes',
    module: 'github.com/pulumi/pulumi-kubernetes/provider/v4',
    version: KUBERNETES_PLUGIN,
    package: `./${KUBERNETES_PLUGIN_FOLDER}`,
    inOwnModule: true,
    // Only its charts and its lists of manifests are made with this SDK; the version that it requires is not served, and its types of every
    // kind take longer to build than all the rest.
    beside: { [KUBERNETES_PLUGIN_SDK]: 'github.com/pulumi/pulumi-kubernetes/sdk/v4@v4.22.2' },
    adds: { [`${KUBERNETES_PLUGIN_SDK}/go/kubernetes/yaml/v2/kinds.go`]: 'pulumi-kubernetes/kinds.go' },
    replace: { 'github.com/pulumi/pulumi-kubernetes/sdk/v4': `./${KUBERNETES_PLUGIN_SDK}` },
    copies: {
      [`${KUBERNETES_PLUGIN_FOLDER}/schema-embed.json`]: `${KUBERNETES_PLUGIN_FOLDER}/schema.json`,
      [`${KUBERNETES_PLUGIN_FOLDER}/terraform-mapping-embed.json`]: `${KUBERNETES_PLUGIN_FOLDER}/terraform-mapping.json`,
    },
    stamp: { 'github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version.Version': KUBERNETES_PLUGIN.slice(1) },
  },
  {
    name: 'pulumi-language-nodejs',
    module: 'github.com/pulumi/pulumi/sdk/v3',
    version: 'v3.60.0',
    package: 'github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs',
  },
  {
    name: 'kube-router',
    module: 'github.com/cloudnativelabs/kube-router',
    version: 'v1.5.1',
    package: './cmd/kube-router',
    inOwnModule: true,
    stamp: { 'github.com/cloudnativelabs/kube-router/pkg/version.Version': 'v1.5.1' },
  },
  {
    name: 'etcd',
    module: 'go.etcd.io/etcd/server/v3',
    version: 'v3.6.6',
    package: 'go.etcd.io/etcd/server/v3',
  },
];

/** What judges the rules that are rendered. Tests that read no more of the world than that build nothing else for it. */
export const RULE_SERVERS: readonly Server[] = [
  prometheus('promtool'),
  prometheus('prometheus'),
  { name: 'amtool', ...ALERTMANAGER, package: './cmd/amtool', inOwnModule: true },
  {
    name: 'alertmanager',
    ...ALERTMANAGER,
    package: './cmd/alertmanager',
    inOwnModule: true,
    // Its page for people, which is made by tools of npm and asked for by nobody here.
    copies: { 'ui/app/dist/index.html': 'ui/app/index.html' },
  },
  {
    name: 'alertmanager-config',
    ...PROMETHEUS_OPERATOR,
    package: '.',
    main: 'alertmanager/main.go',
    replace: OPERATOR_MODULES,
  },
];

/** What tells Prometheus how a Redis is. Only a run with tests of that builds it: a minute, beside others. */
export const REDIS_SERVERS: readonly Server[] = [
  {
    name: 'redis_exporter',
    module: 'github.com/oliver006/redis_exporter',
    version: 'v1.82.0',
    package: '.',
    inOwnModule: true,
    stamp: { 'main.BuildVersion': 'v1.82.0' },
  },
];

const COLLECTOR = 'go.opentelemetry.io/collector';
const COLLECTOR_CONTRIB = 'github.com/open-telemetry/opentelemetry-collector-contrib';

/** What collects logs and traces: the collector of OpenTelemetry, of the components that the pipelines name and no others. */
export const TELEMETRY_SERVERS: readonly Server[] = [
  {
    name: 'otelcol',
    module: `${COLLECTOR_CONTRIB}/receiver/filelogreceiver`,
    version: 'v0.165.1',
    package: '.',
    main: 'otelcol/main.go',
    replace: at({
      [`${COLLECTOR_CONTRIB}/extension/storage/filestorage`]: 'v0.165.1',
      [`${COLLECTOR_CONTRIB}/processor/redactionprocessor`]: 'v0.165.1',
      // Later ones of these two need modules that the proxy of Go modules does not serve (`pkg/ottl/contexts/xprofile`, `pkg/expohisto`).
      [`${COLLECTOR_CONTRIB}/processor/tailsamplingprocessor`]: 'v0.161.0',
      [`${COLLECTOR_CONTRIB}/processor/transformprocessor`]: 'v0.161.0',
      [`${COLLECTOR}/confmap/provider/fileprovider`]: 'v1.71.0',
      [`${COLLECTOR}/exporter`]: 'v1.71.0',
      [`${COLLECTOR}/exporter/otlphttpexporter`]: 'v0.165.0',
      [`${COLLECTOR}/extension`]: 'v1.71.0',
      [`${COLLECTOR}/otelcol`]: 'v0.165.0',
      [`${COLLECTOR}/processor`]: 'v1.71.0',
      [`${COLLECTOR}/processor/memorylimiterprocessor`]: 'v0.165.0',
      [`${COLLECTOR}/receiver/otlpreceiver`]: 'v0.165.0',
      [`${COLLECTOR}/service`]: 'v0.165.0',
    }),
  },
];

/** What a real cluster needs beside them. Only a run with tests of `live` builds it, or waits for it. */
export const LIVE_SERVERS: readonly Server[] = [
  ...RULE_SERVERS,
  kubernetes('kubelet'),
  kubernetes('kube-scheduler'),
  kubernetes('kube-proxy'),
  {
    name: 'coredns',
    module: 'github.com/coredns/coredns',
    version: 'v1.13.1',
    package: '.',
    inOwnModule: true,
    // Of its plugins, those of a cluster's own DNS; the clouds that it knows besides take longer to build than the rest.
    adds: { 'core/plugin/zplugin.go': 'coredns/plugins.go' },
  },
  {
    name: 'cloudnative-pg',
    module: CLOUDNATIVE_PG.module,
    version: CLOUDNATIVE_PG.version,
    package: './cmd/manager',
    inOwnModule: true,
    stamp: { 'github.com/cloudnative-pg/cloudnative-pg/pkg/versions.buildVersion': CLOUDNATIVE_PG.version.slice(1) },
  },
  {
    name: 'vault-secrets-operator',
    ...VAULT_SECRETS_OPERATOR,
    package: '.',
    inOwnModule: true,
  },
  prometheusOperator('prometheus-operator', 'operator'),
  prometheusOperator('prometheus-config-reloader', 'prometheus-config-reloader'),
  { name: 'kube-state-metrics', ...KUBE_STATE_METRICS, package: '.', inOwnModule: true },
];

/** What a mesh needs beside those, but for Envoy. Only a run with tests of `mesh` builds it. */
export const MESH_SERVERS: readonly Server[] = [
  istio('pilot-discovery', 'pilot/cmd'),
  {
    ...istio('pilot-agent', 'pilot/cmd'),
    reads: { 'envoy_bootstrap.json': 'tools/packaging/common/envoy_bootstrap.json' },
  },
  // Writes what istiod needs in a cluster: the manifests that an operator applies.
  istio('istioctl', 'istioctl/cmd'),
  // On nodes: what leads a pod's packets through its sidecar, and what puts that there.
  istio('istio-cni', 'cni/cmd'),
  istio('install-cni', 'cni/cmd'),
];

/** Where backups go: a store that is spoken to as S3 is. Only a run with a test of backups builds it, where it is asked for. */
export const BACKUP_SERVERS: readonly Server[] = [
  {
    name: 'weed',
    module: 'github.com/seaweedfs/seaweedfs',
    // Release 4.53: its tags are without the `v` that a Go version needs.
    version: 'v0.0.0-20261109003541-7506e5f91cd6',
    package: './weed',
    inOwnModule: true,
  },
];

const BARMAN_LIBRARY = 'dwcp/barman-cloud';

/** What makes backups in a cluster. Only a run with a test of that builds it, where there is such a store. */
export const BARMAN_SERVERS: readonly Server[] = [
  {
    name: 'plugin-barman-cloud',
    ...BARMAN_PLUGIN,
    package: './cmd/manager',
    inOwnModule: true,
    // Of what it requires of its own project, the versions before, which are served; of one, with the names that it looks for.
    beside: { [BARMAN_LIBRARY]: 'github.com/cloudnative-pg/barman-cloud@v0.5.1' },
    adds: {
      [`${BARMAN_LIBRARY}/pkg/restorer/later.go`]: 'barman-cloud/restorer.go',
      [`${BARMAN_LIBRARY}/pkg/api/later.go`]: 'barman-cloud/data.go',
    },
    replace: {
      'github.com/cloudnative-pg/barman-cloud': `./${BARMAN_LIBRARY}`,
      ...at({ 'github.com/cloudnative-pg/machinery': 'v0.5.0' }),
    },
  },
];
