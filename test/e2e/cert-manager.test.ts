import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { Manifest } from '../../constructs/plan/resource';
import { referenceResources } from '../support/reference';
import { Certificates, DAY, verified } from './cert-manager/certificates';
import { issuerOfVaultTests } from './cert-manager/of-vault-tests';
import { clusterIssuer } from './servers/cert-manager/installed';
import { type CertManager, startCertManager } from './servers/cert-manager/start';
import { type Authority, makeAuthority } from './servers/certificates';
import { type ControlPlane, startControlPlane } from './servers/control-plane';
import { ISSUED } from './stand-ins/cert-manager';
import { KubernetesApi } from './support/kubernetes-api';
import { expectRecorded, metricsIn } from './support/metrics';
import { world } from './support/world';

const PLAN = referenceResources('production');
const RENDERED = rendered('cert-manager.io/v1/Certificate edge/edge-tls');
const ALERTS = rendered('monitoring.coreos.com/v1/PrometheusRule edge/edge-tls');

/** As it is rendered, but of a life of seconds, which the webhook of cert-manager would not have. */
const SHORT: Manifest = {
  ...RENDERED,
  metadata: { ...RENDERED.metadata, name: 'short' },
  spec: { ...(RENDERED['spec'] as object), secretName: 'short', duration: '15s' },
};

/** One without the world's stand-in, which would issue, too. */
let cluster: ControlPlane;
let api: KubernetesApi;
let certificates: Certificates;
let certManager: CertManager;
let authority: Authority;
beforeAll(async () => {
  const { runDir } = world();
  cluster = await startControlPlane({ runDir, name: 'issuing-cluster' });
  api = new KubernetesApi(cluster);
  certificates = new Certificates(api);
  certManager = await startCertManager({ runDir, name: 'cert-manager' }, cluster);
  authority = await makeAuthority(join(runDir, 'issuing-authority'), 'dwcp-e2e-issuing');
  const { name } = (RENDERED['spec'] as { issuerRef: { name: string } }).issuerRef;
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: RENDERED.metadata.namespace! } };
  for (const object of [namespace, ...clusterIssuer(name, authority), RENDERED, SHORT]) await api.apply(object);
});
afterAll(async () => {
  await certManager?.stop();
  api?.close();
  await cluster?.stop();
});

function rendered(id: string): Manifest {
  const found = PLAN.find((resource) => resource.id === id);
  if (found?.api !== 'kubernetes') throw new Error(`no ${id} in the plan`);
  return found.object;
}

test('the certificate of the gateway is issued by the authority of its ClusterIssuer, to be renewed with a third of its life left', async () => {
  const status = await certificates.issued(RENDERED);
  const secret = await certificates.kept(RENDERED);
  const certificate = new X509Certificate(secret['tls.crt']!);
  await expect(verified(secret['tls.crt']!, 'dwcp.example.com', authority.certFile)).resolves.toMatch(/: OK$/);
  expect(secret['ca.crt']).toBe(authority.pem);
  expect(certificate.checkPrivateKey(createPrivateKey(secret['tls.key']!))).toBe(true);
  expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });

  const [begins, renews, ends] = [status.notBefore, status.renewalTime, status.notAfter].map(Date.parse) as number[];
  expect((ends! - begins!) / DAY).toBeCloseTo(90, 3);
  expect((ends! - renews!) / (ends! - begins!)).toBeCloseTo(0.34, 3);
  // What the stand-in says in the other tests.
  expect(status.conditions).toEqual(ISSUED.map((condition) => expect.objectContaining(condition)));
});

test('a certificate as it is rendered is renewed by itself, in time and with a new key', async () => {
  const first = await certificates.issued(SHORT);
  const before = await certificates.kept(SHORT);
  const next = await certificates.issued(SHORT, first);
  const after = await certificates.kept(SHORT);
  const [due, begun, end] = [first.renewalTime, next.notBefore, first.notAfter].map(Date.parse) as number[];
  expect(begun).toBeGreaterThanOrEqual(due!);
  expect(begun).toBeLessThan(end!);
  expect(after['tls.key']).not.toBe(before['tls.key']);
  await expect(verified(after['tls.crt']!, 'dwcp.example.com', authority.certFile)).resolves.toMatch(/: OK$/);
});

test('what the alerts about a certificate ask for is what cert-manager counts, under these names and labels', async () => {
  const { notBefore, notAfter } = await certificates.issued(RENDERED);
  const text = await (await fetch(certManager.metrics)).text();
  expectRecorded('cert-manager', metricsIn(text));
  const counted = text.split('\n');
  // Prometheus puts `exported_` before a label that it has itself.
  const asked = JSON.stringify(ALERTS['spec']).matchAll(/(certmanager_\w+)\{(name=[^,}]+),(namespace=[^,}]+)\}/g);
  const seconds = [...asked].map(([, metric, ...labels]) => {
    const wanted = labels.map((label) => label.replaceAll('\\"', '"'));
    const series = counted.filter((line) => line.startsWith(`${metric}{`) && wanted.every((one) => line.includes(one)));
    expect(series).toHaveLength(1);
    return [metric, Number(series[0]!.split(' ').at(-1))];
  });
  expect(Object.fromEntries(seconds)).toEqual({
    certmanager_certificate_expiration_timestamp_seconds: Date.parse(notAfter) / 1000,
    certmanager_certificate_not_before_timestamp_seconds: Date.parse(notBefore) / 1000,
  });
});

issuerOfVaultTests(() => cluster);
