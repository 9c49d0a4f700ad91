import type { Platform } from '../constructs/platform/platform';
import { EXEMPTIONS_IN_FORCE } from './audit';
import { imagesFromKnownRegistries } from './rules/pods/images-from-known-registries';

/** What a rule is told in `--policy-pack-config`. */
interface RuleConfig {
  exemptions?: readonly object[];
  registries?: readonly string[];
}

/** What `--policy-pack-config` takes: the configuration of each rule, by its id, and of what judges all exemptions. */
export type PackConfig = Readonly<Record<string, Readonly<RuleConfig>>>;

/** What a platform says to the rules, as the CrossGuard pack reads it, so that `pulumi up` judges as `dwcp check` does. */
export function packConfig({ exemptions, registries }: Pick<Platform, 'exemptions' | 'registries'>): PackConfig {
  const config: Record<string, RuleConfig> = {};
  if (registries !== undefined) config[imagesFromKnownRegistries.id] = { registries };
  if (exemptions.length === 0) return config;
  for (const { rule, ...exemption } of exemptions) {
    config[rule] = { ...config[rule], exemptions: [...(config[rule]?.exemptions ?? []), exemption] };
  }
  return { ...config, [EXEMPTIONS_IN_FORCE]: { exemptions, ...(registries && { registries }) } };
}
