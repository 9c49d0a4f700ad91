import { mesh } from '../../../../../cli/preview/meaning/security/mesh';
import type { Manifest } from '../../../../../constructs';
import { comparing, manifest } from '../../support';
import { said, saidBothWays } from './said';

const side = (...objects: readonly Manifest[]) => ({ objects });
const labelled = (app: string) => ({ matchLabels: { app } });

describe('mutual TLS', () => {
  const peers = (spec: object, name = 'default', namespace = 'shop') => ({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name, namespace },
    spec,
  });
  const mode = (value: string) => ({ mtls: { mode: value } });

  test.each([
    ['STRICT', 'PERMISSIVE'],
    ['PERMISSIVE', 'DISABLE'],
    ['STRICT', 'DISABLE'],
  ])('is weaker as %s → %s, and the other way stronger', (strict, weak) => {
    const [weaker, stronger] = saidBothWays(mesh, side(peers(mode(strict))), side(peers(mode(weak))));
    expect(weaker).toEqual([`worse: mutual TLS of every pod in shop: mode ${strict} → ${weak}`]);
    expect(stronger).toEqual([`better: mutual TLS of every pod in shop: mode ${weak} → ${strict}`]);
  });

  test('falls back on what is around it when a policy goes, and is as before where that is the same', () => {
    const root = peers(mode('STRICT'), 'default', 'istio-system');
    const [gone, come] = saidBothWays(mesh, side(peers(mode('STRICT'))), side());
    expect(gone).toEqual(['worse: mutual TLS of every pod in shop: mode STRICT → PERMISSIVE']);
    expect(come).toEqual(['better: mutual TLS of every pod in shop: mode PERMISSIVE → STRICT']);
    expect(saidBothWays(mesh, side(root, peers(mode('STRICT'))), side(root))).toEqual([[], []]);
    expect(said(mesh, side(root, peers(mode('PERMISSIVE'))), side(root))).toEqual([
      'better: mutual TLS of every pod in shop: mode PERMISSIVE → STRICT',
    ]);
  });

  test('of the mesh counts where a namespace says nothing', () => {
    const root = (value: string) => peers(mode(value), 'default', 'istio-system');
    expect(said(mesh, side(root('STRICT'), peers({})), side(root('PERMISSIVE'), peers({})))).toEqual([
      'worse: mutual TLS of every pod in shop: mode STRICT → PERMISSIVE',
      'worse: mutual TLS of the mesh: mode STRICT → PERMISSIVE',
    ]);
  });

  test('is told of some pods, and of a port, by itself', () => {
    const some = (spec: object) => peers({ selector: labelled('api'), ...spec }, 'api');
    const strict = peers(mode('STRICT'));
    const [weaker, stronger] = saidBothWays(
      mesh,
      side(strict),
      side(strict, some({ portLevelMtls: { 8080: { mode: 'DISABLE' } } })),
    );
    expect(weaker).toEqual(['worse: mutual TLS of pods with app=api in shop: mode on 8080 STRICT → DISABLE']);
    expect(stronger).toEqual(['better: mutual TLS of pods with app=api in shop: mode on 8080 DISABLE → STRICT']);
    expect(said(mesh, side(strict), side(strict, some(mode('PERMISSIVE'))))).toEqual([
      'worse: mutual TLS of pods with app=api in shop: mode STRICT → PERMISSIVE',
    ]);
  });

  test.each<[what: string, objects: Manifest[], says: string]>([
    [
      'a mode that nobody knows',
      [peers(mode('MAYBE'))],
      "not known, since security.istio.io/v1/PeerAuthentication shop/default cannot be read: 'MAYBE' is none of UNSET, STRICT, PERMISSIVE, DISABLE (spec.mtls.mode)",
    ],
    [
      'two that say different things',
      [peers(mode('STRICT')), peers(mode('PERMISSIVE'), 'other')],
      'not known, since security.istio.io/v1/PeerAuthentication shop/default and security.istio.io/v1/PeerAuthentication shop/other say different things',
    ],
  ])('cannot be ranked by %s', (_, objects, says) => {
    const [there, back] = saidBothWays(mesh, side(peers(mode('STRICT'))), side(...objects));
    const unranked = (change: string) => [
      `worse: mutual TLS of every pod in shop: mode ${change}, and nobody can tell whether that is stricter`,
    ];
    expect(there).toEqual(unranked(`STRICT → ${says}`));
    expect(back).toEqual(unranked(`${says} → STRICT`));
  });

  test('is no news of a namespace that comes or goes whole', () => {
    const shop = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } },
    };
    expect(saidBothWays(mesh, side(), side(shop, peers(mode('STRICT'))))).toEqual([[], []]);
  });
});

describe('authorization', () => {
  const policy = (spec: object, name = 'api') =>
    manifest('security.istio.io/v1', 'AuthorizationPolicy', name, { spec });
  const by = (...principals: readonly string[]) => ({ from: [{ source: { principals } }] });
  const NOTHING = policy({}, 'allow-nothing');
  const api = (...rules: readonly object[]) => policy({ selector: labelled('api'), rules });

  test.each<[what: string, narrow: object, wide: object, may: string]>([
    ['a principal', by('a'), by('a', 'b'), 'let through requests from principals b'],
    [
      'any of a namespace',
      by('td/ns/shop/sa/a'),
      by('td/ns/shop/*'),
      'let through requests from principals td/ns/shop/*',
    ],
    ['anybody', by('a'), {}, 'let through requests from anybody'],
    [
      'anything',
      { ...by('a'), to: [{ operation: { ports: ['80'] } }] },
      by('a'),
      'let through requests from principals a',
    ],
    [
      'a port',
      { to: [{ operation: { ports: ['80'] } }] },
      { to: [{ operation: { ports: ['80', '81'] } }] },
      'let through requests from anybody for ports 81',
    ],
    [
      'a method',
      { to: [{ operation: { methods: ['GET'] } }] },
      { to: [{ operation: { methods: ['GET', 'POST'] } }] },
      'let through requests from anybody for methods GET, POST',
    ],
    [
      'what was left out',
      { to: [{ operation: { notPaths: ['/admin*', '/debug'] } }] },
      { to: [{ operation: { notPaths: ['/debug'] } }] },
      'let through requests from anybody for notPaths /debug',
    ],
    [
      'another claim',
      { when: [{ key: 'request.auth.claims[group]', values: ['ops'] }] },
      { when: [{ key: 'request.auth.claims[group]', values: ['ops', 'dev'] }] },
      'let through requests from anybody when request.auth.claims[group] is ops, dev',
    ],
    [
      'a claim that was left out',
      { when: [{ key: 'request.headers[x]', notValues: ['y', 'z'] }] },
      { when: [{ key: 'request.headers[x]', notValues: ['y'] }] },
      'let through requests from anybody when request.headers[x] is not y',
    ],
    [
      'no claim at all',
      { when: [{ key: 'request.headers[x]', notValues: ['y'] }] },
      {},
      'let through requests from anybody',
    ],
  ])('that lets through %s besides is weaker, and the other way stronger', (_, narrow, wide, may) => {
    const [wider, narrower] = saidBothWays(mesh, side(NOTHING, api(narrow)), side(NOTHING, api(wide)));
    expect(wider).toEqual([`worse: AuthorizationPolicy shop/api: may ${may}`]);
    expect(narrower.join()).toMatch(/^better: AuthorizationPolicy shop\/api: may no longer let through /);
    const [finding] = mesh(comparing(side(NOTHING, api(narrow)), side(NOTHING, api(wide))));
    expect(finding).toMatchObject({ topic: 'mesh', gate: 'wider-reachability' });
  });

  test('that goes leaves pods open where nothing else bounds them, and takes away what it let through where something does', () => {
    const [gone, come] = saidBothWays(mesh, side(api(by('a'))), side());
    expect(gone).toEqual([
      'worse: AuthorizationPolicy shop/api: no longer bounds requests to its pods, and nothing else does',
    ]);
    expect(come).toEqual(['better: AuthorizationPolicy shop/api: now bounds requests to its pods']);
    expect(said(mesh, side(NOTHING, api(by('a'))), side(NOTHING))).toEqual([
      'better: AuthorizationPolicy shop/api: may no longer let through requests from principals a',
    ]);
    const root = { ...NOTHING, metadata: { name: 'allow-nothing', namespace: 'istio-system' } };
    expect(said(mesh, side(root, api(by('a'))), side(root))).toEqual([
      'better: AuthorizationPolicy shop/api: may no longer let through requests from principals a',
    ]);
    expect(said(mesh, side(root, api(by('a'))), side(api(by('a'))))).toEqual([
      'worse: AuthorizationPolicy istio-system/allow-nothing: others bound requests to its pods in part, and nobody can tell whether that is stricter',
    ]);
  });

  test('that refuses less is weaker, and no news where another one refuses it', () => {
    const deny = (...rules: readonly object[]) => policy({ action: 'DENY', rules }, 'deny');
    const [less, more] = saidBothWays(mesh, side(deny(by('a'), by('b'))), side(deny(by('a'))));
    expect(less).toEqual(['worse: AuthorizationPolicy shop/deny: no longer refuses requests from principals b']);
    expect(more).toEqual(['better: AuthorizationPolicy shop/deny: now refuses requests from principals b']);
    const [gone, come] = saidBothWays(mesh, side(deny(by('a'))), side());
    expect(gone).toEqual(['worse: AuthorizationPolicy shop/deny: no longer refuses requests from principals a']);
    expect(come).toEqual(['better: AuthorizationPolicy shop/deny: now refuses requests from principals a']);
    const everybody = policy({ action: 'DENY', rules: [{}] }, 'everybody');
    expect(said(mesh, side(deny(by('a')), everybody), side(everybody))).toEqual([]);
    const [finding] = mesh(comparing(side(deny(by('a'))), side()));
    expect(finding).toMatchObject({ gate: 'weaker-posture' });
  });

  test('that asks another provider no longer asks the first', () => {
    const asking = (name: string) => policy({ action: 'CUSTOM', provider: { name }, rules: [{}] });
    expect(said(mesh, side(asking('oauth')), side(asking('nobody')))).toEqual([
      "worse: AuthorizationPolicy shop/api: no longer asks provider 'oauth' about requests from anybody",
    ]);
  });

  test('that only refuses where it let through is told as both', () => {
    const [there] = saidBothWays(
      mesh,
      side(NOTHING, api(by('a'))),
      side(NOTHING, policy({ selector: labelled('api'), action: 'DENY', rules: [by('a')] })),
    );
    expect(there).toEqual([
      'better: AuthorizationPolicy shop/api: may no longer let through requests from principals a and now refuses requests from principals a',
    ]);
  });

  test('that is only tried no longer bounds anything', () => {
    const tried = {
      ...api(by('a')),
      metadata: { name: 'api', namespace: 'shop', annotations: { 'istio.io/dry-run': 'true' } },
    };
    const [there, back] = saidBothWays(mesh, side(api(by('a'))), side(tried));
    expect(there).toEqual([
      'worse: AuthorizationPolicy shop/api: no longer bounds requests to its pods, and nothing else does',
    ]);
    expect(back).toEqual(['better: AuthorizationPolicy shop/api: now bounds requests to its pods']);
  });

  test('that only writes to a log is no news', () => {
    expect(said(mesh, side(), side(policy({ action: 'AUDIT', rules: [{}] })))).toEqual([]);
  });

  test('that cannot be read cannot be ranked, from either side', () => {
    const [there, back] = saidBothWays(mesh, side(NOTHING, api(by('a'))), side(NOTHING, policy({ action: 'MAYBE' })));
    expect(there).toEqual([
      "worse: AuthorizationPolicy shop/api: nobody can tell whether it is stricter, since security.istio.io/v1/AuthorizationPolicy shop/api cannot be read: 'MAYBE' is none of ALLOW, DENY, CUSTOM, AUDIT (spec.action)",
    ]);
    expect(back).toEqual(there);
  });
});

describe('what each object says', () => {
  const istio = (kind: string, spec: object) => side(manifest('networking.istio.io/v1', kind, 'api', { spec }));
  const namespace = (labels: object) =>
    side({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: labels as never } });
  const pod = (metadata: object) =>
    side(
      manifest('apps/v1', 'Deployment', 'api', {
        spec: { template: { metadata, spec: { containers: [{ name: 'api' }] } } },
      }),
    );
  const annotated = (key: string, value: string) => pod({ annotations: { [key]: value } });
  const rule = (tls?: object) => istio('DestinationRule', { host: 'db', trafficPolicy: { ...(tls && { tls }) } });
  const REQUESTS = 'security.istio.io/v1';
  const tokens = (jwtRules: readonly object[]) =>
    side(manifest(REQUESTS, 'RequestAuthentication', 'api', { spec: { jwtRules } }));

  test.each<[what: string, strict: object, weak: object, worse: string, better: string]>([
    [
      'a namespace leaves the mesh',
      namespace({ 'istio-injection': 'enabled' }),
      namespace({}),
      'Namespace shop: may run pods outside the mesh',
      'Namespace shop: may no longer run pods outside the mesh',
    ],
    [
      'pods leave the mesh',
      pod({}),
      pod({ labels: { 'sidecar.istio.io/inject': 'false' } }),
      'Deployment shop/api: may run outside the mesh',
      'Deployment shop/api: may no longer run outside the mesh',
    ],
    [
      'a port passes the sidecar by',
      pod({}),
      annotated('traffic.sidecar.istio.io/excludeInboundPorts', '9090'),
      'Deployment shop/api: may be called past its sidecar on 9090',
      'Deployment shop/api: may no longer be called past its sidecar on 9090',
    ],
    [
      'calls pass the sidecar by',
      pod({}),
      annotated('traffic.sidecar.istio.io/excludeOutboundIPRanges', '0.0.0.0/0'),
      'Deployment shop/api: may call past its sidecar 0.0.0.0/0',
      'Deployment shop/api: may no longer call past its sidecar 0.0.0.0/0',
    ],
    [
      'nothing is intercepted',
      pod({}),
      annotated('sidecar.istio.io/interceptionMode', 'NONE'),
      'Deployment shop/api: may be called past its sidecar',
      'Deployment shop/api: may no longer be called past its sidecar',
    ],
    [
      'callers call in clear text',
      rule(),
      rule({ mode: 'DISABLE' }),
      'DestinationRule shop/api: may call db in clear text',
      'DestinationRule shop/api: may no longer call db in clear text',
    ],
    [
      'callers no longer prove who they are',
      rule({ mode: 'ISTIO_MUTUAL' }),
      rule(),
      'DestinationRule shop/api: no longer calls db by mutual TLS',
      'DestinationRule shop/api: now calls db by mutual TLS',
    ],
    [
      'callers ask nothing of who answers',
      rule({ mode: 'MUTUAL' }),
      rule({ mode: 'MUTUAL', insecureSkipVerify: true }),
      'DestinationRule shop/api: may call db without verifying who answers',
      'DestinationRule shop/api: may no longer call db without verifying who answers',
    ],
    [
      'callers ask for no name',
      rule({ mode: 'MUTUAL', subjectAltNames: ['db.example.com'] }),
      rule({ mode: 'MUTUAL' }),
      'DestinationRule shop/api: no longer asks that db is db.example.com',
      'DestinationRule shop/api: now asks that db is db.example.com',
    ],
    [
      'calls go where the mesh knows nobody',
      istio('Sidecar', { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }),
      istio('Sidecar', {}),
      'Sidecar shop/api: no longer keeps calls to what the mesh knows',
      'Sidecar shop/api: now keeps calls to what the mesh knows',
    ],
    [
      'callers may call every host',
      istio('Sidecar', { egress: [{ hosts: ['./*'] }] }),
      istio('Sidecar', {}),
      'Sidecar shop/api: may call every host',
      'Sidecar shop/api: may no longer call every host',
    ],
    [
      'nothing bounds what callers call',
      istio('Sidecar', { egress: [{ hosts: ['./*'] }] }),
      side(),
      'Sidecar shop/api: may call every host',
      'Sidecar shop/api: may no longer call every host',
    ],
    [
      'the mesh knows one more host outside',
      istio('ServiceEntry', { hosts: ['a'], ports: [{ number: 443, protocol: 'TLS' }], exportTo: ['.'] }),
      istio('ServiceEntry', { hosts: ['a', 'b'], ports: [{ number: 443, protocol: 'TLS' }], exportTo: ['.'] }),
      'ServiceEntry shop/api: may lead calls to b on 443 by TLS',
      'ServiceEntry shop/api: may no longer lead calls to b on 443 by TLS',
    ],
    [
      'one more issuer is believed',
      tokens([{ issuer: 'a', audiences: ['api'] }]),
      tokens([
        { issuer: 'a', audiences: ['api'] },
        { issuer: 'b', audiences: ['api'] },
      ]),
      'RequestAuthentication shop/api: may believe tokens of b for api',
      'RequestAuthentication shop/api: may no longer believe tokens of b for api',
    ],
    [
      'tokens for anybody are believed',
      tokens([{ issuer: 'a', audiences: ['api'] }]),
      tokens([{ issuer: 'a' }]),
      'RequestAuthentication shop/api: may believe tokens of a, for whomever they are',
      'RequestAuthentication shop/api: may no longer believe tokens of a, for whomever they are',
    ],
  ])('is weaker where %s, and stronger the other way', (_, strict, weak, worse, better) => {
    expect(saidBothWays(mesh, strict as never, weak as never)).toEqual([[`worse: ${worse}`], [`better: ${better}`]]);
  });

  test.each<[what: string, one: object, other: object, says: string]>([
    [
      'ambient instead of sidecars',
      namespace({ 'istio-injection': 'enabled' }),
      namespace({ 'istio.io/dataplane-mode': 'ambient' }),
      'Namespace shop: how its pods are in the mesh',
    ],
    ['a filter', istio('EnvoyFilter', { a: 1 }), istio('EnvoyFilter', { a: 2 }), 'EnvoyFilter shop/api: what it says'],
    [
      'the keys of an issuer',
      tokens([{ issuer: 'a', audiences: ['x'], jwksUri: 'https://a' }]),
      tokens([{ issuer: 'a', audiences: ['x'], jwksUri: 'https://b' }]),
      'RequestAuthentication shop/api: the keys of a',
    ],
  ])('cannot be ranked where it is %s', (_, one, other, says) => {
    for (const lines of saidBothWays(mesh, one as never, other as never)) {
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(new RegExp(`^worse: ${says} .*, and nobody can tell whether that is stricter$`));
    }
  });

  test('is another revision of the same mesh without a difference', () => {
    expect(said(mesh, namespace({ 'istio.io/rev': '1-24' }), namespace({ 'istio.io/rev': '1-25' }))).toEqual([]);
  });

  test('is no news in a namespace that comes or goes with it, where it bears on nothing else', () => {
    const shop = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } },
    };
    const filter = manifest('networking.istio.io/v1alpha3', 'EnvoyFilter', 'api', { spec: {} });
    expect(saidBothWays(mesh, side(), side(shop, filter))).toEqual([[], []]);
    expect(said(mesh, side(), side(filter))).toEqual([
      'worse: EnvoyFilter shop/api: what it says is new, and nobody can tell whether that is stricter',
    ]);
    expect(said(mesh, side(filter), side())).toEqual([
      'worse: EnvoyFilter shop/api: what it says is gone, and nobody can tell whether that is stricter',
    ]);
  });

  test('of a port of a host is told of that port', () => {
    const ports = (mode: string) =>
      istio('DestinationRule', {
        host: 'db',
        trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode } }] },
      });
    expect(said(mesh, ports('ISTIO_MUTUAL'), ports('DISABLE'))).toEqual([
      'worse: DestinationRule shop/api: may call db on 80 in clear text and no longer calls db on 80 by mutual TLS',
    ]);
  });
});
