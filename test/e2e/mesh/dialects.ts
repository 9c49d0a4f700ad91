import type { Manifest } from '../../../constructs/plan/resource';
import { eventually } from '../support/eventually';
import { call } from './application';
import type { Mesh } from './mesh';
import { CALLER, FACTS, platform, RPC, STRANGER } from './platform';

type Operation = Readonly<Record<string, readonly string[]>>;

/** What a port of a Service says of itself. */
interface PortSays {
  readonly name: string;
  readonly appProtocol?: string;
}

const NAMESPACE = 'dwcp';
const SELECTOR = { 'dwcp.io/workload': CALLER };

/** Where the caller's pod answers with the version of HTTP that it was spoken to in, and where it answers probes. */
const [EITHER, PROBED] = [8082, 8081];

/** What a mesh makes of a port by what its Service calls it. Asked by somebody who may ask nothing else. */
export function describeDialects(meshOf: () => Mesh): void {
  const trial = (kind: string, name: string, spec: object): Manifest => ({
    ...{ apiVersion: kind === 'Service' ? 'v1' : 'security.istio.io/v1', kind },
    ...{ metadata: { name, namespace: NAMESPACE }, spec },
  });
  const policy = (action: 'ALLOW' | 'DENY', port: number, operation: Operation = {}) => {
    const principal = `${FACTS.cluster.trustDomain}/ns/${NAMESPACE}/sa/${STRANGER}`;
    const from = [{ source: { principals: [principal] } }];
    const rules = [{ from, to: [{ operation: { ports: [`${port}`], ...operation } }] }];
    return trial('AuthorizationPolicy', `trial-${action.toLowerCase()}`, {
      ...{ action, rules },
      selector: { matchLabels: SELECTOR },
    });
  };

  /** Stores them, asks until the answer is as expected, and then once more. */
  const comesTo = async (
    objects: readonly Manifest[],
    service: Manifest,
    [expected, method = 'GET']: readonly [answer: string, method?: string],
  ) => {
    const { api, stranger } = meshOf();
    for (const object of objects) await api.apply(object, { force: true });
    const { clusterIP } = (await api.get(service))!['spec'];
    const { port } = (service['spec'] as { readonly ports: readonly [{ readonly port: number }] }).ports[0];
    const asked = {
      method,
      url: `http://${clusterIP}:${port}/`,
      headers: { host: `${service.metadata.name}:${port}` },
    };
    const answer = async () => {
      const { status, body } = (await call(stranger, asked))[0]!;
      return status === 200 ? body : `${status}`;
    };
    await eventually(async () => (await answer()) === expected, {
      ...{ what: `${expected} to ${method} of ${service.metadata.name}`, timeoutMs: 60_000, everyMs: 500 },
    });
    expect(await answer()).toBe(expected);
  };
  const without = async (objects: readonly Manifest[], action: () => Promise<void>) => {
    try {
      await action();
    } finally {
      for (const object of objects) await meshOf().api.delete(object);
    }
  };

  test('a port is spoken to in HTTP/2 where its name or its appProtocol says gRPC, and in HTTP/1.1 where they say HTTP', async () => {
    const rendered = platform().find(({ kind, metadata }) => kind === 'Service' && metadata.name === RPC)!;
    const { ports, ...spec } = rendered['spec'] as { readonly ports: readonly [PortSays & object] };
    const [own] = ports;
    const { name: _, appProtocol: __, ...place } = own;
    const service = (says: PortSays): Manifest => ({
      ...rendered,
      spec: { ...spec, selector: SELECTOR, ports: [{ ...place, ...says, targetPort: EITHER }] },
    });
    expect(own).toMatchObject({ name: 'grpc', appProtocol: 'grpc', port: EITHER });
    const allow = policy('ALLOW', EITHER);
    await without([allow, rendered], async () => {
      for (const [says, version] of [
        [{ name: own.name, appProtocol: own.appProtocol! }, '2.0'],
        [{ name: 'http', appProtocol: 'http' }, '1.1'],
        [{ name: own.name }, '2.0'],
        [{ name: 'http' }, '1.1'],
        [{ name: 'any', appProtocol: own.appProtocol! }, '2.0'],
        [{ name: 'any', appProtocol: 'http' }, '1.1'],
      ] as const) {
        const other = service(says);
        await comesTo([allow, other], other, [version]);
      }
    });
  });

  test.each<[what: string, allowed: Operation, denied: Operation]>([
    ['methods', { methods: ['GET'] }, { methods: ['DELETE'] }],
    ['paths', { paths: ['/*'] }, { paths: ['/elsewhere'] }],
  ])(
    'on a port that a Service calls TCP, nobody is allowed in by %s, and denying some denies the whole port',
    async (_, allowed, denied) => {
      const service = (protocol: 'tcp' | 'http') =>
        trial('Service', 'ledger', { selector: SELECTOR, ports: [{ name: protocol, port: PROBED, protocol: 'TCP' }] });
      const tcp = service('tcp');
      const allow = policy('ALLOW', PROBED);
      const deny = policy('DENY', PROBED, denied);
      const NOBODY = '0';
      await without([allow, tcp], async () => {
        await comesTo([tcp, allow], tcp, ['ok']);
        await comesTo([policy('ALLOW', PROBED, allowed)], tcp, [NOBODY]);
        await comesTo([allow], tcp, ['ok']);
        await without([deny], async () => {
          await comesTo([deny], tcp, [NOBODY]);
          // The very same policies, where the Service says HTTP.
          await comesTo([service('http')], tcp, ['ok']);
          await comesTo([policy('ALLOW', PROBED, allowed)], tcp, ['ok']);
        });
      });
    },
  );
}
