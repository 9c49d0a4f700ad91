import { stringify } from 'yaml';
import { citationOf } from '../../policies/citations';
import type { Example, Rule } from '../../policies/index';

const SUBJECTS: Readonly<Record<Rule['subject'], string>> = {
  object: 'every object of Kubernetes',
  pod: 'every pod, of whatever kind makes it',
  container: 'every container, init and ephemeral ones included',
  image: 'every image of a container or a volume, and those that operators and proxies are told of',
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
  return documentsOf(example).map(yaml).join('---\n');
}

/** The part of an example that somebody would write: the rest says where it is tried, and what is found. */
function documentsOf(example: Example): readonly unknown[] {
  if ('resources' in example) return example.resources;
  if ('container' in example) return [example.container];
  if ('pod' in example) {
    const { pod, metadata } = example;
    return [metadata === undefined ? pod : { ...pod, metadata }];
  }
  return [Object.fromEntries(Object.entries(example).filter(([key]) => key === 'ingress' || key === 'egress'))];
}

function yaml(value: unknown): string {
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) return '# nothing\n';
  return stringify(value, { lineWidth: 0 });
}

/** A source by the title that people know, with its address where it has one. */
export function source(reference: string): { readonly title: string; readonly url?: string } {
  return citationOf(reference) ?? { title: reference };
}
