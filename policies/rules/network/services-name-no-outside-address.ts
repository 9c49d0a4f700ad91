import { defineRule } from '../../define-rule';
import { fieldsOf, listOf } from '../../fields';

const NAME = {
  field: 'spec.externalName',
  problem: 'it is a name of the cluster for a host outside, which no policy of the network is about',
  fix: 'declare the host as an ExternalHost, and allow a connection to it',
};
const ADDRESSES = {
  field: 'spec.externalIPs',
  problem: 'it takes what is sent to these addresses, whosever they are',
  fix: 'remove them',
};

/** By an `externalIPs` somebody who may make a Service takes the traffic of others: CVE-2020-8554. */
export const servicesNameNoOutsideAddress = defineRule({
  id: 'services-name-no-outside-address',
  subject: 'object',
  of: ['Service'],
  says: 'Services stand for pods of the cluster.',
  because: 'one that stands for an address outside takes or sends traffic past what is declared',
  level: 'mandatory',
  severity: 'high',
  topic: 'network',
  references: ['practices:network-security', 'https://github.com/kubernetes/kubernetes/issues/97076'],
  check: ({ object }) => {
    const { type, externalIPs } = fieldsOf(object['spec'], 'spec');
    return [
      ...(type === 'ExternalName' ? [NAME] : []),
      ...(listOf(externalIPs, ADDRESSES.field).length > 0 ? [ADDRESSES] : []),
    ];
  },
  cel: {
    accepts:
      'object.spec.?type.orValue("ClusterIP") != "ExternalName" && size(object.spec.?externalIPs.orValue([])) == 0',
    remedy: `${NAME.fix}; ${ADDRESSES.fix.replace('them', 'externalIPs')}`,
  },
  examples: {
    accepted: [{ shows: 'pods', resources: [service({ selector: { app: 'api' }, externalIPs: [] })] }],
    refused: [
      {
        shows: 'a host outside',
        resources: [service({ type: 'ExternalName', externalName: 'api.example.com' })],
        violations: [NAME],
      },
      {
        shows: 'an address of somebody else',
        resources: [service({ selector: { app: 'api' }, externalIPs: ['203.0.113.7'] })],
        violations: [ADDRESSES],
      },
    ],
  },
});

function service(spec: object) {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'shop' }, spec };
}
