import { namespaceOf } from '../../../constructs/plan/identity';
import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { route, service, there } from '../../examples/naming';
import { shortKind } from '../../named/elsewhere';
import { ungranted } from '../../named/grants';
import { madeIn } from '../../named/made';
import type { Reference } from '../../named/reference';
import { mayName, referencesIn } from '../../named/references';
import { Unknowable } from '../../unknowable';
import type { Violation } from '../../violation';

/** A gateway ignores what another namespace has not granted to it: the route answers 500, the listener has no certificate. */
export const referencesAcrossNamespacesGranted = defineRule({
  id: 'references-across-namespaces-granted',
  subject: 'object',
  of: ['Gateway', 'GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map(
    (kind) => `gateway.networking.k8s.io/${kind}`,
  ),
  needs: 'plan',
  says: 'What a gateway or a route names in another namespace is granted there.',
  because: 'the gateway ignores it otherwise, and answers with errors',
  level: 'mandatory',
  severity: 'medium',
  topic: 'network',
  references: ['https://gateway-api.sigs.k8s.io/api-types/referencegrant/'],
  applies: mayName,
  check: (resource, context) =>
    referencesIn(resource, context).flatMap((reference): readonly (Violation | Unknowable)[] => {
      const namespace = ungranted(reference, resource.object, context);
      if (namespace === undefined) return [];
      const maker = madeIn(context).makerOfAnything(namespace);
      if (maker === undefined) return [refused(reference, resource.object, namespace)];
      return [new Unknowable(reference.field, `nothing here grants it in '${namespace}', but ${maker} may`)];
    }),
  examples: {
    accepted: [
      { shows: 'a Service of its own namespace', resources: [route({ backendRefs: [{ name: 'it', port: 80 }] })] },
      {
        shows: 'one of a namespace that is not here',
        resources: [route({ backendRefs: [{ name: 'it', namespace: 'store', port: 80 }] })],
      },
      ...[{}, { name: 'it' }].map((which) => ({
        shows: `what the namespace of a Service lets a route use, ${JSON.stringify(which)}`,
        resources: [
          service([{ port: 80 }], 'store'),
          grant([{ group: '', kind: 'Service', ...which }]),
          route({ backendRefs: [{ name: 'it', namespace: 'store', port: 80 }] }),
        ],
      })),
      {
        shows: 'a gateway of another namespace, which says itself whose routes it takes',
        resources: [
          {
            ...there('gateway.networking.k8s.io/v1', 'Gateway'),
            metadata: { name: 'it', namespace: 'store' },
            spec: {},
          },
          route({}, [{ name: 'it', namespace: 'store' }]),
        ],
      },
    ],
    refused: [
      ...[
        [],
        [grant([{ group: '', kind: 'Secret' }])],
        [grant([{ group: '', kind: 'Service', name: 'other' }])],
        [grant([{ group: '', kind: 'Service' }], { namespace: 'other' })],
        [grant([{ group: '', kind: 'Service' }], { kind: 'GRPCRoute' })],
        [{ ...grant([{ group: '', kind: 'Service' }]), metadata: { name: 'it', namespace: 'shop' } }],
      ].map((grants) => ({
        shows: `a Service that its namespace does not let a route use: ${JSON.stringify(grants.map(({ spec }) => spec))}`,
        resources: [
          service([{ port: 80 }], 'store'),
          ...grants,
          route({ backendRefs: [{ name: 'it', namespace: 'store', port: 80 }] }),
        ],
        violations: [
          {
            field: 'spec.rules[0].backendRefs[0].name',
            problem: "'store' does not let a HTTPRoute of 'shop' use its Service 'it'",
            fix: "add a ReferenceGrant to 'store', from HTTPRoute of 'shop' to Service 'it'",
          },
        ],
      })),
      ...['GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map((kind) => ({
        shows: `a Service that its namespace does not let a ${kind} use`,
        resources: [
          service([{ port: 80 }], 'store'),
          { ...route({ backendRefs: [{ name: 'it', namespace: 'store', port: 80 }] }), kind },
        ],
        violations: [
          {
            field: 'spec.rules[0].backendRefs[0].name',
            problem: `'store' does not let a ${kind} of 'shop' use its Service 'it'`,
            fix: `add a ReferenceGrant to 'store', from ${kind} of 'shop' to Service 'it'`,
          },
        ],
      })),
      {
        shows: 'a Secret of another namespace that a gateway may not use',
        resources: [
          { ...there('v1', 'Secret'), metadata: { name: 'it', namespace: 'store' } },
          {
            ...there('gateway.networking.k8s.io/v1', 'Gateway', 'edge'),
            spec: { listeners: [{ tls: { certificateRefs: [{ name: 'it', namespace: 'store' }] } }] },
          },
        ],
        violations: [
          {
            field: 'spec.listeners[0].tls.certificateRefs[0].name',
            problem: "'store' does not let a Gateway of 'shop' use its Secret 'it'",
            fix: "add a ReferenceGrant to 'store', from Gateway of 'shop' to Secret 'it'",
          },
        ],
      },
    ],
    unknown: [
      {
        shows: 'what a release may grant',
        resources: [
          service([{ port: 80 }], 'store'),
          {
            ...there('helm.toolkit.fluxcd.io/v2', 'HelmRelease'),
            metadata: { name: 'shop', namespace: 'store' },
          },
          route({ backendRefs: [{ name: 'it', namespace: 'store', port: 80 }] }),
        ],
        doubts: [
          {
            field: 'spec.rules[0].backendRefs[0].name',
            why: "nothing here grants it in 'store', but HelmRelease 'shop' may",
          },
        ],
      },
    ],
    skipped: [{ shows: 'what no gateway reads', resources: [service([{ port: 80 }], 'store')] }],
  },
});

function refused({ field, kind, name }: Reference, object: Manifest, namespace: string): Violation {
  const own = namespaceOf(object);
  return {
    field,
    problem: `'${namespace}' does not let a ${object.kind} of '${own}' use its ${shortKind(kind)} '${name}'`,
    fix: `add a ReferenceGrant to '${namespace}', from ${object.kind} of '${own}' to ${shortKind(kind)} '${name}'`,
  };
}

function grant(to: readonly object[], from: object = {}) {
  return {
    ...there('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant'),
    metadata: { name: 'it', namespace: 'store' },
    spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', ...from }], to },
  };
}
