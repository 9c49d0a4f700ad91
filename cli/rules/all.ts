import { type Rule, rulesWith } from '../../policies/index';
import type { LoadedPlatform } from '../platform/loaded';

/**
 * What a platform is judged by: the rules that are built in, and its own.
 *
 * @throws UserError when one of its own is not whole, or is called as another is.
 */
export function rulesOf(from: LoadedPlatform | undefined): readonly Rule[] {
  return rulesWith(from?.platform.rules ?? []);
}
