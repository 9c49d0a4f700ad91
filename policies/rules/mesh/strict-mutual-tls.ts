import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { BINDING_ELSEWHERE } from '../../examples/of-others';
import { fieldsOf } from '../../fields';
import { selectsNamespace } from '../../mesh-selector';
import { readIn, rootOf } from '../../namespaces';
import { isPeopled } from '../../peopled';
import type { NamespaceSubject } from '../../subjects';

const CLEAR_TEXT = "pods in 'shop' accept clear text";
const FIX = 'add a PeerAuthentication without a selector and with mtls.mode STRICT';

const SHOP = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

/** Istio's default accepts clear text too, so that a mesh can be adopted step by step. */
export const strictMutualTls = defineRule({
  id: 'strict-mutual-tls',
  subject: 'namespace',
  says: 'Namespaces accept mutual TLS only.',
  because: 'by default the mesh accepts clear text from anyone as well',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: [
    'practices:network-security',
    'NSA:encryption',
    'https://istio.io/latest/docs/ops/best-practices/security/#mutual-tls',
  ],
  applies: (namespace, context) => isPeopled(namespace, context, 'security.istio.io/PeerAuthentication'),
  check: (namespace, context) =>
    // Istio takes the oldest of several, which nobody can see in a plan: each of them has to be strict.
    modesIn(namespace, modesIn(rootOf(context), ['PERMISSIVE'])).every((mode) => mode === 'STRICT')
      ? []
      : [{ field: namespace.field, problem: `pods in '${namespace.name}' accept clear text`, fix: FIX }],
  examples: {
    accepted: [
      { shows: 'the whole namespace strict', resources: [SHOP, peers({ mtls: { mode: 'STRICT' } })] },
      {
        shows: 'the whole namespace, by a selector without a label',
        resources: [SHOP, peers({ mtls: { mode: 'STRICT' }, selector: { matchLabels: {} } })],
      },
      {
        shows: 'the whole mesh strict, by the namespace of Istio',
        resources: [SHOP, peers({ mtls: { mode: 'STRICT' } }, 'default', 'istio-system')],
      },
      {
        shows: 'the mode left to the mesh, which is strict',
        resources: [SHOP, peers({}), peers({ mtls: { mode: 'STRICT' } }, 'default', 'istio-system')],
      },
      {
        shows: 'the whole namespace strict, beside what is about some pods or about something else',
        resources: [
          SHOP,
          peers({ mtls: { mode: 'STRICT' } }),
          peers({ mtls: { mode: 'PERMISSIVE' }, selector: { matchLabels: { app: 'api' } } }, 'api'),
          { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'api', namespace: 'shop' } },
        ],
      },
    ],
    refused: [
      {
        shows: 'clear text accepted in a namespace that others declare',
        resources: [peers({ mtls: { mode: 'PERMISSIVE' } })],
        violations: [{ field: 'metadata.namespace', problem: "pods in 'shop' accept clear text", fix: FIX }],
      },
      {
        shows: 'nothing said of it',
        resources: [SHOP],
        violations: [{ field: 'metadata.name', problem: CLEAR_TEXT, fix: FIX }],
      },
      {
        shows: 'clear text accepted as well',
        resources: [SHOP, peers({ mtls: { mode: 'PERMISSIVE' } })],
        violations: [{ field: 'metadata.name', problem: CLEAR_TEXT, fix: FIX }],
      },
      {
        shows: 'two for the whole namespace, of which the older one counts',
        resources: [SHOP, peers({ mtls: { mode: 'STRICT' } }), peers({ mtls: { mode: 'PERMISSIVE' } }, 'older')],
        violations: [{ field: 'metadata.name', problem: CLEAR_TEXT, fix: FIX }],
      },
      {
        shows: 'clear text accepted where the mesh is strict',
        resources: [
          SHOP,
          peers({ mtls: { mode: 'PERMISSIVE' } }),
          peers({ mtls: { mode: 'STRICT' } }, 'default', 'istio-system'),
        ],
        violations: [{ field: 'metadata.name', problem: CLEAR_TEXT, fix: FIX }],
      },
      {
        shows: 'one that is strict, beside one that leaves it to a mesh that says nothing',
        resources: [SHOP, peers({ mtls: { mode: 'STRICT' } }), peers({}, 'older')],
        violations: [{ field: 'metadata.name', problem: CLEAR_TEXT, fix: FIX }],
      },
      {
        shows: 'the mode left to a mesh that says nothing',
        resources: [SHOP, peers({})],
        violations: [{ field: 'metadata.name', problem: CLEAR_TEXT, fix: FIX }],
      },
      {
        shows: 'only some of its pods strict',
        resources: [SHOP, peers({ mtls: { mode: 'STRICT' }, selector: { matchLabels: { app: 'api' } } })],
        violations: [{ field: 'metadata.name', problem: CLEAR_TEXT, fix: FIX }],
      },
    ],
    skipped: [BINDING_ELSEWHERE],
  },
});

/** What holds for all pods of a namespace; where it leaves that to the mesh, what holds there. */
function modesIn(namespace: NamespaceSubject | undefined, ofMesh: readonly unknown[]): readonly unknown[] {
  if (namespace === undefined) return ofMesh;
  const own = readIn(namespace, 'security.istio.io/PeerAuthentication', modeForAll);
  return own.length === 0 ? ofMesh : own.flatMap((mode) => (mode === 'UNSET' ? ofMesh : [mode]));
}

/** What a PeerAuthentication says of all pods of its namespace; undefined where it is about some of them. */
function modeForAll(object: Manifest): unknown {
  const { selector, mtls } = fieldsOf(object['spec'], 'spec');
  if (!selectsNamespace(selector, 'spec.selector')) return undefined;
  return fieldsOf(mtls, 'spec.mtls')['mode'] ?? 'UNSET';
}

function peers(spec: object, name = 'default', namespace = 'shop'): Manifest {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name, namespace },
    spec,
  };
}
