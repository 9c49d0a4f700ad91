import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { BINDING_ELSEWHERE } from '../../examples/of-others';
import { type Entry, entriesOf, fieldsOf, isAbsent, listOf } from '../../fields';
import { isEmptySelector } from '../../labels';
import { hasOne, objectsIn } from '../../namespaces';
import type { Direction } from '../../network-policy';
import { isPeopled } from '../../peopled';
import { tryRead } from '../../read';
import type { NamespaceSubject } from '../../subjects';

const POLICY = 'networking.k8s.io/NetworkPolicy';

const OPEN = "pods in 'shop' may talk to anything that nothing forbids";
const FIX = 'add a NetworkPolicy with an empty podSelector, both policyTypes and no rules';

const SHOP = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const DENY = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

/** A pod that no NetworkPolicy selects may talk to anything, so one has to select them all. */
export const namespacesDenyByDefault = defineRule({
  id: 'namespaces-deny-by-default',
  subject: 'namespace',
  says: 'Namespaces deny traffic that nothing allows.',
  because: 'a pod that no policy selects may reach anything',
  level: 'mandatory',
  severity: 'high',
  topic: 'network',
  references: ['CIS:5.3.2', 'NSA:network-policies', 'practices:network-security'],
  applies: (namespace, context) => isPeopled(namespace, context, 'networking.k8s.io/NetworkPolicy'),
  check: (namespace) =>
    DIRECTIONS.every((direction) => denies(namespace, direction))
      ? []
      : [
          {
            field: namespace.field,
            problem: `pods in '${namespace.name}' may talk to anything that nothing forbids`,
            fix: FIX,
          },
        ],
  examples: {
    accepted: [
      { shows: 'a policy that denies everything', resources: [SHOP, policy(DENY)] },
      {
        shows: 'a policy for each direction',
        resources: [
          SHOP,
          policy({ podSelector: {} }),
          policy({ podSelector: { matchLabels: {} }, policyTypes: ['Egress'] }, 'default-deny-egress'),
        ],
      },
      {
        shows: 'a policy that denies everything but DNS',
        resources: [SHOP, policy({ ...DENY, egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }] })],
      },
      {
        shows: 'a policy that is for egress because it has rules of that',
        resources: [SHOP, policy({ podSelector: {}, egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }] })],
      },
      ...[
        { podSelector: {} },
        { namespaceSelector: { matchLabels: { team: 'shop' } } },
        { namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } },
        { ipBlock: { cidr: '10.0.0.0/8' } },
        { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } },
      ].map((peer) => ({
        shows: `a policy that allows some: ${JSON.stringify(peer)}`,
        resources: [SHOP, policy({ ...DENY, ingress: [{ from: [peer] }], egress: [{ to: [peer] }] })],
      })),
    ],
    refused: [
      {
        shows: 'a policy for some of the pods of a namespace that others declare',
        resources: [policy({ ...DENY, podSelector: { matchLabels: { app: 'api' } } })],
        violations: [{ field: 'metadata.namespace', problem: OPEN, fix: FIX }],
      },
      {
        shows: 'no policy',
        resources: [SHOP],
        violations: [{ field: 'metadata.name', problem: OPEN, fix: FIX }],
      },
      {
        shows: 'a policy for some of its pods',
        resources: [SHOP, policy({ ...DENY, podSelector: { matchLabels: { app: 'api' } } })],
        violations: [{ field: 'metadata.name', problem: OPEN, fix: FIX }],
      },
      {
        shows: 'a policy that is for ingress because it does not say',
        resources: [SHOP, policy({ podSelector: {} })],
        violations: [{ field: 'metadata.name', problem: OPEN, fix: FIX }],
      },
      ...['Ingress', 'Egress'].map((type) => ({
        shows: `a policy for ${type.toLowerCase()} only`,
        resources: [SHOP, policy({ ...DENY, policyTypes: [type] })],
        violations: [{ field: 'metadata.name', problem: OPEN, fix: FIX }],
      })),
      ...['ingress', 'egress'].map((direction) => ({
        shows: `a policy that allows all ${direction}`,
        resources: [SHOP, policy({ ...DENY, [direction]: [{}] })],
        violations: [{ field: 'metadata.name', problem: OPEN, fix: FIX }],
      })),
      ...[
        { from: [{ namespaceSelector: {} }] },
        { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] },
        { from: [{ podSelector: {}, namespaceSelector: { matchLabels: {} } }] },
        { from: [{ podSelector: { matchLabels: { app: 'web' } } }, { namespaceSelector: {} }] },
      ].map((rule) => ({
        shows: `a policy that allows everybody, written out: ${JSON.stringify(rule)}`,
        resources: [SHOP, policy({ ...DENY, ingress: [rule] })],
        violations: [{ field: 'metadata.name', problem: OPEN, fix: FIX }],
      })),
      {
        shows: 'a policy that denies everything, and one that allows all of it again',
        resources: [SHOP, policy(DENY), policy({ podSelector: {}, ingress: [{}] }, 'allow-all')],
        violations: [{ field: 'metadata.name', problem: OPEN, fix: FIX }],
      },
      {
        shows: 'a namespace that the plan only puts something into',
        resources: [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'shop' } }],
        violations: [{ field: 'metadata.namespace', problem: OPEN, fix: FIX }],
      },
      {
        shows: 'a policy of somebody else that is called alike',
        resources: [SHOP, { ...policy(DENY), apiVersion: 'crd.projectcalico.org/v1' }],
        violations: [{ field: 'metadata.name', problem: OPEN, fix: FIX }],
      },
    ],
    skipped: [BINDING_ELSEWHERE],
  },
});

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** Policies add up: one has to deny, and none may let through all that this one does not. */
function denies(namespace: NamespaceSubject, direction: Direction): boolean {
  const speaking = (object: Manifest, isOpen: boolean) => {
    const rules = rulesForAll(object, direction);
    return rules !== undefined && rules.some((rule) => letsEverythingThrough(rule, direction)) === isOpen;
  };
  const opened = objectsIn(namespace, POLICY).some(({ object }) => {
    const read = tryRead(() => speaking(object, true));
    return 'value' in read && read.value;
  });
  return !opened && hasOne(namespace, POLICY, (object) => speaking(object, false));
}

/** What a policy for every pod of its namespace lets through in a direction; undefined where it says nothing of that. */
function rulesForAll(object: Manifest, direction: Direction): readonly Entry[] | undefined {
  const { podSelector, policyTypes, [direction]: rules, egress } = fieldsOf(object['spec'], 'spec');
  if (!isEmptySelector(podSelector, 'spec.podSelector')) return undefined;
  const written = listOf(policyTypes, 'spec.policyTypes');
  // Where it does not say, a policy is for ingress, and for egress where it has rules of that.
  const usual = ['Ingress', ...(listOf(egress, 'spec.egress').length > 0 ? ['Egress'] : [])];
  const types = written.length > 0 ? written : usual;
  return types.includes(TYPES[direction]) ? entriesOf(rules, `spec.${direction}`) : undefined;
}

const TYPES: Readonly<Record<Direction, string>> = { ingress: 'Ingress', egress: 'Egress' };

/** Whether a rule is for everybody, on every port. */
function letsEverythingThrough({ field, value }: Entry, direction: Direction): boolean {
  if (entriesOf(value['ports'], `${field}.ports`).length > 0) return false;
  const key = direction === 'ingress' ? 'from' : 'to';
  const peers = entriesOf(value[key], `${field}.${key}`);
  return peers.length === 0 || peers.some(isEverybody);
}

/** Every address, or every pod: what is not a pod is kept out by the latter, and is seldom what somebody fears. */
function isEverybody({ field, value }: Entry): boolean {
  const { ipBlock, namespaceSelector, podSelector } = value;
  if (!isAbsent(ipBlock)) {
    const { cidr, except } = fieldsOf(ipBlock, `${field}.ipBlock`);
    return String(cidr).endsWith('/0') && listOf(except, `${field}.ipBlock.except`).length === 0;
  }
  return (
    !isAbsent(namespaceSelector) &&
    isEmptySelector(namespaceSelector, `${field}.namespaceSelector`) &&
    (isAbsent(podSelector) || isEmptySelector(podSelector, `${field}.podSelector`))
  );
}

function policy(spec: object, name = 'default-deny'): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop' },
    spec,
  };
}
