import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';
import { hasOne } from '../../namespaces';

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
  check: (namespace) =>
    hasOne(namespace, isStrict)
      ? []
      : [{ field: namespace.field, problem: `pods in '${namespace.name}' accept clear text`, fix: FIX }],
  examples: {
    accepted: [{ shows: 'the whole namespace strict', resources: [SHOP, peers({ mtls: { mode: 'STRICT' } })] }],
    refused: [
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
        shows: 'only some of its pods strict',
        resources: [SHOP, peers({ mtls: { mode: 'STRICT' }, selector: { matchLabels: { app: 'api' } } })],
        violations: [{ field: 'metadata.name', problem: CLEAR_TEXT, fix: FIX }],
      },
    ],
  },
});

function isStrict(object: Manifest): boolean {
  if (kindOf(object) !== 'security.istio.io/PeerAuthentication') return false;
  const { selector, mtls } = fieldsOf(object['spec'], 'spec');
  return isAbsent(selector) && fieldsOf(mtls, 'spec.mtls')['mode'] === 'STRICT';
}

function peers(spec: object): Manifest {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace: 'shop' },
    spec,
  };
}
