import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Labels } from '../fields/labels';
import type { Container, PodTemplateSpec } from '../kubernetes';
import { factsOf, kindOf } from '../plan/kinds';
import type { Manifest } from '../plan/resource';
import { isGroup } from '../props/props';

/** The kinds that can be adopted, by the function that adopts them. */
export const ADOPTED = {
  deployment: 'apps/Deployment',
  statefulSet: 'apps/StatefulSet',
  daemonSet: 'apps/DaemonSet',
  cronJob: 'batch/CronJob',
} as const;

export type AdoptedKind = (typeof ADOPTED)[keyof typeof ADOPTED];

/** A workload as somebody else wrote it. */
export interface Written {
  readonly manifest: Manifest;
  readonly template: PodTemplateSpec;
  /** Labels of its pods. */
  readonly labels: Labels;
  /** What its controller selects them by. @default - nothing, or more than labels */
  readonly selects: Labels | undefined;
  readonly serviceAccount: string | undefined;
  readonly containers: readonly Container[];
}

/** The object of a kind that a construct is or holds, by its name where there are several; or what is wrong, and the remedy. */
export function objectOf(construct: unknown, kind: AdoptedKind, name?: string): ApiObject | readonly [string, string] {
  if (!isConstruct(construct))
    return ['is no construct', 'pass the object, or the construct of cdk8s-plus that makes it'];
  const objects = construct.node.findAll().filter(ApiObject.isApiObject);
  const found = objects.filter((object) => kindOf(object) === kind && (name === undefined || object.name === name));
  const [object, ...others] = found;
  const wanted = kind.slice(kind.indexOf('/') + 1);
  if (object === undefined) return missing(objects, wanted, name);
  if (others.length === 0) return object;
  const names = found.map((one) => `'${one.name}'`).join(', ');
  return [`holds ${found.length} of the kind ${wanted}: ${names}`, 'say which by `name`'];
}

/** The pods of an object; undefined when it has no template yet. */
export function read(manifest: Manifest): Written | undefined {
  const path = factsOf(kindOf(manifest)).template ?? [];
  const template = path.reduce<unknown>((value, key) => (isGroup(value) ? value[key] : undefined), manifest);
  if (!isGroup(template)) return undefined;
  const { metadata, spec } = template as PodTemplateSpec;
  const selector = isGroup(manifest['spec']) ? manifest['spec']['selector'] : undefined;
  const { matchLabels, matchExpressions } = (isGroup(selector) ? selector : {}) as Readonly<Record<string, never>>;
  return {
    manifest,
    template: template as PodTemplateSpec,
    labels: metadata?.labels ?? {},
    selects: isGroup(matchLabels) && matchExpressions === undefined ? matchLabels : undefined,
    serviceAccount: spec?.serviceAccountName ?? spec?.serviceAccount,
    containers: spec?.containers ?? [],
  };
}

function missing(objects: readonly ApiObject[], wanted: string, name: string | undefined): readonly [string, string] {
  const called = name === undefined ? '' : ` '${name}'`;
  const other = objects.find((object) => Object.values(ADOPTED).some((kind) => kind === kindOf(object)));
  if (other === undefined) return [`holds no ${wanted}${called}`, 'pass the object, or the construct that makes it'];
  const verb = Object.entries(ADOPTED).find(([, kind]) => kind === kindOf(other))![0];
  return other.kind === wanted
    ? [`holds no ${wanted}${called}, and one called '${other.name}'`, 'pass its name']
    : [`holds no ${wanted}${called}, and a ${other.kind}`, `adopt it by Existing.${verb}(…)`];
}

function isConstruct(value: unknown): value is IConstruct {
  return isGroup(value) && isGroup(value['node']) && typeof value['node']['findAll'] === 'function';
}
