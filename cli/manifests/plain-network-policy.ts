import { type Cidr, contains, tryCidr } from '../../constructs/network/cidr';
import { type Fields, isAbsent, isFields } from '../../policies/fields';

/** Whether a value is what a field takes. */
type Plain = (value: unknown) => boolean;

const isText: Plain = (value) => typeof value === 'string';
const isTexts: Plain = (value) => isFields(value) && Object.values(value).every(isText);

function optional(plain: Plain): Plain {
  return (value) => isAbsent(value) || plain(value);
}

function listOf(plain: Plain): Plain {
  return (value) => Array.isArray(value) && value.every(plain);
}

function oneOf(...words: readonly string[]): Plain {
  return (value) => typeof value === 'string' && words.includes(value);
}

/** A map with these fields only, of which together something has to hold. */
function map(fields: Readonly<Record<string, Plain>>, holds: (value: Fields) => boolean = () => true): Plain {
  // Not an object: a field may be called `constructor`.
  const known = new Map(Object.entries(fields));
  return (value) => {
    if (!isFields(value)) return false;
    for (const key in value) if (known.get(key)?.(value[key]) !== true) return false;
    return holds(value);
  };
}

const isExpression = map(
  { key: isText, operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'), values: optional(listOf(isText)) },
  ({ key, operator, values }) => {
    const listed = Array.isArray(values) ? values.length : 0;
    const compares = operator === 'In' || operator === 'NotIn';
    return key !== undefined && operator !== undefined && compares === listed > 0;
  },
);

const isSelector = map({ matchLabels: optional(isTexts), matchExpressions: optional(listOf(isExpression)) });

const isIpBlock = map({ cidr: isText, except: optional(listOf(isText)) }, ({ cidr, except }) => {
  const whole = rangeOf(cidr);
  const parts = ((except ?? []) as readonly unknown[]).map(rangeOf);
  return whole !== undefined && parts.every((part) => isWithin(part, whole));
});

function rangeOf(cidr: unknown): Cidr | undefined {
  return typeof cidr === 'string' ? tryCidr(cidr) : undefined;
}

function isWithin(part: Cidr | undefined, whole: Cidr): boolean {
  return part !== undefined && contains(whole, part) && part.prefix !== whole.prefix;
}

const isPeer = map(
  { podSelector: optional(isSelector), namespaceSelector: optional(isSelector), ipBlock: optional(isIpBlock) },
  ({ podSelector, namespaceSelector, ipBlock }) => isAbsent(podSelector ?? namespaceSelector) !== isAbsent(ipBlock),
);

function isNumber(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65535;
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}

const isPort = map(
  {
    protocol: optional(oneOf('TCP', 'UDP', 'SCTP')),
    port: optional((value) => isNumber(value) || isName(value)),
    endPort: optional(isNumber),
  },
  ({ port, endPort }) => isAbsent(endPort) || (isNumber(port) && port <= Number(endPort)),
);

const ports = optional(listOf(isPort));
const peers = optional(listOf(isPeer));

const isSpec = map({
  podSelector: optional(isSelector),
  policyTypes: optional(listOf(oneOf('Ingress', 'Egress'))),
  ingress: optional(listOf(map({ from: peers, ports }))),
  egress: optional(listOf(map({ to: peers, ports }))),
});

/**
 * Whether the API server accepts a NetworkPolicy: the shape of it, `networkPolicy`, without words for what is wrong,
 * and many times as fast. What this refuses, that one explains, and may accept.
 */
export function isPlainNetworkPolicy(object: object): boolean {
  const { spec } = object as { readonly spec?: unknown };
  return isAbsent(spec) || isSpec(spec);
}
