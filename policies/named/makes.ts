import { factsOf, kindOf, oncePerKind } from '../../constructs/plan/kinds';
import type { Manifest } from '../../constructs/plan/resource';
import { type Fields, fieldsOf, isAbsent, isFields } from '../fields';

/** What is made of an object, besides itself. */
export interface Makes {
  /** Secrets that its controller is told to write. */
  readonly secrets: readonly string[];
  /** Whether a controller makes things of it that are called like it: `db-app` of a Cluster `db`. */
  readonly likeIt?: true;
  /** Whether it may make whatever it names. */
  readonly whatItNames?: true;
}

/** What somebody who is told to keep a Secret calls it, by the spec. */
const KEEPERS: Readonly<Record<string, (object: Manifest, spec: Fields) => unknown>> = {
  'bitnami.com/SealedSecret': ({ metadata }, { template }) => nameIn(fieldsIn(template)['metadata']) ?? metadata.name,
  'external-secrets.io/ExternalSecret': ({ metadata }, { target }) => nameIn(target) ?? metadata.name,
  'secrets.hashicorp.com/HCPVaultSecretsApp': (_, { destination }) => nameIn(destination),
  'secrets.hashicorp.com/VaultDynamicSecret': (_, { destination }) => nameIn(destination),
  'secrets.hashicorp.com/VaultPKISecret': (_, { destination }) => nameIn(destination),
  'secrets.hashicorp.com/VaultStaticSecret': (_, { destination }) => nameIn(destination),
};

/** The same of what keeps certificates, beside which other Secrets may be nobody's business here. */
const CERTIFICATES: typeof KEEPERS = {
  'cert-manager.io/Certificate': (_, { secretName }) => secretName,
};

/** Groups and kinds of which nothing is made, although they are none of Kubernetes'. */
const BARREN: ReadonlySet<string> = new Set([
  ...['cilium.io', 'crd.projectcalico.org', 'extensions.istio.io', 'keda.sh', 'networking.istio.io'],
  ...['projectcalico.org', 'projectcontour.io', 'route.openshift.io', 'security.istio.io', 'telemetry.istio.io'],
  ...['traefik.containo.us', 'traefik.io'],
  ...['argoproj.io/AnalysisTemplate', 'argoproj.io/ClusterAnalysisTemplate'],
  ...['cert-manager.io/ClusterIssuer', 'cert-manager.io/Issuer'],
  ...['external-secrets.io/ClusterSecretStore', 'external-secrets.io/SecretStore'],
  ...['PodMonitor', 'Probe', 'PrometheusRule', 'ScrapeConfig', 'ServiceMonitor'].map(
    (kind) => `monitoring.coreos.com/${kind}`,
  ),
  ...['VaultAuth', 'VaultAuthGlobal', 'VaultConnection'].map((kind) => `secrets.hashicorp.com/${kind}`),
]);

/** Those that name what they are given, and make things called like themselves. */
const LIKE_IT: ReadonlySet<string> = new Set([
  'gateway.networking.k8s.io',
  'postgresql.cnpg.io',
  'serving.knative.dev',
]);

/** By which a controller is asked for the certificates that an Ingress or a Gateway names: cert-manager's, those before it, Gardener's. */
const ISSUER =
  /^(?:(?:cert-manager\.io|certmanager\.k8s\.io)\/(?:cluster-)?issuer|kubernetes\.io\/tls-acme|cert\.gardener\.cloud\/purpose)$/;
const SERVED_BY = 'service.beta.openshift.io/serving-cert-secret-name';

/** What is made of an object, as far as it can be told; of what no operator reads, nothing. */
export function makesOf(object: Manifest): Makes {
  const kind = kindOf(object);
  const keeper = Object.hasOwn(KEEPERS, kind) ? KEEPERS[kind] : CERTIFICATES[kind];
  if (keeper !== undefined) return { secrets: texts(keeper(object, fieldsIn(object['spec']))) };
  const secrets = asked(object);
  return secrets.length === 0 ? madeOf(kind) : { ...madeOf(kind), secrets };
}

/** What is made of every object of a kind that nobody is told to keep a Secret by. */
const madeOf = oncePerKind((kind): Makes => {
  const group = kind.slice(0, Math.max(0, kind.indexOf('/')));
  if (LIKE_IT.has(group)) return { secrets: [], likeIt: true };
  if (isOfKubernetes(group) || BARREN.has(group) || BARREN.has(kind) || factsOf(kind).template !== undefined) {
    return { secrets: [] };
  }
  return { secrets: [], likeIt: true, whatItNames: true };
});

/** Whether whoever wrote it keeps Secrets with the manifests, so that all of them may be expected there. */
export function keepsSecrets(object: Manifest): boolean {
  const kind = kindOf(object);
  return kind === 'Secret' || Object.hasOwn(KEEPERS, kind);
}

/** Secrets that an annotation asks somebody for. */
function asked({ metadata, spec }: Manifest): readonly string[] {
  if (isAbsent(metadata.annotations)) return NONE;
  const annotations = fieldsIn(metadata.annotations);
  const isIssued = Object.keys(annotations).some((key) => ISSUER.test(key));
  return [...texts(annotations[SERVED_BY]), ...(isIssued ? namesUnder(fieldsIn(spec)) : [])];
}

const NONE: readonly string[] = [];

/** Every text in what an Ingress or a Gateway says of TLS, among them its Secrets. */
function namesUnder({ tls, listeners }: Fields): readonly string[] {
  const found: string[] = [];
  eachText([tls, listeners], (text) => found.push(text));
  return found;
}

/** Every text in a value, wherever it is. */
export function eachText(value: unknown, tell: (text: string) => void): void {
  if (typeof value === 'string') tell(value);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) eachText(one, tell);
}

/** `apps`, `policy` and what ends in `.k8s.io`, where `x-k8s.io` is for everybody. */
function isOfKubernetes(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io');
}

function fieldsIn(value: unknown): Fields {
  return isFields(value) ? fieldsOf(value, '') : {};
}

function nameIn(value: unknown): unknown {
  return fieldsIn(value)['name'];
}

function texts(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : [];
}
