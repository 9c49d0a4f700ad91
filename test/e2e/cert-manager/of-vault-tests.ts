import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../constructs/plan/resource';
import { type ControlPlane, TOKEN_AUDIENCE } from '../servers/control-plane';
import { startVault, type Vault } from '../servers/vault';
import { KubernetesApi } from '../support/kubernetes-api';
import { vaultRequest } from '../support/vault-api';
import { world } from '../support/world';
import { Certificates, DAY, verified } from './certificates';
import { copied, deployIssuer, ELSEWHERE, ISSUER, NAME, NAMESPACE, tokenOf } from './of-vault';

/** What is asserted of an issuer as it is rendered, in a cluster where cert-manager runs, and of a Vault beside it. */
export function issuerOfVaultTests(the: () => ControlPlane): void {
  describe('an issuer of Vault’s', () => {
    const certificate = (name: string, spec: object = {}): Manifest => {
      const rendered = objects.find(({ kind }) => kind === 'Certificate')!;
      const changed = { ...(rendered['spec'] as object), secretName: name, ...spec };
      return { ...rendered, metadata: { name, namespace: NAMESPACE }, spec: changed };
    };
    const login = async (jwt: string) => {
      const { address, caFile } = vault;
      const path = `auth/test/${NAMESPACE}/kubernetes/login`;
      const made = await vaultRequest({ address, caFile }, 'POST', path, { role: ISSUER, jwt });
      return (made as { readonly auth: { readonly client_token: string } }).auth.client_token;
    };
    const AUDIENCES = [`vault://${NAMESPACE}/${ISSUER}`, TOKEN_AUDIENCE];

    let api: KubernetesApi;
    let certificates: Certificates;
    let vault: Vault;
    let objects: readonly Manifest[];
    let rootFile: string;
    beforeAll(async () => {
      const { runDir } = world();
      api = new KubernetesApi(the());
      certificates = new Certificates(api);
      vault = await startVault({ runDir, name: 'issuing-vault' });
      const deployed = await deployIssuer({ cluster: the(), vault });
      objects = deployed.objects;
      rootFile = join(runDir, 'issuing-root.pem');
      writeFileSync(rootFile, deployed.root);
    });
    afterAll(async () => {
      api?.close();
      await vault?.stop();
    });

    test('has the authority sign a certificate of a week for its name, by the chain up to the root', async () => {
      const rendered = objects.find(({ kind }) => kind === 'Certificate')!;
      await certificates.condition(objects.find(({ kind }) => kind === 'Issuer')!, 'Ready', 'True');
      const { notBefore, renewalTime, notAfter } = await certificates.issued(rendered);
      const secret = await certificates.kept(rendered);
      await expect(verified(secret['tls.crt']!, NAME, rootFile)).resolves.toMatch(/: OK$/);
      expect(secret['ca.crt']?.trim()).toBe(deployedRoot());
      const leaf = new X509Certificate(secret['tls.crt']!);
      expect(leaf.subjectAltName).toBe(`DNS:${NAME}`);
      expect(leaf.checkPrivateKey(createPrivateKey(secret['tls.key']!))).toBe(true);
      // Of use to a server alone.
      expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
      const [begins, renews, ends] = [notBefore, renewalTime, notAfter].map(Date.parse) as number[];
      expect((ends! - begins!) / DAY).toBeCloseTo(7, 2);
      expect((renews! - begins!) / (ends! - begins!)).toBeLessThan(2 / 3);
    });

    test('gives a week, whatever a Certificate asks for', async () => {
      const long = certificate('long', { duration: '2400h' });
      await api.apply(long);
      const { notBefore, notAfter } = await certificates.issued(long);
      expect((Date.parse(notAfter) - Date.parse(notBefore)) / DAY).toBeCloseTo(7, 2);
    });

    test('has a certificate followed by the next, before two thirds of its life are over', async () => {
      // Vault has each begin half a minute ago, so of less it would be due at once.
      const brief = certificate('brief', { duration: '30s' });
      await api.apply(brief);
      const first = await certificates.issued(brief);
      const before = await certificates.kept(brief);
      const next = await certificates.issued(brief, first);
      const after = await certificates.kept(brief);
      expect(Date.parse(next.notBefore) + 30_000).toBeGreaterThanOrEqual(Date.parse(first.renewalTime));
      expect(Date.parse(next.notBefore) + 30_000).toBeLessThan(Date.parse(first.notAfter));
      expect(after['tls.key']).not.toBe(before['tls.key']);
      await expect(verified(after['tls.crt']!, NAME, rootFile)).resolves.toMatch(/: OK$/);
    });

    test.each([
      ['a name that is not its own', { dnsNames: ['api.orders.svc'] }, 'api.orders.svc not allowed by this role'],
      ['a name below its own', { dnsNames: [`other.${NAME}`] }, `other.${NAME} not allowed by this role`],
      ['every name below its own', { dnsNames: [`*.${NAME}`] }, `*.${NAME} not allowed by this role`],
      ['an address', { ipAddresses: ['192.0.2.1'] }, 'IP Subject Alternative Names are not allowed'],
      ['another common name', { commonName: 'api.orders.svc' }, 'common name api.orders.svc not allowed'],
      ['an identity of the mesh', { uris: ['spiffe://cluster.local/ns/shop/sa/api'] }, 'URI Subject Alternative Names'],
      ['a key of another kind', { privateKey: { algorithm: 'RSA', size: 2048 } }, 'role requires keys of type ec'],
    ])('is refused %s, and the Certificate says so', async (what, spec, why) => {
      const refused = certificate(what.replaceAll(' ', '-'), spec);
      await api.apply(refused);
      const { reason, message } = await certificates.condition(refused, 'Issuing', 'False');
      expect(reason).toBe('Failed');
      expect(message).toContain(why);
      const { name, namespace } = refused.metadata;
      await expect(
        api.get({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: namespace! } }),
      ).resolves.toBe(undefined);
    });

    test('is of no use in another namespace, whose account of the same name is refused with 403', async () => {
      const thief = copied(objects);
      for (const object of thief) await api.apply(object);
      const { message } = await certificates.condition(thief.find(({ kind }) => kind === 'Issuer')!, 'Ready', 'False');
      expect(message).toContain('403');
      // By the very audience of the first.
      await expect(login(await tokenOf(api, [ELSEWHERE, ISSUER], AUDIENCES))).rejects.toThrow('HTTP 403');
    });

    test('lets in no other account of its namespace, and no token that is for somebody else', async () => {
      await api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'api', namespace: NAMESPACE } });
      await expect(login(await tokenOf(api, [NAMESPACE, 'api'], AUDIENCES))).rejects.toThrow('HTTP 403');
      for (const audiences of [[TOKEN_AUDIENCE], ['vault', TOKEN_AUDIENCE], ['vault://shop/other', TOKEN_AUDIENCE]]) {
        await expect(login(await tokenOf(api, [NAMESPACE, ISSUER], audiences))).rejects.toThrow(/HTTP (400|403)/);
      }
    });

    test('is asked by cert-manager through tokens of its own account alone', async () => {
      const asCertManager = KubernetesApi.fromKubeconfig(join(world().runDir, 'cert-manager', 'kubeconfig'));
      const own = await tokenOf(asCertManager, [NAMESPACE, ISSUER], AUDIENCES);
      await expect(tokenOf(asCertManager, [NAMESPACE, 'default'], AUDIENCES)).rejects.toThrow('forbidden');
      asCertManager.close();
      const { address, caFile } = vault;
      const as = { address, caFile, token: await login(own) };
      const path = `test/${NAMESPACE}/certificates.1`;
      const csr = { csr: 'none', common_name: NAME };
      const statuses = [`issue/${NAMESPACE}.${ISSUER}`, 'sign/other', 'sign-verbatim', 'root/sign-intermediate'].map(
        (one) => vaultRequest(as, 'POST', `${path}/${one}`, csr),
      );
      for (const refused of statuses) await expect(refused).rejects.toThrow('HTTP 403');
      const late = vaultRequest(as, 'POST', `${path}/sign/${NAMESPACE}.${ISSUER}`, {
        ...csr,
        not_after: '2099-01-01T00:00:00Z',
      });
      await expect(late).rejects.toThrow('HTTP 403');
    });

    const deployedRoot = () => readFileSync(rootFile, 'utf8').trim();
  });
}
