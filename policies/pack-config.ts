import { parametersOf, type RuleParameters } from '../constructs/plan/parameters';
import type { Platform } from '../constructs/platform/platform';
import { EXEMPTIONS_IN_FORCE } from './audit';
import { metadataAddressExcluded } from './rules/network/metadata-address-excluded';
import { noOpenCidr } from './rules/network/no-open-cidr';
import { imagesFromKnownRegistries } from './rules/pods/images-from-known-registries';

/** Which rule asks for what a platform tells. */
const ASKED_BY: { readonly [Name in keyof Required<RuleParameters>]: string } = {
  registries: imagesFromKnownRegistries.id,
  metadataAddresses: metadataAddressExcluded.id,
  widestRange: noOpenCidr.id,
};

/** What a rule is told in `--policy-pack-config`. */
interface RuleConfig extends RuleParameters {
  exemptions?: readonly object[];
}

/** What `--policy-pack-config` takes: the configuration of each rule, by its id, and of what judges all exemptions. */
export type PackConfig = Readonly<Record<string, Readonly<RuleConfig>>>;

/** What a platform says to the rules, as the CrossGuard pack reads it, so that `pulumi up` judges as `dwcp check` does. */
export function packConfig({
  exemptions,
  ...platform
}: Pick<Platform, 'exemptions' | keyof RuleParameters>): PackConfig {
  const parameters = parametersOf(platform);
  const config: Record<string, RuleConfig> = {};
  for (const [name, value] of Object.entries(parameters)) {
    const rule = ASKED_BY[name as keyof RuleParameters];
    config[rule] = { ...config[rule], [name]: value };
  }
  if (exemptions.length === 0) return config;
  for (const { rule, ...exemption } of exemptions) {
    config[rule] = { ...config[rule], exemptions: [...(config[rule]?.exemptions ?? []), exemption] };
  }
  return { ...config, [EXEMPTIONS_IN_FORCE]: { exemptions, ...parameters } };
}
