import { type Entry, listOf, only, textOf } from '../../fields';
import { type Operation, operationOf } from './operation';
import { type Source, sourceOf } from './source';

/** What a rule asks for beside who calls and what they do. */
export interface When {
  /** What it asks of callers: all of it. */
  readonly sources: readonly Source[];
  /** What it asks of ports: all of it. */
  readonly operations: readonly Operation[];
  /** Keys of requests. */
  readonly requests: readonly string[];
  /** Keys of what no manifest says. */
  readonly others: readonly string[];
}

/** Attributes that `from` asks for by another name: https://istio.io/latest/docs/reference/config/security/conditions/ */
const OF_SOURCES: Readonly<Record<string, readonly [values: string, notValues: string]>> = {
  'remote.ip': ['remoteIpBlocks', 'notRemoteIpBlocks'],
  'source.ip': ['ipBlocks', 'notIpBlocks'],
  'source.namespace': ['namespaces', 'notNamespaces'],
  'source.principal': ['principals', 'notPrincipals'],
  'source.serviceAccount': ['serviceAccounts', 'notServiceAccounts'],
};

/**
 * The conditions of a rule, as far as manifests decide them as what `from` and `to` ask.
 *
 * @throws Unknowable for one that Istio refuses, or that cannot be read.
 */
export function whenOf(conditions: readonly Entry[]): When {
  const when = {
    sources: [] as Source[],
    operations: [] as Operation[],
    requests: [] as string[],
    others: [] as string[],
  };
  for (const { field, value } of conditions) {
    const key = textOf(only(['key', 'values', 'notValues'], value, field)['key'], `${field}.key`);
    const [values, notValues] = ['values', 'notValues'].map((one) => listOf(value[one], `${field}.${one}`));
    if (Object.hasOwn(OF_SOURCES, key)) {
      const [asked, refused] = OF_SOURCES[key]!;
      when.sources.push(sourceOf({ [asked]: values, [refused]: notValues }, field));
    } else if (key === 'destination.port') {
      when.operations.push(operationOf({ ports: values, notPorts: notValues }, field));
    } else when[key.startsWith('request.') ? 'requests' : 'others'].push(key);
  }
  return when;
}
