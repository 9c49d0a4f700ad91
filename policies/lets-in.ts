import type { KubernetesResource, Manifest } from '../constructs/plan/resource';
import { type Entry, entriesOf, fieldsOf, isAbsent, listOf } from './fields';
import { readTrafficRules } from './network-policy';
import type { Prepared } from './prepared';
import { portOf } from './reachability/network/policy';
import { tryRead } from './read';
import type { PodSubject } from './subjects';

const POLICY = 'networking.k8s.io/NetworkPolicy';

/** Whether policies let anybody in where a port of a Service leads, or it cannot be told where that is. */
export function letsAnybodyIn(pod: PodSubject, { value }: Entry, context: Prepared): boolean {
  if (pod.spec['hostNetwork'] === true) return true;
  const closing = [...context.selecting(POLICY, pod)].filter(isForIngress);
  if (closing.length === 0) return true;
  const { protocol = 'TCP', port, targetPort } = value;
  const target = isAbsent(targetPort) ? port : targetPort;
  const numbers = typeof target === 'string' ? numbered(target, pod) : [target];
  // An operator fills in the containers, and their ports.
  if (numbers.length === 0) return true;
  return closing
    .flatMap(({ object }) => ingressOf(object))
    .some(
      (ports) =>
        ports === 'any' || ports.some((one) => numbers.some((number) => leads(one, String(protocol), number, pod))),
    );
}

const known = new WeakMap<Manifest, readonly (readonly Entry[] | 'any')[]>();

/** The ports of each rule by which a policy lets anybody in; any where it names none, or cannot be read. */
function ingressOf(policy: Manifest): readonly (readonly Entry[] | 'any')[] {
  const before = known.get(policy);
  if (before !== undefined) return before;
  const rules = readTrafficRules(policy).flatMap((rule) => {
    if ('error' in rule) return ['any' as const];
    const { direction, ports } = rule.value;
    return direction === 'ingress' ? [ports.length === 0 ? ('any' as const) : ports] : [];
  });
  known.set(policy, rules);
  return rules;
}

function isForIngress({ object }: KubernetesResource): boolean {
  const { policyTypes } = fieldsOf(object['spec'], 'spec');
  return isAbsent(policyTypes) || listOf(policyTypes, 'spec.policyTypes').includes('Ingress');
}

/** The numbers that the containers of a pod have for a name. */
function numbered(name: string, { containers }: PodSubject): readonly unknown[] {
  return containers.flatMap(({ field, spec }) =>
    entriesOf(spec['ports'], `${field}.ports`).flatMap(({ value }) =>
      value['name'] === name ? value['containerPort'] : [],
    ),
  );
}

/** Whether a port of a policy is that of the pod. */
function leads(entry: Entry, protocol: string, number: unknown, pod: PodSubject): boolean {
  const read = tryRead(() => portOf(entry));
  // Rules about policies say so.
  if ('error' in read) return true;
  const { range, name, protocol: admitted } = read.value;
  if (admitted !== protocol) return false;
  if (name !== undefined) return numbered(name, pod).includes(number);
  return (range ?? []).some(({ from, to }) => typeof number === 'number' && from <= number && number <= to);
}
