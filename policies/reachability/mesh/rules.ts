import { remember } from '../remember';
import type { Matcher } from './matching';
import { accountOf } from './principal';
import type { Caller } from './source';

/**
 * The rules of one policy, found by whom they name.
 *
 * Most name service accounts, one or a few each; whoever everybody calls would otherwise compare each of its callers with
 * the rules for all the others.
 */
export class Rules {
  readonly all: readonly Matcher[];
  private readonly byAccount = new Map<string, Matcher[]>();
  /** Those that may be about anybody. */
  private readonly others: Matcher[] = [];

  constructor(all: readonly Matcher[]) {
    this.all = all;
    for (const matcher of all) {
      const { accounts } = matcher.rule;
      if (accounts === undefined) this.others.push(matcher);
      else for (const account of accounts) remember(this.byAccount, account, (): Matcher[] => []).push(matcher);
    }
  }

  /** All that may match a caller. */
  about({ identity }: Caller): readonly Matcher[] {
    if (this.byAccount.size === 0 || identity === undefined) return this.others;
    if (identity.serviceAccount === undefined) return this.all;
    const naming = this.byAccount.get(accountOf(identity.namespace, identity.serviceAccount)) ?? [];
    return this.others.length === 0 ? naming : [...naming, ...this.others];
  }
}
