import { hostCidr, tryCidr } from '../../constructs/network/cidr';
import { cidrOf } from '../../policies/cidr';
import { reachabilityOf } from '../../policies/index';
import { isEmptySelector, narrows, selectsLabels } from '../../policies/labels';
import { selectorOf, selects } from '../../policies/selector';
import { resource } from '../support/network-comparison';
import { incoming, namespace, pod } from '../support/reachability-cases';

const SHOP = [namespace('shop'), pod('shop/web'), pod('shop/db')];

/** What the evaluator could not read of a policy of `shop` that lets in a peer. */
function unread(peer: object): readonly string[] {
  return reachabilityOf([...SHOP, incoming({ from: [peer] })].map(resource)).unknowns;
}

describe('ranges of addresses have one reader', () => {
  test.each([
    '10.0.0.0/08',
    '10.0.0.0/33',
    '10.0.0.0',
    '010.0.0.0/8',
    'fe80::1%eth0/64',
    '10.0.0.0/8/8',
    ' 10.0.0.0/8',
  ])("refuses '%s' in rules and in reachability alike", (text) => {
    expect(tryCidr(text)).toBeUndefined();
    expect(() => cidrOf(text, 'cidr')).toThrow(`'${text}' is no address range`);
    expect(unread({ ipBlock: { cidr: text } })).toEqual([
      `networking.k8s.io/v1/NetworkPolicy shop/in cannot be read: '${text}' is no address range (spec.ingress[0].from[0].ipBlock.cidr)`,
    ]);
  });

  test('refuses IPv4 that is written as IPv6, which kernels and clouds read in two ways', () => {
    const text = '::ffff:10.0.0.0/104';
    expect(() => cidrOf(text, 'cidr')).toThrow('has a part of ::ffff:0:0/96, IPv4 written as IPv6');
    expect(unread({ ipBlock: { cidr: text } })).toEqual([expect.stringContaining('which is read in two ways')]);
  });

  test('an address is the range of its own, of either family', () => {
    expect([hostCidr('10.0.0.1'), hostCidr('2001:db8::1')]).toEqual(['10.0.0.1/32', '2001:db8::1/128']);
  });

  test('refuses facts of a cluster that are no range, in the words of their author', () => {
    expect(() => reachabilityOf(SHOP.map(resource), { podCidrs: ['10.244.0.0'] })).toThrow(
      "podCidrs has '10.244.0.0', which is no address range; write one such as 10.244.0.0/16",
    );
  });
});

describe('label selectors have one reader', () => {
  const expression = (...expressions: object[]) => ({ matchExpressions: expressions });

  test.each<[string, object, string]>([
    ['`In` without values', expression({ key: 'app', operator: 'In' }), 'In needs a value'],
    ['`NotIn` with none', expression({ key: 'app', operator: 'NotIn', values: [] }), 'NotIn needs a value'],
    ['`Exists` with values', expression({ key: 'app', operator: 'Exists', values: ['x'] }), 'Exists takes no value'],
    ['an operator that is none', expression({ key: 'app', operator: 'Is' }), "'Is' is none of In"],
    ['a value that no label has', { matchLabels: { app: 'a b' } }, "'a b' is no value of a label"],
  ])('refuses %s in rules and in reachability alike', (_, selector, why) => {
    for (const read of [
      () => selectorOf(selector, 'x'),
      () => selectsLabels(selector, {}, 'x'),
      () => narrows(selector, 'x'),
      () => isEmptySelector(selector, 'x'),
    ]) {
      expect(read).toThrow(why);
    }
    expect(unread({ podSelector: selector })).toEqual([expect.stringContaining(why)]);
  });

  test('a label may be called as what every object has, and nothing bears it that does not', () => {
    for (const key of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const exists = expression({ key, operator: 'Exists' });
      const bearing = JSON.parse(`{ "${key}": "x" }`) as Record<string, string>;
      expect([key, selectsLabels(exists, {}, 'x'), selectsLabels(exists, bearing, 'x')]).toEqual([key, false, true]);
      const bare = { labels: {}, mayBear: () => false };
      expect(selects(selectorOf(exists, 'x'), bare)).toBe('no');
    }
  });

  test('refuses labels that are not text, which nobody bears', () => {
    expect(() => selectsLabels({ matchLabels: { app: 'api' } }, { app: 1 }, 'x')).toThrow('text was expected');
  });
});
