import type { Mutant } from './notice';

const DEPLOY = ['test/stacks/pulumi/deploy.test.ts'];

/** Of what Pulumi is told. */
export const BRIDGE_MUTANTS: readonly Mutant[] = [
  {
    name: 'nothing that holds data is protected',
    file: 'stacks/pulumi/declared/protection.ts',
    from: 'protect: keep,',
    to: 'protect: false,',
    noticedBy: DEPLOY,
  },
  {
    name: 'what holds data is deleted with its stack',
    file: 'stacks/pulumi/declared/protection.ts',
    from: 'retainOnDelete: keep }',
    to: 'retainOnDelete: false }',
    noticedBy: DEPLOY,
  },
  {
    name: 'nothing waits for what it needs',
    file: 'stacks/pulumi/baseline.ts',
    from: 'dependsOn: resource.dependsOn.map((id) => declared.get(id)!),',
    to: 'dependsOn: [],',
    noticedBy: DEPLOY,
  },
  {
    name: 'a database is not data',
    file: 'constructs/plan/kinds.ts',
    from: "'postgresql.cnpg.io/Cluster': { data: true, ",
    to: "'postgresql.cnpg.io/Cluster': { ",
    noticedBy: ['test/constructs/plan/kinds.test.ts', ...DEPLOY],
  },
  {
    name: 'a stack that was deployed before is made anew',
    file: 'stacks/pulumi/declared/aliases.ts',
    from: '[{}, ...before].map(',
    to: '[...before].map(',
    noticedBy: ['test/stacks/pulumi/urns.test.ts'],
  },
  {
    name: 'a workload starts before its policies are there',
    file: 'constructs/plan/implied.ts',
    from: '    before.push(...policies.selecting(namespace, podLabels(object)));\n',
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
