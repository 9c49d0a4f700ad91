import { BARMAN_PLUGIN, CERT_MANAGER } from './catalog';

/** The custom resource definitions of one operator, as its Go module ships them. */
export interface CrdSource {
  readonly operator: string;
  readonly module: string;
  readonly version: string;
  /** A folder of YAML files, or one file, in the module. */
  readonly path: string;
  /**
   * The only group whose definitions are wanted. Each takes an API server some tenths of a second, whoever asks for it.
   *
   * @default - all that are there
   */
  readonly group?: string;
}

/** The operators that the baseline installs, at the versions it installs. */
export const CRD_SOURCES: readonly CrdSource[] = [
  {
    operator: 'cloudnative-pg',
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    version: 'v1.30.1',
    path: 'config/crd/bases',
  },
  {
    operator: 'barman-cloud',
    ...BARMAN_PLUGIN,
    path: 'config/crd/bases',
  },
  {
    operator: 'istio',
    module: 'istio.io/istio',
    // Release 1.29.1: Istio tags its releases without the `v` that a Go version needs.
    version: 'v0.0.0-20260306174214-6991a379e1fc',
    path: 'manifests/charts/base/files/crd-all.gen.yaml',
  },
  {
    operator: 'cert-manager',
    ...CERT_MANAGER,
    path: 'deploy/crds',
  },
  {
    operator: 'gateway-api',
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.1',
    path: 'config/crd/standard',
  },
  {
    operator: 'prometheus-operator',
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.94.0',
    path: 'example/prometheus-operator-crd',
  },
  {
    operator: 'rabbitmq-cluster-operator',
    module: 'github.com/rabbitmq/cluster-operator/v2',
    version: 'v2.20.0',
    path: 'config/crd/bases',
  },
  {
    operator: 'keda',
    module: 'github.com/kedacore/keda/v2',
    version: 'v2.21.0',
    path: 'config/crd/bases',
  },
  {
    operator: 'argo-rollouts',
    module: 'github.com/argoproj/argo-rollouts',
    version: 'v1.10.1',
    path: 'manifests/crds',
  },
  {
    operator: 'vault-secrets-operator',
    module: 'github.com/hashicorp/vault-secrets-operator',
    version: 'v1.5.0',
    path: 'chart/crds',
  },
  {
    operator: 'external-secrets',
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    path: 'config/crds/bases',
    // Beside it are seventeen kinds of generators, which nothing here has to do with.
    group: 'external-secrets.io',
  },
];
