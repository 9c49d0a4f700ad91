import { environment, FACTS } from '../../support/environment';

const { cluster } = FACTS;

test('refuses a cache of DNS that is not on the node: every pod may ask it, so names would leave the cluster', () => {
  expect(() => environment({}, { cluster: { ...cluster, dns: { ...cluster.dns, nodeLocalIp: '8.8.8.8' } } })).toThrow(
    "'test' facts.cluster.dns.nodeLocalIp: 8.8.8.8 is not node-local (169.254.0.0/16 or fd00::/8); " +
      "give the node-local DNS cache's address, 169.254.20.10 in its manifests",
  );
});
