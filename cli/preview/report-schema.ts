import { EDGE, END, RESOURCE } from '../../constructs/plan/schema';
import { closed, listOf, type ObjectShape, type Shape } from '../../constructs/plan/shape';
import { TOPICS } from './finding';
import { ALL_GATES } from './gates/in-force';
import { REPORT_SCHEMA } from './report';

const text: Shape = { type: 'string', minLength: 1 };
const anyText: Shape = { type: 'string' };
const texts = listOf(text);

const outcome = closed({ is: { enum: ['safe', 'needs review', 'blocked'] }, because: text });

const port: Shape = { type: 'integer', minimum: 0, maximum: 65535 };
const connection = closed(
  {
    from: text,
    to: text,
    ports: listOf(closed({ protocol: { enum: ['TCP', 'UDP', 'SCTP'] }, from: port, to: port })),
    outcome: { enum: ['open', 'unknown'] },
    is: { enum: ['possible', 'impossible'] },
  },
  { conditions: texts, because: text },
);

const gate: Shape = { enum: ALL_GATES };

const finding = closed(
  { topic: { enum: Object.keys(TOPICS) }, effect: { enum: ['worse', 'neutral', 'better'] }, subject: text, says: text },
  { members: texts, details: listOf(anyText), gate, resources: texts, connections: listOf(connection) },
);

const gateResult = closed({
  gate,
  status: { enum: ['open', 'passed', 'shut', 'told'] },
  subjects: texts,
  passed: listOf(closed({ subjects: texts, owner: text, reason: text, expires: text })),
});

const change = closed({
  class: { enum: ['standard', 'normal', 'emergency'] },
  because: texts,
  approvals: texts,
  demands: listOf(
    closed(
      {
        what: { enum: ['class', 'reason', 'approval', 'lead-time', 'window', 'review'] },
        says: text,
        status: { enum: ['met', 'unmet', 'open'] },
      },
      { found: text },
    ),
  ),
});

const checklistItem = closed(
  { phase: { enum: ['before', 'during', 'after'] }, says: text, status: { enum: ['done', 'open', 'not needed'] } },
  { found: text },
);

const field = closed({ field: text, steps: texts }, { before: true, after: true });
const changed = { id: text, fields: listOf(field) };

/** What came, what went, and what is not as it was. */
function differing(thing: Shape): ObjectShape {
  return closed({
    added: listOf(thing),
    removed: listOf(thing),
    changed: listOf(closed({ before: thing, after: thing })),
  });
}

const diff = closed({
  environment: listOf(field),
  added: listOf(RESOURCE),
  removed: listOf(RESOURCE),
  changed: listOf(closed(changed)),
  renamed: listOf(closed({ ...changed, was: text })),
  moved: listOf(closed({ id: text, before: anyText, after: anyText })),
  ends: differing(END),
  edges: differing(EDGE),
});

const untried = closed({
  in: text,
  resources: listOf(closed({ id: text, is: { enum: ['added', 'deleted', 'renamed'] } })),
  fields: listOf(closed({ id: text, fields: texts })),
});

const violation = { field: anyText, problem: text, fix: text };
const found = closed({ ...violation, fingerprint: text });
const exemption = closed(
  { rule: text, resource: text, owner: text, reason: text, ticket: text, expires: text },
  { field: text, fingerprint: text },
);
const verdict = closed({
  rule: text,
  level: { enum: ['mandatory', 'advisory'] },
  severity: { enum: ['critical', 'high', 'medium', 'low'] },
  resource: text,
  path: anyText,
  outcome: { enum: ['fail', 'unknown', 'exempt'] },
  violations: listOf(found),
  doubts: listOf(closed(violation)),
  excused: listOf(closed({ violation: found, exemption })),
  messages: texts,
});

const environment = closed(
  {
    environment: text,
    before: text,
    after: text,
    outcome,
    findings: listOf(finding),
    gates: listOf(gateResult),
    change,
    checklist: listOf(checklistItem),
    diff,
    verdicts: listOf(verdict),
  },
  { untried },
);

/** The shape of `--format json` as JSON Schema; `report.schema.json` beside this file is the same for programs of any language. */
export const REPORT_JSON_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What a change means, by `dwcp preview --against` of @dwcp/baseline',
  ...closed({ schema: { const: REPORT_SCHEMA }, outcome, environments: listOf(environment) }),
};
