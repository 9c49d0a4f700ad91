import type { Exemption } from '../constructs/plan/exemption';
import { EXEMPTIONS_IN_FORCE } from './audit';

/** What `--policy-pack-config` takes: the configuration of each rule, by its id, and of what judges all exemptions. */
export type PackConfig = Readonly<Record<string, { readonly exemptions: readonly object[] }>>;

/** The exemptions as the CrossGuard pack reads them, so that `pulumi up` excuses what `dwcp check` excuses. */
export function packConfig(exemptions: readonly Exemption[]): PackConfig {
  if (exemptions.length === 0) return {};
  const config: Record<string, { exemptions: object[] }> = {};
  for (const { rule, ...exemption } of exemptions) {
    config[rule] ??= { exemptions: [] };
    config[rule].exemptions.push(exemption);
  }
  return { ...config, [EXEMPTIONS_IN_FORCE]: { exemptions } };
}
