import { nameOf, type Pods } from './parties/node';

/** Why it is not known whether a selector selects pods. */
export function doubtAbout(pods: Pods): string {
  if (pods.kind === 'host') return `${nameOf(pods)} is on its node's network, which policies need not govern`;
  const { name, declared } = pods.namespace;
  if (!declared) return `the labels of namespace '${name}' are not in the input`;
  return `${nameOf(pods)} may bear labels that the input does not show`;
}
