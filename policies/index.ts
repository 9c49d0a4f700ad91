export { defineRule } from './define-rule';
export { EXEMPTIONS_IN_FORCE, type Exemption, type Exemptions } from './exemptions';
export type { Findings, KubernetesRule, PlanRule, Rule as FormerRule, VaultRule } from './former';
export type { Judged, Prepared, Workload } from './prepared';
export { Answers, explain, reachability, reachabilityIn, reachabilityOf } from './reachability';
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
export type { Example, ExampleResource, Examples, Found, Level, RefusedExample, Rule, Severity } from './rule';
export { rules } from './rules';
export { failsCheck, judge, type Verdict } from './run';
export type { Subjects } from './subjects';
export { Unknowable } from './unknowable';
export { message, type PlanViolation, type Violation, who } from './violation';
