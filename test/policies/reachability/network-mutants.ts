import type { Mutation } from '../../support/mutated';

/** Mistakes that the evaluator could make of network policies, each of which the tests must notice. */
export const NETWORK_MUTANTS: readonly Mutation[] = [
  // Selectors
  {
    name: 'one label of several is enough',
    file: '../answer.ts',
    from: "if (holds === 'no') return 'no';",
    to: "if (holds === 'no' && ones.length === 1) return 'no';",
  },
  {
    name: 'the unknown is taken for no',
    file: '../answer.ts',
    from: "if (holds === 'no') return 'no';",
    to: "if (holds !== 'yes') return 'no';",
  },
  {
    name: 'the unknown is taken for yes',
    file: '../answer.ts',
    from: "if (holds === 'no') return 'no';\n    if (holds === 'unknown') sum = 'unknown';",
    to: "if (holds === 'no') return 'no';",
  },
  {
    name: 'the last answer is the answer',
    file: '../answer.ts',
    from: "if (holds === 'yes') return 'yes';\n    if (holds === 'unknown') sum = 'unknown';",
    to: 'sum = holds;',
  },
  {
    name: 'NotIn wants the label to be there',
    file: '../selector.ts',
    from: 'value === undefined || !values.has(value)',
    to: 'value !== undefined && !values.has(value)',
  },
  {
    name: 'In looks for the key only',
    file: '../selector.ts',
    from: 'value !== undefined && values.has(value)',
    to: 'value !== undefined',
  },
  {
    name: 'Exists and DoesNotExist are swapped',
    file: '../selector.ts',
    from: "case 'Exists':\n      return answer(value !== undefined);",
    to: "case 'Exists':\n      return answer(value === undefined);",
  },
  {
    name: 'expressions are left out',
    file: '../selector.ts',
    from: '...entriesOf(matchExpressions, `${field}.matchExpressions`).map((entry) => requirement(entry.value, entry.field)),',
    to: '',
  },
  {
    name: 'labels of a namespace that is not in the input are taken for absent',
    file: 'parties/namespaces.ts',
    from: 'mayBear: (key: string) => key !== NAMESPACE_LABEL,',
    to: 'mayBear: () => false,',
  },
  {
    name: 'a Namespace names itself',
    file: 'parties/namespaces.ts',
    from: "labels: { ...textMapOf(labels, 'metadata.labels'), [NAMESPACE_LABEL]: name },",
    to: "labels: { [NAMESPACE_LABEL]: name, ...textMapOf(labels, 'metadata.labels') },",
  },
  {
    name: 'the index forgets pods whose label is not known',
    file: 'parties/pod-index.ts',
    from: ', ...column.unknown]',
    to: ']',
  },
  {
    name: 'the index looks at the widest label',
    file: 'parties/pod-index.ts',
    from: 'const selected = selects(selector, pods);',
    to: "const selected = 'yes' as Answer;",
  },
  {
    name: 'workloads that differ in a label are one class',
    file: 'parties/classes.ts',
    from: 'Object.entries(labels).sort(),',
    to: '',
  },
  {
    name: 'workloads that number a port differently are one class',
    file: 'parties/classes.ts',
    from: '    ports,\n    membership,',
    to: '    membership,',
  },

  // Policies
  {
    name: 'a rule means the same in both directions',
    file: 'network/policy.ts',
    from: 'readings.rules[direction].of(',
    to: 'readings.rules.ingress.of(',
  },
  {
    name: 'an owner that makes no pods hides those that it owns',
    file: 'read.ts',
    from: 'new Set(makers.filter((maker) => !isVague(maker)).map(nameOf))',
    to: 'new Set(makers.flatMap(({ resource }) => ownersOf(resource.object.metadata)))',
  },
  {
    name: 'an egress field that is there, empty, isolates',
    file: 'network/policy.ts',
    from: "of('egress').length > 0;",
    to: "spec['egress'] !== undefined;",
  },
  {
    name: 'without policyTypes, egress is never meant',
    file: 'network/policy.ts',
    from: "of('egress').length > 0;",
    to: 'false;',
  },
  {
    name: 'policyTypes are ignored',
    file: 'network/policy.ts',
    from: "ingress: types.length === 0 || types.includes('Ingress') ? of('ingress') : undefined,",
    to: "ingress: of('ingress'),",
  },
  {
    name: 'endPort is ignored',
    file: 'network/policy.ts',
    from: 'range: [{ protocol, from: port, to }]',
    to: 'range: [{ protocol, from: port, to: port }]',
  },
  {
    name: 'a range ends before its end',
    file: 'network/policy.ts',
    from: 'range: [{ protocol, from: port, to }]',
    to: 'range: [{ protocol, from: port, to: Math.max(port, to - 1) }]',
  },
  {
    name: 'no ports are none',
    file: 'network/policy.ts',
    from: 'if (entries.length === 0) return { numbered: OPEN, named: [] };',
    to: 'if (entries.length === 0) return { numbered: opening(NO_PORTS), named: [] };',
  },
  {
    name: 'a protocol without a port is nothing',
    file: 'network/policy.ts',
    from: 'return { protocol, range: allOf(protocol) };',
    to: 'return { protocol, range: NO_PORTS };',
  },
  {
    name: 'UDP is read as TCP',
    file: 'network/policy.ts',
    from: 'const protocol = protocolOf(stated, `${field}.protocol`);',
    to: "const protocol = protocolOf(stated, `${field}.protocol`) === 'SCTP' ? 'SCTP' : 'TCP';",
  },
  {
    name: 'exceptions are ignored',
    file: 'network/policy.ts',
    from: 'except: textsOf(except, exceptField).map((text) => cidrOf(text, exceptField))',
    to: 'except: textsOf(except, exceptField).map((text) => cidrOf(text, exceptField)).slice(0, 0)',
  },
  {
    name: 'a namespaceSelector is ignored',
    file: 'network/policy.ts',
    from: 'if (isAbsent(namespaceSelector)) return { pods };',
    to: "if (pods.text !== '' || isAbsent(namespaceSelector)) return { pods };",
  },
  {
    name: 'a policy of another system is ignored',
    file: 'network/policy.ts',
    from: '? undefined : foreignPolicyOf(object);',
    to: '? undefined : undefined;',
  },
  {
    name: 'a policy of another system closes nothing that a NetworkPolicy opens',
    file: 'network/admission.ts',
    from: 'if (overruling !== undefined)',
    to: 'if (overruling === null)',
  },
  {
    name: 'a policy of another system is about everybody',
    file: 'network/foreign-policy.ts',
    from: '{ ...touched, namespace:',
    to: '{ ...touched, selector: EVERYTHING, namespace:',
  },
  {
    name: 'a policy of the whole cluster is one of a namespace',
    file: 'network/foreign-policy.ts',
    from: 'isForCluster(object) ? undefined : namespaceOf(object)',
    to: 'namespaceOf(object)',
  },
  {
    name: 'a policy of another system restricts what it does not speak of',
    file: 'network/foreign-policy.ts',
    from: "ingress: says('ingress', 'ingressDeny')",
    to: 'ingress: true',
  },

  // Administrators
  {
    name: 'the last policy of an administrator goes first',
    file: 'network/tiers.ts',
    from: 'a.policy.priority - b.policy.priority',
    to: 'b.policy.priority - a.policy.priority',
  },
  {
    name: 'two policies of one priority are in some order',
    file: 'network/tiers.ts',
    from: 'return rival && ',
    to: 'return undefined && rival && ',
  },
  {
    name: 'what one rule decides, the next may decide again',
    file: 'network/tiers.ts',
    from: 'left = difference(left, open);',
    to: 'void left;',
  },
  {
    name: 'what an administrator passes on is closed',
    file: 'network/tiers.ts',
    from: 'const below = union(met.Pass, left);',
    to: 'const below = left;',
  },
  {
    name: 'what an administrator denies is open',
    file: 'network/tiers.ts',
    from: 'difference(difference(possible, met.Deny), difference(below, lower.open))',
    to: 'difference(possible, difference(below, lower.open))',
  },
  {
    name: 'the baseline holds beside NetworkPolicies',
    file: 'network/admissions.ts',
    from: 'const lower = isFree ?',
    to: 'const lower = isFree || true ?',
  },
  {
    name: 'an administrator is about pods on the network of their node too',
    file: 'network/admissions.ts',
    from: "return pods.kind === 'pods' ?",
    to: 'return pods.kind !== undefined ?',
  },
  {
    name: 'the subject of an administrator is every namespace',
    file: 'applied.ts',
    from: 'index.inNamespaces(namespaces, selector)',
    to: 'index.inNamespaces(EVERYTHING, selector)',
  },

  // Admission
  {
    name: 'no peers are nobody',
    file: 'network/admission.ts',
    from: 'if (peers.length === 0) for (const kind',
    to: 'if (peers.length > 9) for (const kind',
  },
  {
    name: 'a pod that no policy selects is closed',
    file: 'network/admission.ts',
    from: 'if (speaking.length === 0) return UNRESTRICTED;',
    to: 'if (speaking.length === 0) return { everybody: { pods: CLOSED, host: CLOSED, outside: CLOSED }, some: new Map() };',
  },
  {
    name: 'only the first policy counts',
    file: 'network/admission.ts',
    from: 'for (const one of speaking) {',
    to: 'for (const one of speaking.slice(0, 1)) {',
  },
  {
    name: 'a policy that cannot be read is taken as read',
    file: 'network/admission.ts',
    from: "return answer === 'yes' && policy.doubt === undefined && pods.kind !== 'host';",
    to: "return answer === 'yes' && pods.kind !== 'host';",
  },
  {
    name: 'pods on the network of their node are governed',
    file: 'network/admission.ts',
    from: "policy.doubt === undefined && pods.kind !== 'host';",
    to: 'policy.doubt === undefined;',
  },
  {
    name: 'named ports are those of the caller',
    file: 'network/admission.ts',
    from: "resolve(ports, this.direction === 'ingress' ? this.pods : node)",
    to: "resolve(ports, this.direction === 'egress' ? this.pods : node)",
  },
  {
    name: 'named ports of any protocol match',
    file: 'network/admission.ts',
    from: 'port.name === name && port.protocol === protocol',
    to: 'port.name === name',
  },
  {
    name: 'named ports are left out',
    file: 'network/admission.ts',
    from: 'if (named.length === 0 || target',
    to: 'if (named.length >= 0 || target',
  },
  {
    name: 'an ipBlock never holds pods',
    file: 'network/counterparts.ts',
    from: "if (answer === 'no') return [];",
    to: 'if (answer !== undefined) return [];',
  },
  {
    name: 'a podSelector alone selects in every namespace',
    file: 'network/counterparts.ts',
    from: 'index.inNamespace(own, pods)',
    to: "index.inNamespaces({ requirements: [], text: '' }, pods)",
  },
  {
    name: 'a podSelector alone means the namespace of the first policy that has it',
    file: 'network/counterparts.ts',
    from: "'pods' in peer && peer.namespaces === undefined ? namespace : undefined",
    to: 'undefined',
  },
  {
    name: 'what cannot be told of a peer is taken for told',
    file: 'network/admission.ts',
    from: "node.answer === 'yes' ? condition : node",
    to: 'condition',
  },
  {
    name: 'one end is enough',
    file: 'network/admissions.ts',
    from: "both(admits(this.of('egress', from), to), admits(this.of('ingress', to), from))",
    to: "admits(this.of('egress', from), to)",
  },
  {
    name: 'callers are looked up as targets',
    file: 'network/admissions.ts',
    from: "admits(this.of('ingress', to), from)",
    to: "admits(this.of('ingress', from), to)",
  },

  // Pairs, ports and addresses
  {
    name: 'pairs that only the target names are forgotten',
    file: 'pairs.ts',
    from: "for (const from of admissions.of('ingress', to).some.keys()) {",
    to: "for (const from of [...admissions.of('ingress', to).some.keys()].slice(0, 0)) {",
  },
  {
    name: 'pairs that only the caller names are forgotten',
    file: 'pairs.ts',
    from: "for (const to of admissions.of('egress', from).some.keys()) yield [from, to];",
    to: '',
  },
  {
    name: 'pairs that are open to whole kinds are forgotten',
    file: 'pairs.ts',
    from: 'yield* openPairs(nodes, admissions);',
    to: '',
  },
  {
    name: 'ranges that touch lose the port between them',
    file: 'ports.ts',
    from: 'to: hole.from - 1',
    to: 'to: hole.from - 2',
  },
  {
    name: 'an overlap of ranges is the wider of them',
    file: 'ports.ts',
    from: '[Math.max(one.from, other.from), Math.min(one.to, other.to)]',
    to: '[Math.min(one.from, other.from), Math.max(one.to, other.to)]',
  },
  {
    name: 'what follows a range is swallowed by it',
    file: 'ports.ts',
    from: 'range.from > last.to + 1',
    to: 'range.from > last.to + 2',
  },
  {
    name: 'bits below the prefix count',
    file: '../../constructs/network/cidr.ts',
    from: 'const first = address.value & ~hosts;',
    to: 'const first = address.value;',
  },
  {
    name: 'a range is one address longer',
    file: '../../constructs/network/cidr.ts',
    from: 'last: first | hosts',
    to: 'last: first + hosts + 1n',
  },
  {
    name: 'a piece of addresses is judged by its first, whatever is cut out',
    file: 'parties/outside.ts',
    from: 'candidate = inner.last + 1n;',
    to: 'candidate = first;',
  },
  {
    name: 'what is known of some pods is said of all',
    file: 'parties/pod-addresses.ts',
    from: "return answers.every((one) => one === answers[0]) ? (answers[0] ?? 'no') : 'unknown';",
    to: "return answers[0] ?? 'no';",
  },
  {
    name: 'a range that holds half of the pods holds all',
    file: 'parties/pod-addresses.ts',
    from: "? 'yes' : 'unknown';",
    to: "? 'yes' : 'yes';",
  },
  {
    name: 'where pods are is taken for known',
    file: 'parties/pod-addresses.ts',
    from: "if (this.blocks === undefined) return 'unknown';",
    to: "if (this.blocks === undefined) return 'no';",
  },

  // Workloads
  {
    name: 'init containers lend their ports',
    file: 'parties/workloads.ts',
    from: "return list !== 'initContainers' || spec['restartPolicy'] === 'Always';",
    to: 'return list !== undefined && spec !== undefined;',
  },
  {
    name: 'labels that operators add are taken for absent',
    file: 'parties/workloads.ts',
    from: 'added === undefined ? () => true : among',
    to: 'added === undefined ? () => false : among',
  },
];
