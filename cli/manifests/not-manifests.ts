import { isFields } from '../../policies/fields';

/** Whether nobody misses a document: one of comments, or what `dwcp synth` writes for Vault, which no cluster reads. */
export function isSkipped(value: unknown): boolean {
  return value === null || (isFields(value) && typeof value['type'] === 'string' && value['type'].startsWith('vault:'));
}

/** Whether a document is of some other tool, such as the values of a chart: it says nothing of what it is. */
export function isForeign(value: unknown): boolean {
  return isFields(value) && !Object.hasOwn(value, 'apiVersion') && !Object.hasOwn(value, 'kind');
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
    return `is a ${String(value['kind'])}, which changes what is beside it; render it: kustomize build FOLDER | dwcp connections -`;
  }
  return undefined;
}
