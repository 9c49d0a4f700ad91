import { BITS, type Cidr, widestPrefix, widestPrefixes } from '../../../constructs/network/cidr';
import { isOwned, isReadAlike, PEERS } from '../../admission/addresses';
import { text } from '../../admission/cel';
import { builtOnce } from '../../built-once';
import { cidrOf } from '../../cidr';
import { defineRule } from '../../define-rule';
import { ACCEPTED, REFUSED, SKIPPED } from '../../examples/open-ranges';
import { fieldsOf } from '../../fields';
import { GATEWAY_LABEL, selectsGateway } from '../../gateway';
import { tooMuchTogether } from '../../granted';
import { type Direction, hasIpBlock, type IpBlock, ipBlocksIn } from '../../network-policy';
import { tryRead } from '../../read';
import type { TrafficRuleSubject } from '../../subjects';
import type { Violation } from '../../violation';

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

/** So many of the widest ranges of IPv4 are not too much together. Of IPv6 a million would do, and no object holds them. */
const MOST = 8n;

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
  applies: hasIpBlock,
  check: (rule, context) => {
    const isForStrangers = () => {
      const { podSelector } = fieldsOf(rule.resource.object['spec'], 'spec');
      return rule.direction === 'ingress' && selectsGateway(rule.resource, podSelector, 'spec.podSelector', context);
    };
    const blocks = ipBlocksIn(rule).map((block) => ({ ...block, network: cidrOf(block.cidr, `${block.field}.cidr`) }));
    const { widestOf, isTooMuch, areOpen, openTogether } = limitsOf(context);
    const open = blocks.filter(({ network }) => network.prefix < widestOf(network));
    if (open.length > 0) return isForStrangers() ? [] : open.map((block) => tooWide(block, widestOf(block.network)));
    if (isTooMuch(blocks.map(({ network }) => network))) {
      return isForStrangers() ? [] : [{ field: rule.peersField, ...TOGETHER[rule.direction] }];
    }
    const others = tooMuchTogether(rule, context, { mayBe: areOpen, those: openTogether });
    if (others === undefined || isForStrangers()) return [];
    const { problem, fix } = TOGETHER[rule.direction];
    return [{ field: rule.peersField, problem: `${problem}, ${others}`, fix }];
  },
  cel: {
    variables: { gateway: `object.spec.?podSelector.?matchLabels[?${text(GATEWAY_LABEL)}].hasValue()` },
    accepts: ({ widestRange }) =>
      `${PEERS}.all(peer, !has(peer.ipBlock) || (${[
        isReadAlike('peer.ipBlock.cidr'),
        `(${isOwned('peer.ipBlock.cidr', widestRange)} || (variables.gateway && has(entry.from)))`,
      ].join(' && ')}))`,
    remedy: ({ widestRange }) => {
      const { ipv4, ipv6 } = widestPrefixes(widestRange);
      return `name the range that is meant, of /${ipv4} or narrower, or of /${ipv6} over IPv6; strangers come in by a gateway`;
    },
    leavesOut:
      'whether the Gateway is there whose pods strangers may call, which pods wear its label, and what many ranges come to together, in one policy or several',
  },
  examples: { accepted: ACCEPTED, refused: REFUSED, skipped: SKIPPED },
});

/** What is too wide, and too much together, by what the platform says is the widest range. */
const limitsOf = builtOnce(({ judged: { widestRange } }) => {
  const most = MOST * 2n ** BigInt(BITS[4] - widestPrefixes(widestRange).ipv4);
  const widestOf = (network: Cidr) => widestPrefix(network, widestRange);
  const isTooMuch = (networks: readonly Cidr[]) => addressesIn(networks) > most;
  /** The ranges of a rule. What is too wide is said to be so by itself, and what cannot be read as well. */
  const namedBy = (rule: TrafficRuleSubject) =>
    ipBlocksIn(rule).flatMap(({ cidr, field }) => {
      const network = tryRead(() => cidrOf(cidr, field));
      return 'value' in network && network.value.prefix >= widestOf(network.value) ? network.value : [];
    });
  const areOpen = (rules: readonly TrafficRuleSubject[]) => isTooMuch(rules.flatMap(namedBy));
  /** Those of some rules that have ranges, where these come to too much: each by itself may have such as may be named. */
  const openTogether = (rules: readonly TrafficRuleSubject[]) =>
    areOpen(rules) ? rules.filter((rule) => namedBy(rule).length > 0) : [];
  return { widestOf, isTooMuch, areOpen, openTogether };
});

function tooWide({ field, direction, cidr }: IpBlock, widest: number): Violation {
  const narrower = `name the range that is meant, of /${widest} or narrower`;
  return direction === 'egress'
    ? { field: `${field}.cidr`, problem: `pods may call any address in ${cidr}`, fix: narrower }
    : {
        field: `${field}.cidr`,
        problem: `any address in ${cidr} may call in`,
        fix: `${narrower}; strangers come in by a gateway`,
      };
}

/** How many addresses of IPv4 some ranges hold together: each counts once. */
function addressesIn(networks: readonly Cidr[]): bigint {
  const ordered = networks.filter(({ family }) => family === 4).sort((a, b) => (a.first < b.first ? -1 : 1));
  let [count, next] = [0n, 0n];
  for (const { first, last } of ordered) {
    const from = first > next ? first : next;
    if (last < from) continue;
    count += last - from + 1n;
    next = last + 1n;
  }
  return count;
}
