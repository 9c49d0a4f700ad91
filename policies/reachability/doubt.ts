import { type Selector, selects } from '../selector';
import { nameOf, type Pods } from './parties/node';

/**
 * Why it is not known whether a selector selects pods.
 *
 * `namespaces` is what it asks of their namespace; nothing where it is about one namespace by its name.
 */
export function doubtAbout(pods: Pods, namespaces: Selector | undefined): string {
  if (pods.kind === 'host') return `${nameOf(pods)} is on its node's network, which policies need not govern`;
  if (namespaces !== undefined && selects(namespaces, pods.namespace) === 'unknown') {
    return `the labels of namespace '${pods.namespace.name}' are not in the input`;
  }
  return `${nameOf(pods)} may bear labels that the input does not show`;
}
