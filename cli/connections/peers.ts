import type { End } from '../../constructs';
import { contains, tryCidr } from '../../constructs/network/cidr';
import { NAMESPACE_LABEL } from '../../constructs/network/labels';
import { fieldsOf, isAbsent } from '../../policies/fields';
import { selectsLabels } from '../../policies/labels';
import type { Party } from '../../policies/reachability/result';

/** The name that a stack gives to one end of its edges, and how its policies find it: see `endsOf`. */
export type KnownPeer = Pick<End, 'name' | 'role' | 'selectors'>;

/** Whether a party is what a peer names: pods by their labels, or addresses that lie in its ranges. */
export function isNamed(party: Party, { selectors }: KnownPeer): boolean {
  return selectors.some((selector) => {
    const { ipBlock, namespaceSelector, podSelector } = fieldsOf(selector, 'selector');
    if (party.kind === 'cidr') return !isAbsent(ipBlock) && isInBlock(party.id, ipBlock);
    return (
      isAbsent(ipBlock) &&
      selectsLabels(namespaceSelector, { [NAMESPACE_LABEL]: party.namespace }, 'namespaceSelector') &&
      selectsLabels(podSelector, party.labels, 'podSelector')
    );
  });
}

/** The peer that a party is; of ranges in each other, the narrowest around it. */
export function closest(party: Party, peers: readonly KnownPeer[]): KnownPeer | undefined {
  const found = peers.filter((peer) => isNamed(party, peer));
  return found.sort((a, b) => prefixAround(party, b) - prefixAround(party, a))[0];
}

function prefixAround({ id }: Party, { selectors }: KnownPeer): number {
  const around = selectors.flatMap((selector) => {
    const { ipBlock } = fieldsOf(selector, 'selector');
    const block = isAbsent(ipBlock) ? undefined : tryCidr(String(fieldsOf(ipBlock, 'ipBlock')['cidr']));
    return block !== undefined && isPart(id, block.text) ? [block.prefix] : [];
  });
  return Math.max(0, ...around);
}

/** Whether a peer's ranges hold the addresses that every pod is among. */
export function holdsPods({ selectors }: KnownPeer, podCidrs: readonly string[]): boolean {
  return podCidrs.some((cidr) =>
    selectors.some((selector) => {
      const { ipBlock } = fieldsOf(selector, 'selector');
      return !isAbsent(ipBlock) && isInBlock(cidr, ipBlock);
    }),
  );
}

function isInBlock(text: string, ipBlock: unknown): boolean {
  const { cidr, except } = fieldsOf(ipBlock, 'ipBlock');
  const excepted = Array.isArray(except) ? except.map(String) : [];
  return isPart(text, String(cidr)) && !excepted.some((range) => isPart(text, range));
}

/** Whether one range of addresses lies in another. */
export function isPart(part: string, whole: string): boolean {
  const [a, b] = [tryCidr(part), tryCidr(whole)];
  return a !== undefined && b !== undefined && contains(b, a);
}

/** Whether an object of the input makes the pods; of others, only a policy speaks. */
export function isMade(party: Party): boolean {
  return party.kind === 'workload' && party.assumed !== true;
}
