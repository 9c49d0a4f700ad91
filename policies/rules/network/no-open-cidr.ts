import { type Cidr, widestPrefix } from '../../../constructs/network/cidr';
import { calledInFull } from '../../../constructs/plan/identity';
import type { KubernetesResource } from '../../../constructs/plan/resource';
import { isOwned, isReadAlike, PEERS } from '../../admission/addresses';
import { text } from '../../admission/cel';
import { cidrOf } from '../../cidr';
import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';
import { GATEWAY_LABEL, selectsGateway } from '../../gateway';
import { tooMuchTogether } from '../../granted';
import { type Direction, type IpBlock, ipBlocksIn } from '../../network-policy';
import { tryRead } from '../../read';
import type { TrafficRuleSubject } from '../../subjects';
import type { Violation } from '../../violation';

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

const API = { matchLabels: { app: 'api' } };
const BACK = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { template: { metadata: { labels: { app: 'api', tier: 'back' } }, spec: { containers: [{ name: 'api' }] } } },
};

const CALLED = {
  field: 'spec.ingress[0].from[0].ipBlock.cidr',
  problem: 'any address in 0.0.0.0/0 may call in',
  fix: 'name the range that is meant, of /8 or narrower; strangers come in by a gateway',
};

const TOGETHER: Readonly<Record<Direction, Pick<Violation, 'problem' | 'fix'>>> = {
  egress: {
    problem: 'pods may call any address of its many ranges',
    fix: 'name the ranges that are meant, and no others',
  },
  ingress: {
    problem: 'any address of its many ranges may call in',
    fix: 'name the ranges that are meant, and no others; strangers come in by a gateway',
  },
};

/** More addresses of IPv4 than this: eight of its widest ranges. Of IPv6 a million of the widest would do, and no object holds them. */
const MOST = 8n * 2n ** 24n;

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
  check: (rule, context) => {
    const isForStrangers = () => {
      const { podSelector } = fieldsOf(rule.resource.object['spec'], 'spec');
      return rule.direction === 'ingress' && selectsGateway(rule.resource, podSelector, 'spec.podSelector', context);
    };
    const blocks = ipBlocksIn(rule).map((block) => ({ ...block, network: cidrOf(block.cidr, `${block.field}.cidr`) }));
    const open = blocks.filter(({ network }) => network.prefix < widestPrefix(network));
    if (open.length > 0) return isForStrangers() ? [] : open.map(tooWide);
    if (isMostOfAll(blocks.map(({ network }) => network))) {
      return isForStrangers() ? [] : [{ field: rule.peersField, ...TOGETHER[rule.direction] }];
    }
    const others = tooMuchTogether(rule, context, { mayBe: openTogether, is: openTogether });
    return others === undefined || isForStrangers() ? [] : [besideOthers(rule, others)];
  },
  cel: {
    variables: { gateway: `object.spec.?podSelector.?matchLabels[?${text(GATEWAY_LABEL)}].hasValue()` },
    accepts: `${PEERS}.all(peer, !has(peer.ipBlock) || (${[
      isReadAlike('peer.ipBlock.cidr'),
      `(${isOwned('peer.ipBlock.cidr')} || (variables.gateway && has(entry.from)))`,
    ].join(' && ')}))`,
    remedy: 'name the range that is meant, of /8 or narrower, or of /32 over IPv6; strangers come in by a gateway',
    leavesOut:
      'whether the Gateway is there whose pods strangers may call, which pods wear its label, and what many ranges come to together, in one policy or several',
  },
  examples: {
    accepted: [
      { shows: 'a range that somebody owns', egress: { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: PORTS } },
      { shows: 'several such ranges', egress: { to: ranges(8), ports: PORTS } },
      {
        shows: 'several such ranges, one of them twice, and one of IPv6',
        egress: { to: [...ranges(8), ...ranges(1), { ipBlock: { cidr: '2001:db8::/32' } }], ports: PORTS },
      },
      { shows: 'the same range several times', egress: { to: ranges(9, () => '10.0.0.0/8'), ports: PORTS } },
      {
        shows: 'strangers at a gateway',
        resources: [GATEWAY, STRANGERS],
      },
      {
        shows: 'strangers at a gateway, range by range',
        resources: [
          GATEWAY,
          ...['first', 'second'].map((name, index) => ({
            ...STRANGERS,
            metadata: { name, namespace: 'edge' },
            spec: {
              ...STRANGERS.spec,
              ingress: [{ from: ranges(8, (one) => `${8 * index + one}.0.0.0/8`), ports: PORTS }],
            },
          })),
        ],
      },
      {
        shows: 'several such ranges for pods of several workloads, of which none has both',
        resources: [
          BACK,
          egress('first', API, ranges(8)),
          egress(
            'second',
            { matchLabels: { app: 'web' } },
            ranges(8, (index) => `${8 + index}.0.0.0/8`),
          ),
          ingress(
            'third',
            ranges(8, (index) => `${16 + index}.0.0.0/8`),
          ),
          {
            ...egress(
              'fourth',
              API,
              ranges(8, (index) => `${8 + index}.0.0.0/8`),
            ),
            metadata: { name: 'fourth', namespace: 'store' },
          },
        ],
      },
      {
        shows: 'the same ranges in two policies for the same pods',
        resources: [egress('first', API, ranges(8)), egress('second', API, ranges(8))],
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
      {
        shows: 'calls to anywhere, range by range',
        egress: { to: ranges(9), ports: PORTS },
        violations: [{ field: 'to', ...TOGETHER.egress }],
      },
      {
        shows: 'calls to anywhere, range by range, and one address more than somebody has',
        egress: { to: [...ranges(8), { ipBlock: { cidr: '8.0.0.0/32' } }], ports: PORTS },
        violations: [{ field: 'to', ...TOGETHER.egress }],
      },
      {
        shows: 'calls to anywhere, range by range, of which some hold others',
        egress: {
          to: [...ranges(9), { ipBlock: { cidr: '0.0.1.0/24' } }, { ipBlock: { cidr: '1.0.1.0/24' } }],
          ports: PORTS,
        },
        violations: [{ field: 'to', ...TOGETHER.egress }],
      },
      {
        shows: 'calls to anywhere, range by range, the last one first',
        egress: { to: ranges(9, (index) => `${8 - index}.0.0.0/8`), ports: PORTS },
        violations: [{ field: 'to', ...TOGETHER.egress }],
      },
      {
        shows: 'calls to anywhere, range by range, in two rules of a policy',
        resources: [
          egress(
            'api',
            API,
            ranges(5),
            ranges(4, (index) => `${5 + index}.0.0.0/8`),
          ),
        ],
        violations: [0, 1].map((index) => ({
          field: `spec.egress[${index}].to`,
          ...TOGETHER.egress,
          problem: `${TOGETHER.egress.problem}, together with the other rules of the policy`,
        })),
      },
      ...[
        { shows: 'for the same pods', first: API, second: API },
        { shows: 'of which one is for all pods', first: API, second: {} },
        { shows: 'for pods that both select', first: API, second: { matchLabels: { tier: 'back' } } },
      ].map(({ shows, first, second }) => ({
        shows: `calls to anywhere, range by range, in two policies ${shows}`,
        resources: [
          BACK,
          egress('web', { matchLabels: { app: 'web' } }, ranges(1)),
          egress('first', first, ranges(8)),
          egress(
            'second',
            second,
            ranges(1, () => '8.0.0.0/8'),
          ),
        ],
        violations: ['second', 'first'].map((other) => ({
          field: 'spec.egress[0].to',
          ...TOGETHER.egress,
          problem: `${TOGETHER.egress.problem}, together with NetworkPolicy shop/${other}`,
        })),
      })),
      {
        shows: 'calls to anywhere, range by range, in three policies for the same pods',
        resources: ['third', 'first', 'second'].map((name, policy) =>
          egress(
            name,
            API,
            ranges(3, (index) => `${3 * policy + index}.0.0.0/8`),
          ),
        ),
        violations: [
          ['first', 'second'],
          ['second', 'third'],
          ['first', 'third'],
        ].map((others) => ({
          field: 'spec.egress[0].to',
          ...TOGETHER.egress,
          problem: `${TOGETHER.egress.problem}, together with ${others.map((name) => `NetworkPolicy shop/${name}`).join(', ')}`,
        })),
      },
      {
        shows: 'calls to anywhere, of which alone its own rule is told',
        resources: [
          egress(
            'api',
            API,
            ranges(1, () => '0.0.0.0/0'),
            ranges(1, () => '10.0.0.0/8'),
          ),
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
        shows: 'strangers at a workload, range by range, in two policies for the same pods',
        resources: [
          ingress('first', ranges(8)),
          ingress(
            'second',
            ranges(1, () => '8.0.0.0/8'),
          ),
        ],
        violations: ['second', 'first'].map((other) => ({
          field: 'spec.ingress[0].from',
          ...TOGETHER.ingress,
          problem: `${TOGETHER.ingress.problem}, together with NetworkPolicy shop/${other}`,
        })),
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
          GATEWAY,
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
    skipped: [
      { shows: 'calls of pods', egress: { to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: PORTS } },
    ],
  },
});

/** What rules allow together: each by itself may have ranges that somebody owns. */
function openTogether(rules: readonly TrafficRuleSubject[]): boolean {
  return isMostOfAll(
    rules.flatMap(ipBlocksIn).flatMap(({ cidr, field }) => {
      const network = tryRead(() => cidrOf(cidr, field));
      // What is too wide is said to be so by itself, and what cannot be read as well.
      return 'value' in network && network.value.prefix >= widestPrefix(network.value) ? network.value : [];
    }),
  );
}

function besideOthers(rule: TrafficRuleSubject, policies: readonly KubernetesResource[]): Violation {
  const { problem, fix } = TOGETHER[rule.direction];
  const others = policies.filter((one) => one !== rule.resource).map(({ object }) => calledInFull(object));
  const among = others.length === 0 ? 'with the other rules of the policy' : `with ${others.sort().join(', ')}`;
  return { field: rule.peersField, problem: `${problem}, together ${among}`, fix };
}

function tooWide({ field, direction, cidr, network }: IpBlock & { readonly network: Cidr }): Violation {
  const narrower = `name the range that is meant, of /${widestPrefix(network)} or narrower`;
  return direction === 'egress'
    ? { field: `${field}.cidr`, problem: `pods may call any address in ${cidr}`, fix: narrower }
    : {
        field: `${field}.cidr`,
        problem: `any address in ${cidr} may call in`,
        fix: `${narrower}; strangers come in by a gateway`,
      };
}

/** Whether ranges hold more addresses together than anybody has: each address counts once. */
function isMostOfAll(networks: readonly Cidr[]): boolean {
  const ordered = networks.filter(({ family }) => family === 4).sort((a, b) => (a.first < b.first ? -1 : 1));
  let [count, next] = [0n, 0n];
  for (const { first, last } of ordered) {
    const from = first > next ? first : next;
    if (last < from) continue;
    count += last - from + 1n;
    next = last + 1n;
  }
  return count > MOST;
}

function ranges(count: number, of = (index: number) => `${index}.0.0.0/8`): object[] {
  return [...Array(count).keys()].map((index) => ({ ipBlock: { cidr: of(index) } }));
}

function egress(name: string, podSelector: object, ...to: readonly object[][]) {
  const rules = to.map((one) => ({ to: one, ports: PORTS }));
  return { ...STRANGERS, metadata: { name, namespace: 'shop' }, spec: { podSelector, egress: rules } };
}

function ingress(name: string, from: readonly object[]) {
  const rules = [{ from, ports: PORTS }];
  return { ...STRANGERS, metadata: { name, namespace: 'shop' }, spec: { podSelector: API, ingress: rules } };
}
