import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { exampleProblems, reachabilityIn } from '@dwcp/baseline/policies';
import type { ShopFacts } from '../facts';
import platform from '../platform';
import { namesItsTeam } from '../rules/names-its-team';

const image = `registry.example.com/shop:17.6@sha256:${'0'.repeat(64)}`;
const facts: ShopFacts = {
  team: 'checkout',
  cluster: {
    id: 'd4b1f6c8-5a27-4e93-8f0c-3e6a9b7d2c15',
    context: 'test',
    apiServer: { cidrs: ['192.0.2.10/32'], port: 6443 },
    dns: { serviceIp: '10.96.0.10' },
    podCidrs: ['10.244.0.0/16'],
    nodeCidrs: ['10.10.0.0/20'],
    trustDomain: 'shop.internal',
  },
  vault: {
    address: 'https://vault.vault.svc:8200',
    namespace: 'vault',
    databaseCertificates: '/vault/userconfig/databases',
  },
  images: { orders: image, mailer: image, postgres: image, pgbouncer: image },
};

test('the mailer reaches the orders, and not the other way round', () => {
  const answers = reachabilityIn(platform.plan('live', facts));
  const ask = (from: string, to: string) => answers.explain({ from, to, port: 8080, protocol: 'TCP' }).outcome;
  equal(ask('shop/mailer', 'shop/orders'), 'open');
  equal(ask('shop/orders', 'shop/mailer'), 'closed');
});

test('the database keeps a standby in live, and not in qa', () => {
  const instances = (name: string) => {
    const cluster = platform.plan(name, facts).resources.find(({ kind }) => kind === 'Cluster');
    ok(cluster?.api === 'kubernetes');
    return (cluster.object['spec'] as { instances: number }).instances;
  };
  deepEqual(['qa', 'live'].map(instances), [1, 3]);
});

test('our rule finds what its examples say', () => {
  deepEqual(exampleProblems(namesItsTeam), []);
});
