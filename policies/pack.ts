import { PolicyPack } from '@pulumi/policy';
import { crossguard } from './crossguard';
import { rules } from './rules';

// What `pulumi preview --policy-pack policies` runs: the same rules as `dwcp check`, on what Pulumi is about to deploy.
new PolicyPack('dwcp-baseline', { policies: crossguard(rules, new Date().toISOString().slice(0, 10)) });
