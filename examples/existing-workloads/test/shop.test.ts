import { deepEqual, ok, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { edgesOf, synthesize } from '@dwcp/baseline';
import { shop } from '../shop';

test('the older Deployment reaches the database, with a login of its own', () => {
  const environment = shop();
  const edge = edgesOf(environment).find(
    ({ from, to }) => from === 'shop/legacy-orders' && to === 'shop/orders-db-pooler',
  );
  deepEqual([edge?.port, edge?.by], [5432, 'grant']);
  const ids = synthesize(environment).map(({ id }) => id);
  ok(ids.includes('vault:database/secretBackendRole:SecretBackendRole live/shop/orders-db/roles/legacy-orders'));
});

test('refuses a selector that is not that of the pods, because the grant would be dead', () => {
  const labels = "{ 'cdk8s.io/metadata.addr': 'live-shop-legacy-orders-c8594915' }";
  throws(() => shop({ selector: { app: 'order' } }), {
    message:
      `'live/shop/orders' adopts Deployment 'legacy-orders', which has pods with ${labels}, ` +
      `of which { app: 'order' } selects none; write selector: ${labels}`,
  });
});
