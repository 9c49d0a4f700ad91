import type { Resource } from '../constructs/plan/resource';
import type { SubjectsOfResource } from './holders';
import { judgedBy } from './judged-by';
import { type Origins, toldAt, writtenAt } from './origins';
import { isLeftOut, isPatch } from './patches';
import type { Preparation } from './prepare';
import type { Rule } from './rule';
import type { Subjects } from './subjects';
import { Unknowable } from './unknowable';
import { passed, type Verdict, verdict } from './verdict';
import { type PlanViolation, type Violation, who } from './violation';

type Subject = Subjects[keyof Subjects];
type Found = readonly (Violation | Unknowable)[];

/** Stands for the plan as a whole, where a resource is named. */
export const PLAN = 'plan';

/** What one rule says: a verdict for each resource in which it judged something. */
export function verdictsOf(rule: Rule, prepared: Preparation): readonly Verdict[] {
  if (rule.subject === 'plan') return planVerdicts(rule, prepared);
  const verdicts: Verdict[] = [];
  for (const group of judgedBy(rule, prepared)) {
    const found = verdictOn(rule, group, prepared);
    if (found !== undefined) verdicts.push(found);
  }
  return verdicts;
}

/** Nothing where the rule has nothing to judge in the resource. */
function verdictOn(rule: Rule, { resource, subjects }: SubjectsOfResource, prepared: Preparation): Verdict | undefined {
  // Made when something is found: nearly nothing that is judged has anything wrong with it.
  let findings: Findings | undefined;
  let judged = 0;
  for (const subject of subjects) {
    try {
      if ('error' in subject) throw subject.error;
      const answer = answerOn(rule, subject.value, prepared);
      if (answer === undefined) continue;
      for (const one of written(answer, resource, prepared)) {
        findings ??= new Findings(rule, resource.path);
        findings.add(one, subject.value);
      }
    } catch (error) {
      findings ??= new Findings(rule, resource.path);
      findings.doubt(error, 'value' in subject ? subject.value : undefined);
    }
    judged += 1;
  }
  if (judged === 0) return undefined;
  if (findings === undefined) return passed(rule, resource);
  const { violations, doubts } = findings;
  return verdict({ rule, resource: resource.id, path: resource.path, subject: who(resource) }, violations, doubts);
}

/** What is wrong with what is said here, and not with what a change of an operator's container leaves to the operator. */
function written(found: Found, resource: Resource, { makers }: Preparation): Found {
  if (found.length === 0 || resource.api !== 'kubernetes') return found;
  const { object } = resource;
  const containers = makers.get(resource)?.containers ?? [];
  const places = containers.flatMap((one) => ('value' in one && isPatch(one.value, object) ? [one.value.field] : []));
  return places.length === 0 ? found : found.filter(({ field }) => !isLeftOut(field, places, object));
}

/** What one rule finds in one resource, by the places to change. */
class Findings {
  readonly violations: Violation[] = [];
  readonly doubts: Violation[] = [];
  private readonly told = new Set<string>();
  private readonly rule: Rule;
  private readonly path: string;

  constructor(rule: Rule, path: string) {
    this.rule = rule;
    this.path = path;
  }

  add(one: Violation | Unknowable, subject: Subject): void {
    if (one instanceof Unknowable) {
      this.doubt(one, subject);
      return;
    }
    const origins = originsOf(subject);
    if (origins === undefined) this.violations.push(one);
    else this.tell(this.violations, { ...one, field: writtenAt(one.field, origins) });
  }

  /** Of what could not even be read, there is no subject. */
  doubt(error: unknown, subject: Subject | undefined): void {
    const origins = subject && originsOf(subject);
    if (origins === undefined) this.doubts.push(doubt(this.rule, error, this.path));
    else this.tell(this.doubts, doubt(this.rule, toldAt(error, origins), this.path));
  }

  /** What several pods take over from one place is wrong there once. */
  private tell(all: Violation[], one: Violation): void {
    const key = JSON.stringify([one.field, one.problem]);
    if (!this.told.has(key)) all.push(one);
    this.told.add(key);
  }
}

/** Where a pod, or that of a container, takes over what others say. */
function originsOf(subject: Subject): Origins | undefined {
  if ('origins' in subject) return subject.origins;
  return 'pod' in subject ? subject.pod.origins : undefined;
}

/** What is found wrong with the plan, by the resource to change. */
function planVerdicts(rule: Rule, prepared: Preparation): readonly Verdict[] {
  const violations = new Map<string, Violation[]>();
  const doubts = new Map<string, Violation[]>();
  try {
    const answer = answerOn(rule, prepared.judged, prepared);
    if (answer === undefined) return [];
    for (const one of answer) {
      if (one instanceof Unknowable) append(doubts, one.resource ?? PLAN, doubt(rule, one, PLAN));
      else append(violations, (one as PlanViolation).resource, one);
    }
  } catch (error) {
    append(doubts, PLAN, doubt(rule, error, PLAN));
  }
  const ids = new Set([...violations.keys(), ...doubts.keys()]);
  if (ids.size === 0) return [verdict(aboutPlan(rule), [])];
  const byId = new Map(prepared.judged.resources.map((resource) => [resource.id, resource]));
  return [...ids].map((id) => verdict(about(rule, id, byId.get(id)), violations.get(id) ?? [], doubts.get(id) ?? []));
}

function aboutPlan(rule: Rule) {
  return { rule, resource: PLAN, path: PLAN, subject: PLAN };
}

function about(rule: Rule, id: string, resource: Resource | undefined) {
  if (resource === undefined) return { ...aboutPlan(rule), resource: id, subject: id };
  return { rule, resource: id, path: resource.path, subject: who(resource) };
}

/** What nearly all of them find. */
const NONE: Found = [];

/** What a rule finds in one subject; undefined where it has nothing to judge. */
function answerOn(rule: Rule, subject: Subject, prepared: Preparation): Found | undefined {
  if (rule.applies !== undefined && !rule.applies(subject, prepared)) return undefined;
  const answer: unknown = rule.check(subject, prepared);
  return Array.isArray(answer) && answer.length === 0 ? NONE : asFound(answer, rule);
}

function asFound(answer: unknown, rule: Rule): Found {
  // It may have been written without a compiler, and an answer that is misread would count as a pass.
  if (!Array.isArray(answer) || !answer.every((one) => one instanceof Unknowable || isViolation(one, rule))) {
    throw new TypeError('it answered something else than a list of violations, each with field, problem and fix');
  }
  return answer;
}

function isViolation(value: unknown, { subject }: Rule): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields = subject === 'plan' ? ['field', 'problem', 'fix', 'resource'] : ['field', 'problem', 'fix'];
  return fields.every((field) => typeof (value as Record<string, unknown>)[field] === 'string');
}

/** Where a rule stopped, and why, as something to fix. */
export function doubt({ id }: Pick<Rule, 'id'>, error: unknown, path: string): Violation {
  const why = error instanceof Error ? error.message : String(error);
  const isKnown = error instanceof Unknowable;
  // It is another resource that cannot be read, and the reader has to know which.
  const where = isKnown && error.resource !== undefined ? `, in ${error.resource}` : '';
  return {
    field: isKnown ? error.field : path,
    problem: `rule '${id}' cannot judge it: ${why}${where}`,
    fix: (isKnown ? error.fix : undefined) ?? 'write it as the rule can read it',
  };
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
