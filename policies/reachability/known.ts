import type { Direction } from '../network-policy';
import type { Matcher } from './mesh/matching';
import type { Peer, Rule, RulePorts } from './network/policy';
import { remember } from './remember';

/** What has been read of policies: most hold the same few rules, peers and ports, and these need be read only once. */
export class Known {
  private readonly rules = new Map<string, Rule>();
  private readonly peers = new Map<string, Peer>();
  private readonly ports = new Map<string, RulePorts>();
  private readonly authorizationRules = new Map<string, Matcher>();

  /** The same rule means something else in the other direction. */
  rule(direction: Direction, written: unknown, read: () => Rule): Rule {
    return remember(this.rules, `${direction} ${JSON.stringify(written)}`, read);
  }

  peer(written: unknown, read: () => Peer): Peer {
    return remember(this.peers, JSON.stringify(written), read);
  }

  rulePorts(written: unknown, read: () => RulePorts): RulePorts {
    return remember(this.ports, JSON.stringify(written), read);
  }

  authorizationRule(written: unknown, read: () => Matcher): Matcher {
    return remember(this.authorizationRules, JSON.stringify(written), read);
  }
}
