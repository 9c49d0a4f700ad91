export type { Exemption } from '../constructs/plan/exemption';
export { type AdmissionOptions, admission } from './admission/admission';
export type { Cel, NoCel, Told } from './admission/cel';
export { EXEMPTIONS_IN_FORCE } from './audit';
export { defineRule } from './define-rule';
export { exampleProblems } from './examples/trials';
export type { Judged } from './judged';
export type { Prepared, Replicas, SelectingKind, Workload } from './prepared';
export { Answers, explain, reachability, reachabilityIn, reachabilityOf } from './reachability';
export type {
  Connection,
  Explanation,
  KnownPort,
  ObjectRead,
  Objects,
  Options,
  Party,
  PortRange,
  Protocol,
  Question,
  Reachability,
  Step,
} from './reachability/result';
export type {
  Doubt,
  Example,
  ExampleResource,
  Examples,
  Found,
  Level,
  RefusedExample,
  Rule,
  Severity,
  UnknownExample,
} from './rule';
export { rules } from './rules';
export { rulesWith } from './rules-with';
export { failsCheck, type JudgeOptions, judge } from './run';
export type { Subjects } from './subjects';
export { Unknowable } from './unknowable';
export { RESOURCES_READABLE } from './unreadable';
export type { Excused, FoundViolation, Verdict } from './verdict';
export { message, type PlanViolation, type Violation, who } from './violation';
