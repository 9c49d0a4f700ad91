import * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../../../constructs';
import { type Configured, type Later, laterIn } from '../../../constructs/plan/later';
import type { Declared } from './declared';

/** What a plan could not say, from what was declared before and from the stack's configuration. */
export function toldBy(declared: ReadonlyMap<string, Declared>): (later: Later) => pulumi.Output<string> {
  return (later) => ('of' in later ? declared.get(later.of)![later.$output]! : secretOf(later));
}

function secretOf({ $config }: Configured): pulumi.Output<string> {
  const [namespace, name] = partsOf($config);
  return new pulumi.Config(namespace).requireSecret(name);
}

/** The secrets that a plan needs and the configuration of the stack does not have: each as what to run. */
export function secretsMissing({ resources }: Plan): readonly string[] {
  const keys = resources.flatMap((resource) =>
    resource.api === 'vault' ? laterIn(resource.args).flatMap((later) => ('of' in later ? [] : later.$config)) : [],
  );
  return [...new Set(keys)].filter((key) => {
    const [namespace, name] = partsOf(key);
    return new pulumi.Config(namespace).getSecret(name) === undefined;
  });
}

function partsOf(key: string): readonly [namespace: string, name: string] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
}
