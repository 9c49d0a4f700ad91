import { renderEdges } from '../../cli/preview/screen/edges';
import { renderPatches } from '../../cli/preview/screen/patches';
import { type Edge, patch, SecureNamespace, synthesize, WebService } from '../../constructs';
import { environment, IMAGE, RESOURCES } from '../support/environment';

const EDGE: Edge = {
  from: 'shop/web',
  to: 'shop/api',
  port: 8080,
  protocol: 'TCP',
  infrastructure: false,
  by: 'allow',
  declaredAt: { path: 'test/shop/web', call: "allowTo('shop/api')" },
};

describe('the edges of a preview', () => {
  test('say by what identity the caller is known, and what of HTTP it may use', () => {
    const lines = renderEdges([
      { ...EDGE, identity: 'cluster.local/ns/shop/sa/web', http: { methods: ['GET'], paths: ['/v1/*'] } },
      { ...EDGE, to: 'shop/db', port: 5432 },
    ]);
    expect(lines.slice(0, 3)).toEqual([
      'Edges declared (2)',
      '  shop/web  →  shop/api  8080/TCP  as cluster.local/ns/shop/sa/web, only GET /v1/*',
      '  shop/web  →  shop/db   5432/TCP  no mesh identity',
    ]);
  });

  test('gather the infrastructure by peer and by what is open, in either direction', () => {
    const infrastructure = { ...EDGE, infrastructure: true };
    const lines = renderEdges([
      { ...infrastructure, from: 'kubelet', to: 'shop/web', port: 15020 },
      { ...infrastructure, from: 'kubelet', to: 'shop/api', port: 15020 },
      { ...infrastructure, from: 'shop/web', to: 'cluster-dns', port: 53 },
      { ...infrastructure, from: 'shop/web', to: 'cluster-dns', port: 53, protocol: 'UDP' },
    ]);
    expect(lines.slice(-3)).toEqual([
      'Edges of the infrastructure (4)',
      '  cluster-dns  ←  53/TCP, 53/UDP  shop/web',
      '  kubelet      →  15020/TCP       shop/web, shop/api',
    ]);
  });
});

describe('the patches of a preview', () => {
  test('say which field of which object was changed, why, and by whom', () => {
    const namespace = new SecureNamespace(environment(), 'shop');
    const web = new WebService(namespace, 'web', { image: IMAGE, scale: 1, resources: RESOURCES });
    expect(renderPatches(synthesize(namespace))).toEqual([]);
    patch(web, { kind: 'Deployment', change: { spec: { paused: true } }, why: 'until the migration is done' });
    expect(renderPatches(synthesize(namespace))).toEqual([
      'Patched (1)',
      '  Deployment shop/web  spec.paused  until the migration is done (test/shop/web)',
    ]);
  });
});
