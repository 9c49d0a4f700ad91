import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import {
  Environment,
  Gateway,
  IntermediateAuthority,
  type Manifest,
  planOf,
  SecureNamespace,
  VaultResource,
  WebService,
} from '../../../constructs';
import { resourceId } from '../../../constructs/plan/identity';
import { FIRST, ROOT } from '../../support/authorities';
import { FACTS, IMAGE, POSTURE, RESOURCES } from '../../support/environment';
import { everyOption } from '../../support/every-option';

const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-'));
afterAll(() => rmSync(outdir, { recursive: true }));

/** Ids in the order in which `kubectl apply` reads what cdk8s wrote. */
function written(app: App): string[] {
  app.synth();
  const files = readdirSync(app.outdir).sort();
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(join(app.outdir, file), 'utf8')).map((one) => resourceId(one.toJSON() as Manifest)),
  );
}

function environment(name: string): Environment {
  const app = new App({ outdir: join(outdir, name) });
  return new Environment(app, 'test', { posture: POSTURE, facts: FACTS });
}

/** What stands before something that it needs. */
function tooEarly(ids: readonly string[], tree: Environment): string[] {
  const at = new Map(ids.map((id, index) => [id, index]));
  return planOf(tree).resources.flatMap(({ id, dependsOn }) =>
    dependsOn.filter((before) => (at.get(before) ?? -1) > (at.get(id) ?? Infinity)).map((before) => `${id}: ${before}`),
  );
}

describe("cdk8s' own app.synth()", () => {
  test('writes everything of Kubernetes, each after what it needs', () => {
    const tree = everyOption();
    tree.leaveVaultToOthers();
    const app = App.of(tree);
    Object.defineProperty(app, 'outdir', { value: join(outdir, 'every-option') });
    const ids = written(app);
    const ours = planOf(tree).resources.filter(({ api }) => api === 'kubernetes');
    expect([...ids].sort()).toEqual(ours.map(({ id }) => id).sort());
    expect(tooEarly(ids, tree)).toEqual([]);
  });

  test('writes a gateway that leads to the namespace of the authority which signs for it', () => {
    const tree = environment('signed');
    tree.leaveVaultToOthers();
    const shop = new SecureNamespace(tree, 'shop');
    const authority = new IntermediateAuthority(shop, 'certificates', { signedCertificates: [FIRST + ROOT] });
    const web = new WebService(shop, 'web', { image: IMAGE, scale: 2, resources: RESOURCES });
    const to = { domain: 'shop.example.com', clientCidrs: ['198.51.100.0/24'], certificateIssuer: { authority } };
    new Gateway(tree, 'edge', to).expose(web, { path: '/', public: true });
    const ids = written(App.of(tree));
    expect(ids).toContain('cert-manager.io/v1/Issuer edge/issuer');
    expect(ids).toContainEqual(expect.stringContaining('HTTPRoute shop/web.edge'));
  });

  test('writes a namespace before a chart of somebody in it', () => {
    const tree = environment('nested');
    const shop = new SecureNamespace(tree, 'shop');
    new WebService(shop, 'api', { image: IMAGE, port: 8080, scale: 2, resources: RESOURCES });
    const chart = new Chart(shop, 'theirs', { namespace: 'shop' });
    new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    const ids = written(App.of(tree));
    expect(ids.indexOf('v1/Namespace shop')).toBe(0);
    expect(ids).toContain('v1/ConfigMap shop/settings');
  });

  test('refuses a chart of somebody whose objects it would write into another namespace', () => {
    const tree = environment('astray');
    new Chart(new SecureNamespace(tree, 'shop'), 'theirs');
    expect(() => App.of(tree).synth()).toThrow(
      "[test/shop] has 'test/shop/theirs' in it, which cdk8s writes into 'default'; give that chart { namespace: 'shop' }",
    );
    expect(() => planOf(tree)).not.toThrow();
  });

  test('refuses to leave Vault out without a word', () => {
    const tree = environment('vault');
    new VaultResource(new SecureNamespace(tree, 'shop'), 'mount', {
      type: 'vault:index/mount:Mount',
      path: 'kv',
      args: () => ({ type: 'kv', path: 'kv' }),
    });
    expect(() => App.of(tree).synth()).toThrow(
      '[test] has 1 resource in Vault, of which cdk8s writes no YAML; deploy planOf(environment), write it with ' +
        '`dwcp synth`, or say environment.leaveVaultToOthers()',
    );
    expect(planOf(tree).resources.map(({ api }) => api)).toContain('vault');
    tree.leaveVaultToOthers();
    expect(written(App.of(tree))).toContain('v1/Namespace shop');
  });
});
