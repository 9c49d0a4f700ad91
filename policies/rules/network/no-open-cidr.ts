import { type Cidr, widestPrefix } from '../../../constructs/network/cidr';
import { isOwned, isReadAlike, PEERS } from '../../admission/addresses';
import { text } from '../../admission/cel';
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
  applies: hasIpBlock,
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
    const others = tooMuchTogether(rule, context, { mayBe: areOpen, those: openTogether });
    if (others === undefined || isForStrangers()) return [];
    const { problem, fix } = TOGETHER[rule.direction];
    return [{ field: rule.peersField, problem: `${problem}, ${others}`, fix }];
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
  examples: { accepted: ACCEPTED, refused: REFUSED, skipped: SKIPPED },
});

/** Those of some rules that have ranges, where these come to too much: each by itself may have such as somebody owns. */
function openTogether(rules: readonly TrafficRuleSubject[]): readonly TrafficRuleSubject[] {
  return areOpen(rules) ? rules.filter((rule) => ownedBy(rule).length > 0) : [];
}

function areOpen(rules: readonly TrafficRuleSubject[]): boolean {
  return isMostOfAll(rules.flatMap(ownedBy));
}

/** The ranges of a rule. What is too wide is said to be so by itself, and what cannot be read as well. */
function ownedBy(rule: TrafficRuleSubject): readonly Cidr[] {
  return ipBlocksIn(rule).flatMap(({ cidr, field }) => {
    const network = tryRead(() => cidrOf(cidr, field));
    return 'value' in network && network.value.prefix >= widestPrefix(network.value) ? network.value : [];
  });
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
