import { ApiObject, Chart } from 'cdk8s';
import * as plus from 'cdk8s-plus-28';
import { KubernetesObject, SecureNamespace, synthesize, UserError, Worker } from '../../../constructs';
import { environment, IMAGE, objectIn, RESOURCES } from '../../support/environment';

function orders() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  return { tree, namespace, chart: new Chart(namespace, 'team') };
}

const idsOf = (tree: ReturnType<typeof environment>) =>
  synthesize(tree)
    .filter(({ path }) => path.startsWith('test/orders/team'))
    .map(({ id }) => id);

describe('what is declared in a namespace', () => {
  test('is in it, whatever charts stand between', () => {
    const { tree, chart } = orders();
    new ApiObject(chart, 'hand', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'hand' } });
    new KubernetesObject(chart, 'ours', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ours' } });
    new plus.ConfigMap(chart, 'plus', { metadata: { name: 'plus' } });
    new Worker(chart, 'mail', { image: IMAGE, scale: 1, resources: RESOURCES });
    expect(idsOf(tree)).toEqual(
      expect.arrayContaining(['v1/ConfigMap orders/hand', 'v1/ConfigMap orders/ours', 'v1/ConfigMap orders/plus']),
    );
    expect(idsOf(tree).filter((id) => !/ orders\//.test(id))).toEqual([]);
  });

  test('comes after the namespace and what guards it', () => {
    const { tree, chart } = orders();
    new ApiObject(chart, 'hand', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'hand' } });
    expect(synthesize(tree).find(({ id }) => id === 'v1/ConfigMap orders/hand')?.dependsOn).toEqual(
      expect.arrayContaining(['v1/Namespace orders', 'networking.k8s.io/v1/NetworkPolicy orders/default-deny']),
    );
  });

  test('is in none when it is of a kind that is in none', () => {
    const { tree, namespace } = orders();
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    new ApiObject(namespace, 'reader', { apiVersion, kind: 'ClusterRole', metadata: { name: 'reader' } });
    expect(objectIn(tree, 'ClusterRole', 'reader').metadata).toEqual({ name: 'reader' });
  });

  test('refuses to say that it is in another', () => {
    const { tree, namespace, chart } = orders();
    const metadata = { name: 'hand', namespace: 'default' };
    new ApiObject(namespace, 'hand', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    const elsewhere = new Chart(chart, 'elsewhere', { namespace: 'billing' });
    new plus.ConfigMap(elsewhere, 'plus', { metadata: { name: 'plus' } });
    expect(() => synthesize(tree)).toThrow(
      new UserError([
        "'test/orders/team/elsewhere/plus/Resource' says namespace 'billing' and is declared in 'orders'; leave `namespace` out, or declare it elsewhere",
        "'test/orders/hand' says namespace 'default' and is declared in 'orders'; leave `namespace` out, or declare it elsewhere",
      ]),
    );
  });
});
