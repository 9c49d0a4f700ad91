import { comparing, manifest } from './support';

const ROLE = 'rbac.authorization.k8s.io/v1';
const rules = (...verbs: readonly string[]) => ({ rules: [{ apiGroups: [''], resources: ['pods'], verbs }] });
const role = (name: string, ...verbs: readonly string[]) => manifest(ROLE, 'Role', name, rules(...verbs));

/** Which resource was which, by ids. */
function pairs(before: readonly ReturnType<typeof role>[], after: readonly ReturnType<typeof role>[]) {
  return comparing({ objects: before }, { objects: after }).pairs.map((pair) => [pair.before?.id, pair.after?.id]);
}

const id = (name: string, version = 'v1') => `rbac.authorization.k8s.io/${version}/Role shop/${name}`;

describe('the pairs of a comparison', () => {
  test('are what differs, and neither what is equal nor what is written otherwise', () => {
    const quoted = { ...role('a', 'get'), rules: [{ verbs: ['get'], resources: ['pods'], apiGroups: [''] }] };
    expect(pairs([role('a', 'get'), role('b', 'get')], [quoted, role('b', 'list')])).toEqual([[id('b'), id('b')]]);
  });

  test('have one side where a resource came or went whole', () => {
    const other = manifest('v1', 'Service', 'a');
    expect(pairs([role('a', 'get')], [other])).toEqual([
      [undefined, 'v1/Service shop/a'],
      [id('a'), undefined],
    ]);
  });

  test('hold what is served in another version against what it was', () => {
    const old = { ...role('a', 'get', 'list', 'watch'), apiVersion: 'rbac.authorization.k8s.io/v1beta1' };
    expect(pairs([old], [role('a', '*')])).toEqual([[id('a', 'v1beta1'), id('a')]]);
  });

  test('hold what was renamed against what it was, unless it went to another namespace', () => {
    expect(pairs([role('reader', 'get')], [role('viewer', 'get')])).toEqual([[id('reader'), id('viewer')]]);
    const elsewhere = { ...role('reader', 'get'), metadata: { name: 'reader', namespace: 'till' } };
    expect(pairs([role('reader', 'get')], [elsewhere])).toEqual([
      [undefined, 'rbac.authorization.k8s.io/v1/Role till/reader'],
      [id('reader'), undefined],
    ]);
  });

  test('are of the items of a list, one by one', () => {
    const list = (...items: readonly object[]) => manifest('v1', 'List', 'all', { items });
    const [a, b, c] = [role('a', 'get'), role('b', 'get'), role('c', 'get')];
    expect(pairs([list(a, b)], [list(a, role('b', '*'))])).toEqual([
      [id('a'), id('a')],
      [id('b'), id('b')],
    ]);
    expect(pairs([list(a)], [list(a, c)])).toEqual([
      [id('a'), id('a')],
      [undefined, id('c')],
    ]);
  });
});
