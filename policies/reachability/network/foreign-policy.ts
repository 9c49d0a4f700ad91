import { isClusterWide } from '../../../constructs/plan/cluster-wide';
import { namespaceOf } from '../../../constructs/plan/identity';
import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { type Fields, fieldsOf, isAbsent, listOf, textsOf } from '../../fields';
import { tryRead } from '../../read';
import { EVERYTHING, labelIn, type Selector, selectorOf } from '../../selector';

/** Whom a policy of a network plugin may be about, and in which directions: what it does to them is not evaluated. */
export interface ForeignPolicy extends Touched {
  /** The namespace whose pods it selects; nothing when it is of every namespace. */
  readonly namespace: string | undefined;
}

/** Beside what is called a NetworkPolicy, kinds that change who can connect, and in which direction. */
const OTHERS: Readonly<Record<string, Pick<Touched, 'ingress' | 'egress'>>> = {
  'k8s.ovn.org/ClusterUserDefinedNetwork': { ingress: true, egress: true },
  'k8s.ovn.org/EgressFirewall': { ingress: false, egress: true },
  'k8s.ovn.org/UserDefinedNetwork': { ingress: true, egress: true },
  'network.openshift.io/EgressNetworkPolicy': { ingress: false, egress: true },
};

/** The policy of a plugin that an object is, if it is one: of Cilium, Calico, Antrea, OVN and whoever else calls it so. */
export function foreignPolicyOf(object: Manifest): ForeignPolicy | undefined {
  const kind = kindOf(object);
  const isOther = Object.hasOwn(OTHERS, kind);
  // A staged policy is only written to a log.
  if (!isOther && (!object.kind.endsWith('NetworkPolicy') || object.kind.startsWith('Staged'))) return undefined;
  const touched = isOther ? { ...EVERYBODY, ...OTHERS[kind] } : touchedBy(object, kind);
  if (!touched.ingress && !touched.egress) return undefined;
  return { ...touched, namespace: isForCluster(object) ? undefined : namespaceOf(object) };
}

/** By its kind, or, of one that nobody knows, by how it is called. */
function isForCluster(object: Manifest): boolean {
  return isClusterWide(object) || /^(?:Cluster|Global|Admin)|Clusterwide/.test(object.kind);
}

interface Touched {
  readonly selector: Selector;
  readonly ingress: boolean;
  readonly egress: boolean;
}

const EVERYBODY: Touched = { selector: EVERYTHING, ingress: true, egress: true };
const NOBODY: Touched = { selector: EVERYTHING, ingress: false, egress: false };

/** As much as can be read of whom it selects; anybody where that is not clear. */
function touchedBy(object: Manifest, kind: string): Touched {
  const read = tryRead(() => {
    const spec = fieldsOf(object['spec'], 'spec');
    if (kind.startsWith('cilium.io/')) return ofCilium(object, spec);
    return kind.includes('projectcalico.org/') ? ofCalico(spec) : EVERYBODY;
  });
  return 'value' in read ? read.value : EVERYBODY;
}

/** https://docs.cilium.io/en/stable/security/policy/language/ */
function ofCilium(object: Manifest, spec: Fields): Touched {
  if (!isAbsent(object['specs'])) return EVERYBODY;
  // It is about nodes.
  if (isAbsent(spec['endpointSelector'])) return isAbsent(spec['nodeSelector']) ? EVERYBODY : NOBODY;
  const says = (...lists: string[]) => lists.some((list) => !isAbsent(spec[list]));
  return {
    selector: withoutSources(selectorOf(spec['endpointSelector'], 'spec.endpointSelector')),
    ingress: says('ingress', 'ingressDeny'),
    egress: says('egress', 'egressDeny'),
  };
}

/** `k8s:app` and `any:app` are the label `app`; labels that Cilium makes up of others are not known here. */
function withoutSources({ requirements }: Selector): Selector {
  const plain = requirements.map((one) => ({ ...one, key: one.key.replace(/^(?:k8s|any):/, '') }));
  if (plain.some(({ key }) => key.includes(':') || key.startsWith('io.'))) return EVERYTHING;
  return {
    requirements: plain,
    text: plain.map(({ key, operator, values }) => `${key} ${operator} ${[...values].join()}`).join(),
  };
}

/** https://docs.tigera.io/calico/latest/reference/resources/networkpolicy */
function ofCalico(spec: Fields): Touched {
  const types = textsOf(spec['types'], 'spec.types');
  const has = (list: string) => listOf(spec[list], `spec.${list}`).length > 0;
  const isEgress = types.length > 0 ? types.includes('Egress') : has('egress');
  const isIngress = types.length > 0 ? types.includes('Ingress') : has('ingress') || !isEgress;
  return { selector: calicoSelector(String(spec['selector'] ?? 'all()')), ingress: isIngress, egress: isEgress };
}

/** `app == 'db' && tier == 'back'`; anything else may select anybody. */
function calicoSelector(text: string): Selector {
  const parts = text.split('&&').map((part) => /^\s*([\w./-]+)\s*==\s*(['"])([\w.-]*)\2\s*$/.exec(part));
  if (parts.some((part) => part === null)) return EVERYTHING;
  const requirements = parts.flatMap((part) => labelIn(part![1]!, [part![3]!]).requirements);
  return { requirements, text: requirements.map(({ key, values }) => `${key}=${[...values].join()}`).join() };
}
