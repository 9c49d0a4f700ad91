import type { Manifest } from '../../../../constructs/plan/resource';
import { eventually } from '../../support/eventually';
import { exec, type Inside } from '../kubectl';
import { NAMESPACE, type Site } from './site';

/** Where the application listens, and who may not call it. */
const API = { name: 'dwcp-api', port: 8080 } as const;
const WORKER: Inside = { namespace: NAMESPACE, pod: 'deploy/dwcp-worker' };
const OUTSIDER = { name: 'outsider', namespace: 'elsewhere' } as const;

/** What the mesh itself refuses, where every NetworkPolicy lets it come that far. */
export function meshTests(the: () => Site): void {
  const workload = (name: string) => ({ podSelector: { matchLabels: { 'dwcp.io/workload': name } } });
  const anywhere = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': OUTSIDER.namespace } } };
  const policy = (name: string, spec: object): Manifest => ({
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: NAMESPACE } },
    spec,
  });
  const opened = [
    policy('opened-in', {
      ...workload(API.name),
      policyTypes: ['Ingress'],
      ingress: [{ from: [workload('dwcp-worker'), anywhere], ports: [{ port: API.port }] }],
    }),
    policy('opened-out', {
      ...workload('dwcp-worker'),
      policyTypes: ['Egress'],
      egress: [{ to: [workload(API.name)], ports: [{ port: API.port }] }],
    }),
  ];
  const says = (from: Inside, script: string) => exec(the().cluster, from, 'node', '-e', script);
  const outsider: Inside = { namespace: OUTSIDER.namespace, pod: OUTSIDER.name };

  beforeAll(async () => {
    const { api, images } = the().cluster;
    await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: OUTSIDER.namespace } });
    const spec = { containers: [{ name: 'app', image: images.app.reference }], terminationGracePeriodSeconds: 1 };
    await api.apply({ apiVersion: 'v1', kind: 'Pod', metadata: OUTSIDER, spec } as Manifest);
    const ready = async () => {
      const pod = await api.get({ apiVersion: 'v1', kind: 'Pod', metadata: OUTSIDER });
      return pod?.['status'].phase === 'Running';
    };
    await eventually(ready, { what: 'a pod outside of the mesh', timeoutMs: 60_000 });
  });

  test('neither a workload that nobody has declared nor a pod outside reaches the application', async () => {
    for (const from of [WORKER, outsider]) expect([from.pod, await says(from, ASKS)]).toEqual([from.pod, 'refused']);
  });

  describe('where NetworkPolicies let them come', () => {
    beforeAll(async () => {
      const { api } = the().cluster;
      for (const object of opened) await api.apply(object);
      const come = async () => (await says(WORKER, ASKS)) !== 'refused' && (await says(outsider, ASKS)) !== 'refused';
      await eventually(come, { what: 'the way to the application open', timeoutMs: 60_000, everyMs: 1_000 });
    });
    afterAll(async () => {
      for (const object of opened) await the().cluster.api.delete(object);
    });

    test('another account of the mesh gets 403', async () => {
      expect(await says(WORKER, ASKS)).toBe('403');
    });

    test('clear text is cut off', async () => {
      expect(await says(outsider, ASKS)).toBe('cut off');
    });

    test('TLS 1.2 is refused, and TLS 1.3 without a certificate of the mesh', async () => {
      expect(await says(outsider, handshakeOf('TLSv1.2'))).toMatch(/PROTOCOL_VERSION/);
      expect(await says(outsider, handshakeOf('TLSv1.3'))).toMatch(/CERTIFICATE_REQUIRED/);
    });
  });
}

/** Asks in clear text, as an application does, and says how that ended. */
const ASKS = `
const asked = require('http').get('http://${API.name}.${NAMESPACE}:${API.port}/', { timeout: 5000 }, (answer) => {
  console.log(answer.headers.server === 'envoy' && answer.statusCode === 503 ? 'refused' : answer.statusCode);
  process.exit();
});
asked.on('timeout', () => asked.destroy(Object.assign(new Error(), { code: 'no answer' })));
asked.on('error', ({ code }) => {
  console.log({ ECONNREFUSED: 'refused', ECONNRESET: 'cut off' }[code] ?? code);
  process.exit();
});`;

/** Says hello by one version of TLS, as somebody without a certificate. */
const handshakeOf = (version: string) => `
const socket = require('tls').connect({
  host: '${API.name}.${NAMESPACE}', port: ${API.port}, rejectUnauthorized: false,
  minVersion: '${version}', maxVersion: '${version}',
});
socket.on('secureConnect', () => socket.write('GET / HTTP/1.1\\r\\n\\r\\n'));
socket.on('error', ({ code, message }) => { console.log(code ?? message); process.exit(); });
socket.on('data', () => { console.log('an answer'); process.exit(); });
socket.on('close', () => { console.log('closed'); process.exit(); });`;
