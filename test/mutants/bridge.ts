import type { Mutant } from './notice';

const DEPLOY = ['test/stacks/pulumi/deploy.test.ts'];
const PROTECTION = ['test/stacks/pulumi/protection.test.ts'];

/** Of what Pulumi is told. */
export const BRIDGE_MUTANTS: readonly Mutant[] = [
  {
    name: 'nothing that holds data is protected',
    file: 'stacks/pulumi/declared/protection.ts',
    from: 'protect: keep && (resource.data || hasClaims(resource)),',
    to: 'protect: false,',
    noticedBy: PROTECTION,
  },
  {
    name: 'what holds data is deleted with its stack',
    file: 'stacks/pulumi/declared/protection.ts',
    from: 'retainOnDelete: keep && resource.data }',
    to: 'retainOnDelete: false }',
    noticedBy: PROTECTION,
  },
  {
    name: 'nothing stands in the way of a destroy',
    file: 'stacks/pulumi/sentinel.ts',
    from: '{ parent, dependsOn, protect: isKept(data) }',
    to: '{ parent, dependsOn }',
    noticedBy: PROTECTION,
  },
  {
    name: 'what stands in the way of a destroy is not the first to go',
    file: 'stacks/pulumi/sentinel.ts',
    from: '{ parent, dependsOn, protect: isKept(data) }',
    to: '{ parent, protect: isKept(data) }',
    noticedBy: PROTECTION,
  },
  {
    name: 'what guards data goes without it',
    file: 'stacks/pulumi/declared/gone-with.ts',
    from: ' || factsOf(bodyKind(resource)).guards !== undefined)',
    to: ')',
    noticedBy: ['test/stacks/pulumi/declared/gone-with.test.ts', ...PROTECTION],
  },
  {
    name: 'what is in a mount of Vault goes with another that it is below',
    file: 'stacks/pulumi/declared/gone-with.ts',
    from: 'steps.slice(0, -index - 1)',
    to: 'steps.slice(0, index + 1)',
    noticedBy: ['test/stacks/pulumi/declared/gone-with.test.ts'],
  },
  {
    name: 'nothing waits for what it needs',
    file: 'stacks/pulumi/baseline.ts',
    from: 'resource.dependsOn.length > 0 ? resource.dependsOn.map((id) => declared.get(id)!) : first;',
    to: 'first;',
    noticedBy: DEPLOY,
  },
  {
    name: 'a database is not data',
    file: 'constructs/plan/kinds.ts',
    from: "'postgresql.cnpg.io/Cluster': { data: true, ",
    to: "'postgresql.cnpg.io/Cluster': { ",
    noticedBy: ['test/constructs/plan/kinds.test.ts', ...PROTECTION],
  },
  {
    name: 'a stack that was deployed before is made anew',
    file: 'stacks/pulumi/declared/aliases.ts',
    from: '...[now, ...before].map(',
    to: '...before.map(',
    noticedBy: ['test/stacks/pulumi/urns.test.ts'],
  },
  {
    name: 'a workload starts before its policies are there',
    file: 'constructs/plan/implied.ts',
    from: '    before.push(...policies.selecting(namespace, podLabels(object)), ...parentsOf(object, parents));\n',
    to: '',
    noticedBy: ['test/constructs/plan/synthesis.test.ts'],
  },
  {
    name: 'two objects of one name in two namespaces are one',
    file: 'constructs/plan/identity.ts',
    from: 'return namespace ? `${namespace}/${name}` : name;',
    to: 'return name;',
    noticedBy: ['test/constructs/plan/plan.test.ts', 'test/constructs/plan/synthesis.test.ts'],
  },
];
