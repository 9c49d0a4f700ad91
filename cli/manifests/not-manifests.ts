import { type Fields, isFields } from '../../policies/fields';

/** Whether nobody misses a document: one of comments, or what `dwcp synth` writes for Vault, which no cluster reads. */
export function isSkipped(value: unknown): boolean {
  return value === null || (isFields(value) && typeof value['type'] === 'string' && value['type'].startsWith('vault:'));
}

/** Groups of what programs are configured with: it says what it is as an object does, and no cluster holds it. */
const OF_PROGRAMS = new Set([
  'apiserver.config.k8s.io',
  'audit.k8s.io',
  'cli.kyverno.io',
  'config.k3d.io',
  'eksctl.io',
  'install.istio.io',
  'k3d.io',
  'kind.x-k8s.io',
  'kubeadm.k8s.io',
  'kubelet.config.k8s.io',
  'kubeproxy.config.k8s.io',
  'kubescheduler.config.k8s.io',
  'kuttl.dev',
  'skaffold',
]);

/** Whether a document is of some other tool: it says nothing of what it is, such as the values of a chart, or that it is. */
export function isForeign(value: unknown): boolean {
  if (!isFields(value)) return false;
  if (!Object.hasOwn(value, 'apiVersion') && !Object.hasOwn(value, 'kind')) return true;
  return OF_PROGRAMS.has(String(value['apiVersion']).replace(/\/.*$/, ''));
}

/** Why a document is no object that a cluster could hold, and what to do; nothing when it is one. */
export function notAManifest(value: unknown): string | undefined {
  if (!isFields(value)) return 'is no Kubernetes object; write a map with apiVersion, kind and metadata';
  const missing = ['apiVersion', 'kind'].filter((field) => typeof value[field] !== 'string');
  if (missing.length > 0) {
    return `is no Kubernetes object, without ${missing.join(' and ')}; leave it out, or render it first if a tool reads it (helm template, kustomize build)`;
  }
  // Read by itself, what it changes beside it would be told unchanged.
  if (String(value['apiVersion']).startsWith('kustomize.config.k8s.io/')) {
    return `is a ${String(value['kind'])}, which changes what is beside it; render it and pass the result: kustomize build FOLDER`;
  }
  return isTemplate(value) ? IS_TEMPLATE : undefined;
}

/** Braces of Helm and of Go, `${NAME}` of Flux and `envsubst`, `$(NAME)` of older Kustomize: no name has any of these. */
const VARIABLE = /\{\{|\$\{|\$\(|^\$\w/;
const IS_TEMPLATE = 'is a template; render it first (helm template, kustomize build, flux build, envsubst)';

/** Whether what an object is, or is called, is left to who fills it in, though YAML it is. */
function isTemplate({ apiVersion, kind, metadata }: Fields): boolean {
  const { name, generateName, namespace } = isFields(metadata) ? metadata : {};
  return [apiVersion, kind, name, generateName, namespace].some(
    (text) => typeof text === 'string' && VARIABLE.test(text),
  );
}
