import type { Sameness } from '../changes';
import { isObject, type Json, type Properties } from '../values';
import { groupOf } from './immutable';

const BUILT_IN = new Set([
  ...['', 'apps', 'autoscaling', 'batch', 'policy'],
  ...[
    'admissionregistration',
    'apiextensions',
    'apiregistration',
    'authentication',
    'authorization',
    'certificates',
    'coordination',
    'discovery',
    'events',
    'flowcontrol.apiserver',
    'networking',
    'node',
    'rbac.authorization',
    'resource',
    'scheduling',
    'storage',
  ].map((group) => `${group}.k8s.io`),
]);

/**
 * Whether the official provider is compiled with the object's type.
 *
 * It brings such an object to the API server's normal form before it compares. It cannot do so for a custom resource,
 * where `"0.5"` and `"500m"` differ for ever.
 */
export function isBuiltIn({ apiVersion }: Properties): boolean {
  return BUILT_IN.has(groupOf(String(apiVersion)));
}

/** When two values of an object mean the same to the API server. */
export function sameness(manifest: Properties): Sameness {
  return isBuiltIn(manifest) ? sameQuantity : () => false;
}

/** Secrets are written in `stringData` and read from `data`, in base64. */
export function withEncodedData(manifest: Properties): Properties {
  const { stringData, ...rest } = manifest;
  if (rest['apiVersion'] !== 'v1' || rest['kind'] !== 'Secret' || !isObject(stringData)) return manifest;
  const encoded = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')]);
  return { ...rest, data: { ...(isObject(rest['data']) ? rest['data'] : {}), ...Object.fromEntries(encoded) } };
}

const UNITS: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/** `0.5` CPU is `500m`, and `1024Mi` is `1Gi`: the API server keeps the shorter one. */
function sameQuantity(old: Json | undefined, next: Json | undefined): boolean {
  const [left, right] = [amount(old), amount(next)];
  return left !== undefined && right !== undefined && Math.abs(left - right) <= Math.abs(left) * 1e-9;
}

function amount(value: Json | undefined): number | undefined {
  const [, digits, unit] = /^([+-]?[0-9.]+)([A-Za-z]*)$/.exec(String(value)) ?? [];
  const factor = UNITS[unit ?? 'none'];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}
