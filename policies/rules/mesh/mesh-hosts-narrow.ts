import { text } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { fieldsOf, textsOf } from '../../fields';

const EVERY = /^\*(\.\w+)?$/;
const WIDE = {
  problem: 'it is for every host, so it takes the traffic of all that have none of their own',
  fix: 'name the hosts that it is for',
};

/** What says `*` answers for names that nobody thought of, or lets pods call any of them. */
export const meshHostsNarrow = defineRule({
  id: 'mesh-hosts-narrow',
  subject: 'object',
  of: ['networking.istio.io/ServiceEntry', 'networking.istio.io/VirtualService'],
  says: 'Routes and outside hosts of the mesh name their hosts.',
  because: 'traffic for names that nobody thought of would be taken, or let out',
  level: 'mandatory',
  severity: 'medium',
  topic: 'mesh',
  references: ['practices:network-security', 'NSA:network-policies'],
  check: ({ object }) =>
    textsOf(fieldsOf(object['spec'], 'spec')['hosts'], 'spec.hosts').flatMap((host, index) =>
      EVERY.test(host) ? [{ field: `spec.hosts[${index}]`, ...WIDE }] : [],
    ),
  cel: {
    accepts: `dyn(object).?spec.?hosts.orValue([]).all(host, !host.matches(${text(EVERY.source)}))`,
    remedy: WIDE.fix,
  },
  examples: {
    accepted: [
      { shows: 'a host', resources: [entry('api.example.com')] },
      { shows: 'the hosts below a name', resources: [entry('*.example.com')] },
    ],
    refused: [
      { shows: 'every host', resources: [entry('*')], violations: [{ field: 'spec.hosts[0]', ...WIDE }] },
      {
        shows: 'every host below a name of the top',
        resources: [entry('api.example.com', '*.com')],
        violations: [{ field: 'spec.hosts[1]', ...WIDE }],
      },
    ],
  },
});

function entry(...hosts: readonly string[]) {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { hosts, location: 'MESH_EXTERNAL', ports: [{ number: 443, name: 'tls', protocol: 'TLS' }] },
  };
}
