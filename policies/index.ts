export { crossguard } from './crossguard';
export { EXEMPTIONS_IN_FORCE, type Exemption, type Exemptions } from './exemptions';
export { explain, reachabilityOf } from './reachability';
export type {
  Connection,
  Explanation,
  Objects,
  Options,
  Party,
  PortRange,
  Protocol,
  Question,
  Reachability,
  Step,
} from './reachability/result';
export {
  type Findings,
  type KubernetesRule,
  message,
  type PlanRule,
  type PlanViolation,
  type Rule,
  Unknowable,
  type VaultRule,
  type Violation,
  who,
} from './rule';
export { rules } from './rules';
export { failsCheck, judge, type Verdict } from './run';
