/** Mutants of one rule that no case can show, and why they are no mistakes. */
export interface Survivors {
  /** `topic/id` */
  readonly rule: string;
  /** Why every input is judged as before, in one line. */
  readonly why: string;
  /** What each changes, and into what: as the command prints it. */
  readonly mutants: readonly (readonly [from: string, to: string])[];
}

/** What the instrumenter writes for a text, or into a list, that was empty. */
const WORD = '"Stryker was here!"';
const LIST = '["Stryker was here"]';

export const SURVIVORS: readonly Survivors[] = [
  {
    rule: 'access/service-accounts-unshared',
    why: 'as many as are named are cut off later: the first cut keeps a line about thousands from reading them all',
    mutants: [['workloads.slice(0, NAMED + 1)', 'workloads']],
  },
  {
    rule: 'availability/disruptions-budgeted',
    why: 'a budget is found by its selector, so its spec was read before; one that cannot be read is told of there',
    mutants: [["'spec'", '""']],
  },
  {
    rule: 'availability/replicas-left-to-the-autoscaler',
    why: 'what has no metadata has no name, and is refused before any rule sees it',
    mutants: [["'metadata'", '""']],
  },
  {
    rule: 'availability/selectors-match-their-template',
    why: 'whatever keeps its pods by a selector has one template: all of one are some of one',
    mutants: [
      [
        "podsOf(resource).every(({ metadata, metadataField }) => selectsLabels(selectorIn(resource.object), textMapOf(metadata['labels'], `${metadataField}.labels`), OTHERS.field), )",
        "podsOf(resource).some(({ metadata, metadataField }) => selectsLabels(selectorIn(resource.object), textMapOf(metadata['labels'], `${metadataField}.labels`), OTHERS.field))",
      ],
    ],
  },
  {
    rule: 'mesh/mesh-hosts-narrow',
    why: 'a host of Istio has its wildcard in front and nowhere else: any other is refused where it is stored',
    mutants: [['/^\\*(\\.\\w+)?$/', '/\\*(\\.\\w+)?$/']],
  },
  {
    rule: 'mesh/strict-mutual-tls',
    why: 'asked is only whether a mode is STRICT: what Istio has of itself is not, by whatever name',
    mutants: [["'PERMISSIVE'", '""']],
  },
  {
    rule: 'network/namespaces-deny-by-default',
    why: 'a policy type beside Egress that is none: only Ingress and Egress are looked for',
    mutants: [['[]', LIST]],
  },
  {
    rule: 'network/network-peers-explicit',
    why: 'that a namespace or a rule opens few ports altogether only saves asking: each is asked by itself where it does not',
    mutants: [
      ['mostPortsOpened(ports) <= WIDEST_PORT_RANGE', 'false'],
      ['mostPortsOpened(ports) <= WIDEST_PORT_RANGE', 'mostPortsOpened(ports) < WIDEST_PORT_RANGE'],
      [
        'mostPortsOpened(rules.flatMap(({ ports }) => ports)) > WIDEST_PORT_RANGE && areTooMany(rules.filter(isNarrow))',
        'true',
      ],
      [
        'mostPortsOpened(rules.flatMap(({ ports }) => ports)) > WIDEST_PORT_RANGE && areTooMany(rules.filter(isNarrow))',
        'mostPortsOpened(rules.flatMap(({ ports }) => ports)) > WIDEST_PORT_RANGE || areTooMany(rules.filter(isNarrow))',
      ],
      ['mostPortsOpened(rules.flatMap(({ ports }) => ports)) > WIDEST_PORT_RANGE', 'true'],
      [
        'mostPortsOpened(rules.flatMap(({ ports }) => ports)) > WIDEST_PORT_RANGE',
        'mostPortsOpened(rules.flatMap(({ ports }) => ports)) >= WIDEST_PORT_RANGE',
      ],
    ],
  },
  {
    rule: 'network/no-open-cidr',
    why: 'an entry of a policy is found in its spec, so that was read before',
    mutants: [["'spec'", '""']],
  },
  {
    rule: 'network/no-open-cidr',
    why: 'of ranges that begin alike, and of two numbers that are the same, it does not matter which comes first',
    mutants: [
      ['a.first < b.first', 'a.first <= b.first'],
      ['first > next', 'first >= next'],
    ],
  },
  {
    rule: 'network/services-have-an-edge',
    why: 'a Service is judged whose spec was read before: where that is none, it is told of there',
    mutants: [["'spec'", '""']],
  },
  {
    rule: 'observability/monitors-find-their-port',
    why: 'pods are found by their labels, so these were read before',
    mutants: [['`${metadataField}.labels`', '``']],
  },
  {
    rule: 'pods/no-secret-values',
    why: 'a word that is no flag in the place of a word that is none: neither says that a secret follows',
    mutants: [["''", WORD]],
  },
  {
    rule: 'pods/resources-explicit',
    why: 'the first of a match is the whole of it, which nobody reads',
    mutants: [['[]', LIST]],
  },
  {
    rule: 'vault/certificates-end-in-time',
    why: 'a path without a wildcard is looked up for speed; as a pattern it opens itself and nothing else',
    mutants: [['!/[+*]/.test(path)', 'false']],
  },
  {
    rule: 'vault/certificates-end-in-time',
    why: 'an empty list allows every end, and so is no better than a list with an end in it',
    mutants: [['[]', LIST]],
  },
  {
    rule: 'vault/no-secret-values-in-vault',
    why: 'the arguments of a resource are fields, each with a name of its own: nothing is called as the whole',
    mutants: [["''", WORD]],
  },
];
