import { widestPrefix } from '../../../constructs/network/cidr';
import { isOwned, isReadAlike, PEERS } from '../../admission/addresses';
import { text } from '../../admission/cel';
import { cidrOf } from '../../cidr';
import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';
import { GATEWAY_LABEL, selectsGateway } from '../../gateway';
import { ipBlocksIn } from '../../network-policy';

const PORTS = [{ port: 443, protocol: 'TCP' }];

const GATEWAY = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'edge', namespace: 'edge' },
  spec: { gatewayClassName: 'istio' },
};

const STRANGERS = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'edge', namespace: 'edge' },
  spec: {
    podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
    ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: PORTS }],
  },
};

const CALLED = {
  field: 'spec.ingress[0].from[0].ipBlock.cidr',
  problem: 'any address in 0.0.0.0/0 may call in',
  fix: 'name the range that is meant, of /8 or narrower; strangers come in by a gateway',
};

/** Traffic to or from any address is the way out for stolen data and the way in for everybody. */
export const noOpenCidr = defineRule({
  id: 'no-open-cidr',
  subject: 'trafficRule',
  needs: 'plan',
  says: 'No pod may call, and only a gateway may be called from, any address.',
  because: 'stolen data leaves that way, and everybody comes in by it',
  level: 'mandatory',
  severity: 'high',
  topic: 'network',
  references: ['CIS:5.3.2', 'NSA:network-policies', 'practices:network-security'],
  applies: (rule) => ipBlocksIn(rule).length > 0,
  check: (rule, context) =>
    ipBlocksIn(rule).flatMap(({ field, direction, cidr }) => {
      const network = cidrOf(cidr, `${field}.cidr`);
      if (network.prefix >= widestPrefix(network)) return [];
      const { podSelector } = fieldsOf(rule.resource.object['spec'], 'spec');
      if (direction === 'ingress' && selectsGateway(rule.resource, podSelector, 'spec.podSelector', context)) return [];
      const narrower = `name the range that is meant, of /${widestPrefix(network)} or narrower`;
      return [
        direction === 'egress'
          ? { field: `${field}.cidr`, problem: `pods may call any address in ${cidr}`, fix: narrower }
          : {
              field: `${field}.cidr`,
              problem: `any address in ${cidr} may call in`,
              fix: `${narrower}; strangers come in by a gateway`,
            },
      ];
    }),
  cel: {
    variables: { gateway: `object.spec.?podSelector.?matchLabels[?${text(GATEWAY_LABEL)}].hasValue()` },
    accepts: `${PEERS}.all(peer, !has(peer.ipBlock) || (${[
      isReadAlike('peer.ipBlock.cidr'),
      `(${isOwned('peer.ipBlock.cidr')} || (variables.gateway && has(entry.from)))`,
    ].join(' && ')}))`,
    remedy: 'name the range that is meant, of /8 or narrower, or of /32 over IPv6; strangers come in by a gateway',
    leavesOut: 'whether the Gateway is there whose pods strangers may call, and which pods wear its label',
  },
  examples: {
    accepted: [
      { shows: 'a range that somebody owns', egress: { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: PORTS } },
      {
        shows: 'strangers at a gateway',
        resources: [GATEWAY, STRANGERS],
      },
    ],
    refused: [
      {
        shows: 'strangers at a pod that only wears the label of a gateway',
        resources: [
          GATEWAY,
          STRANGERS,
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'api', namespace: 'edge', labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
            spec: { containers: [{ name: 'api' }] },
          },
        ],
        violations: [CALLED],
      },
      { shows: 'strangers at a gateway that is not there', resources: [STRANGERS], violations: [CALLED] },
      {
        shows: 'calls to anywhere',
        egress: { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '2000::/3' } }], ports: PORTS },
        violations: [
          {
            field: 'to[0].ipBlock.cidr',
            problem: 'pods may call any address in 0.0.0.0/0',
            fix: 'name the range that is meant, of /8 or narrower',
          },
          {
            field: 'to[1].ipBlock.cidr',
            problem: 'pods may call any address in 2000::/3',
            fix: 'name the range that is meant, of /32 or narrower',
          },
        ],
      },
      {
        shows: 'calls to anywhere, of a gateway',
        resources: [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: 'edge', namespace: 'edge' },
            spec: {
              podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
              egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: PORTS }],
            },
          },
        ],
        violations: [
          {
            field: 'spec.egress[0].to[0].ipBlock.cidr',
            problem: 'pods may call any address in 0.0.0.0/0',
            fix: 'name the range that is meant, of /8 or narrower',
          },
        ],
      },
      {
        shows: 'strangers at a workload',
        ingress: { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: PORTS },
        violations: [
          {
            field: 'from[0].ipBlock.cidr',
            problem: 'any address in 0.0.0.0/0 may call in',
            fix: 'name the range that is meant, of /8 or narrower; strangers come in by a gateway',
          },
        ],
      },
    ],
  },
});
