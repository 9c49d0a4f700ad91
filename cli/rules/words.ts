import { stringify } from 'yaml';
import type { Example, Rule } from '../../policies/index';
import { referenceOf } from '../../policies/references';

const SUBJECTS: Readonly<Record<Rule['subject'], string>> = {
  object: 'every object of Kubernetes',
  pod: 'every pod, of whatever kind makes it',
  container: 'every container, init and ephemeral ones included',
  trafficRule: 'every entry of a NetworkPolicy',
  namespace: 'every namespace that is declared, or in which something is',
  vault: 'every resource of Vault',
  plan: 'the plan as a whole',
};

/** What a rule looks at. */
export function judged({ subject, of }: Rule): string {
  if (of === undefined) return SUBJECTS[subject];
  if (subject === 'object' || subject === 'vault') return `every ${of.join(', ')}`;
  return `${SUBJECTS[subject]}: of ${of.join(', ')}`;
}

/** An example as it would be written. */
export function written(example: Example): string {
  // What stands beside it says where it is tried, and what is found; the rest is the example.
  const {
    shows: _,
    violations: __,
    resources,
    container,
    pod,
    metadata,
    lists: ___,
    kinds: ____,
    ...rest
  } = example as Readonly<Record<string, unknown>>;
  const documents = Array.isArray(resources)
    ? resources
    : [container ?? (pod === undefined ? rest : { ...pod, ...(metadata === undefined ? {} : { metadata }) })];
  return documents.map(yaml).join('---\n');
}

function yaml(value: unknown): string {
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) return '# nothing\n';
  return stringify(value, { lineWidth: 0 });
}

/** A source by the title that people know, with its address where it has one. */
export function source(reference: string): { readonly title: string; readonly url?: string } {
  return referenceOf(reference) ?? { title: reference };
}
