import { overlap } from '../../../constructs/network/cidr';
import { metadataCidrs } from '../../../constructs/network/peers/addresses';
import { isReadAlike } from '../../admission/addresses';
import { texts } from '../../admission/cel';
import { cidrOf } from '../../cidr';
import { defineRule } from '../../define-rule';
import { hasIpBlock, ipBlocksIn } from '../../network-policy';

const PORTS = [{ port: 443, protocol: 'TCP' }];

/** What a platform lists, in the examples. */
const LISTED = ['169.254.0.23/32', 'fd00::1/128', '169.254.169.254/32'];

/** A program tricked into fetching a URL of the attacker's choice is tricked into fetching this one. */
export const metadataAddressExcluded = defineRule({
  id: 'metadata-address-excluded',
  subject: 'trafficRule',
  says: "Pods cannot reach the cloud's metadata address.",
  because: 'it hands out the credentials of the node',
  level: 'mandatory',
  severity: 'critical',
  topic: 'network',
  references: ['NSA:cloud-infrastructure', 'practices:network-security'],
  applies: (rule) => rule.direction === 'egress' && hasIpBlock(rule),
  check: (rule, { judged }) =>
    ipBlocksIn(rule).flatMap(({ field, cidr, except }) => {
      const network = cidrOf(cidr, `${field}.cidr`);
      const excluded = except.map((range) => cidrOf(range, `${field}.except`));
      return metadataCidrs(judged.metadataAddresses)
        .filter((text) => {
          const address = cidrOf(text, field);
          return overlap(network, address) && !excluded.some((range) => overlap(range, address));
        })
        .map((text) => ({
          field: `${field}.except`,
          problem: `${cidr} contains the cloud's metadata address`,
          fix: `add ${text} to it`,
        }));
    }),
  cel: {
    accepts: ({ metadataAddresses }) =>
      `entry.?to.orValue([]).all(peer, !has(peer.ipBlock) || (${[
        isReadAlike('peer.ipBlock.cidr'),
        `peer.ipBlock.?except.orValue([]).all(range, ${isReadAlike('range')})`,
        `${texts(metadataCidrs(metadataAddresses).map((cidr) => cidr.replace(/\/.*/, '')))}.all(address, ${[
          '!cidr(peer.ipBlock.cidr).containsIP(address)',
          'peer.ipBlock.?except.orValue([]).exists(range, cidr(range).containsIP(address))',
        ].join(' || ')})`,
      ].join(' && ')}))`,
    remedy: ({ metadataAddresses }) =>
      `add ${metadataCidrs(metadataAddresses).join(', ')} to except, as far as the range contains them`,
  },
  examples: {
    accepted: [
      { shows: 'a range without it', egress: { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: PORTS } },
      {
        shows: 'a range that leaves it out',
        egress: {
          to: [{ ipBlock: { cidr: '169.0.0.0/8', except: ['169.254.169.254/32', '169.254.170.0/24'] } }],
          ports: PORTS,
        },
      },
      {
        shows: 'a range that leaves out 169.254.0.23, which the platform lists',
        metadataAddresses: LISTED,
        resources: [calling({ cidr: '169.254.0.0/24', except: ['169.254.0.23/32'] })],
      },
    ],
    refused: [
      {
        shows: 'everything',
        egress: { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }], ports: PORTS },
        violations: [
          ...['169.254.169.254/32', '169.254.170.2/32', '100.100.100.200/32', '168.63.129.16/32'].map((address) => ({
            field: 'to[0].ipBlock.except',
            problem: "0.0.0.0/0 contains the cloud's metadata address",
            fix: `add ${address} to it`,
          })),
        ],
      },
      {
        shows: 'the address of Alibaba Cloud, which is in a range that many take for a network of pods',
        egress: { to: [{ ipBlock: { cidr: '100.64.0.0/10' } }], ports: PORTS },
        violations: [
          {
            field: 'to[0].ipBlock.except',
            problem: "100.64.0.0/10 contains the cloud's metadata address",
            fix: 'add 100.100.100.200/32 to it',
          },
        ],
      },
      {
        shows: 'the addresses of AWS and Google, over IPv6',
        egress: { to: [{ ipBlock: { cidr: 'fd00::/8' } }], ports: PORTS },
        violations: ['fd00:ec2::254/128', 'fd20:ce::254/128'].map((address) => ({
          field: 'to[0].ipBlock.except',
          problem: "fd00::/8 contains the cloud's metadata address",
          fix: `add ${address} to it`,
        })),
      },
      {
        shows: '169.254.0.23 and fd00::1, which the platform lists',
        metadataAddresses: LISTED,
        resources: [calling({ cidr: '169.254.0.0/16', except: ['169.254.170.2/32'] }, { cidr: 'fd00::/64' })],
        violations: [
          ...['169.254.169.254/32', '169.254.0.23/32'].map((address) => ({
            field: 'spec.egress[0].to[0].ipBlock.except',
            problem: "169.254.0.0/16 contains the cloud's metadata address",
            fix: `add ${address} to it`,
          })),
          {
            field: 'spec.egress[0].to[1].ipBlock.except',
            problem: "fd00::/64 contains the cloud's metadata address",
            fix: 'add fd00::1/128 to it',
          },
        ],
      },
    ],
    skipped: [
      { shows: 'calls from a range', ingress: { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: PORTS } },
      { shows: 'calls of pods', egress: { to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: PORTS } },
    ],
  },
});

function calling(...blocks: readonly object[]) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { podSelector: {}, egress: [{ to: blocks.map((ipBlock) => ({ ipBlock })), ports: PORTS }] },
  };
}
