import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';
import { isEmptySelector } from '../../labels';
import { objectsIn } from '../../namespaces';
import type { NamespaceSubject } from '../../subjects';

const KIND = 'security.istio.io/PeerAuthentication';

/** Of several for a whole namespace Istio takes the oldest, which no manifest says. */
export const onePeerAuthenticationPerNamespace = defineRule({
  id: 'one-peer-authentication-per-namespace',
  subject: 'namespace',
  says: 'A namespace has one PeerAuthentication for all of its pods.',
  because: 'of several the oldest counts, which nobody sees',
  level: 'mandatory',
  severity: 'medium',
  topic: 'mesh',
  references: ['https://istio.io/latest/docs/concepts/security/#peer-authentication'],
  applies: (namespace) => ofAll(namespace).length > 0,
  check: (namespace) => {
    const names = ofAll(namespace).map(({ object }) => object.metadata.name);
    return names.length < 2 ? [] : [several(namespace.field, names)];
  },
  examples: {
    accepted: [
      {
        shows: 'one, and one for some pods',
        resources: [peers('default'), peers('api', { selector: { matchLabels: { app: 'api' } } })],
      },
      {
        shows: 'one, and what is something else',
        resources: [
          peers('default'),
          { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'api', namespace: 'shop' } },
        ],
      },
    ],
    refused: [
      {
        shows: 'two, of which one has a selector that selects all',
        resources: [peers('strict'), peers('default', { selector: { matchLabels: {} } })],
        violations: [several('metadata.namespace', ['default', 'strict'])],
      },
    ],
    skipped: [{ shows: 'one for some pods', resources: [peers('api', { selector: { matchLabels: { app: 'api' } } })] }],
  },
});

function ofAll(namespace: NamespaceSubject) {
  return objectsIn(namespace, KIND).filter(({ object }) => isForAll(object));
}

function isForAll(object: Manifest): boolean {
  const { selector } = fieldsOf(object['spec'], 'spec');
  return isEmptySelector(selector, 'spec.selector');
}

function several(field: string, names: readonly string[]) {
  return {
    field,
    problem: `the PeerAuthentications ${[...names].sort().join(' and ')} are all for the whole namespace`,
    fix: 'leave one of them',
  };
}

function peers(name: string, spec: object = {}) {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name, namespace: 'shop' },
    spec: { mtls: { mode: 'STRICT' }, ...spec },
  };
}
