import { EDGE } from '../../constructs/plan/schema';
import { closed, listOf, type ObjectShape, type Shape } from '../../constructs/plan/shape';

const text: Shape = { type: 'string', minLength: 1 };
const texts = listOf(text);
const port: Shape = { type: 'integer', minimum: 1, maximum: 65535 };
const protocol: Shape = { enum: ['TCP', 'UDP', 'SCTP'] };
const ports = listOf(closed({ protocol, from: port, to: port }));
/** What is not open is not listed. */
const outcome: Shape = { enum: ['open', 'unknown'] };
const answered: Shape = { enum: ['open', 'closed', 'unknown'] };
const labels: Shape = { type: 'object', properties: {}, required: [], additionalProperties: { type: 'string' } };

const party: Shape = {
  oneOf: [
    closed({ kind: { const: 'workload' }, id: text, namespace: text, labels }, { assumed: { type: 'boolean' } }),
    closed({ kind: { const: 'cidr' }, id: text, except: texts }),
  ],
};

const connection = closed({ from: text, to: text, ports, outcome }, { why: text, conditions: texts });

const renderedEdge: Shape = {
  ...EDGE,
  properties: { ...EDGE.properties, rendered: answered, conditions: texts },
  required: [...EDGE.required, 'rendered'],
};

const step = closed({
  at: { enum: ['egress', 'ingress', 'mesh'] },
  outcome: answered,
  policies: listOf(closed({ id: text, path: { type: 'string' } })),
  because: text,
});

const answers = listOf(
  closed(
    {
      question: closed({ from: text, to: text, port, protocol }),
      outcome: answered,
      steps: listOf(step),
      remedy: text,
    },
    { through: text, declared: listOf(EDGE) },
  ),
);

const change = closed(
  { from: text, to: text, ports, outcome },
  { otherwise: { enum: ['unknown'] }, conditions: texts, because: text },
);

const said = { schema: { const: 1 }, source: text } as const;

/** Everything that is possible; of two ends, with the answer for each port. */
const everything = closed(
  { ...said, parties: listOf(party), connections: listOf(connection), unknowns: texts, notes: texts },
  { unread: texts, answers, declared: closed({ edges: listOf(renderedEdge), undeclared: listOf(connection) }) },
);

/** One port. */
const why = closed({ ...said, answers });

/** What `--expect FILE` finds. */
const differing = closed({ ...said, expected: text, unexpected: texts, missing: texts });

/** From one input to another. */
const difference = closed({
  ...{ schema: said.schema, from: text, to: text },
  ...{ possible: listOf(change), impossible: listOf(change) },
});

const variants: readonly ObjectShape[] = [everything, why, differing, difference];

/**
 * The shape of `--json` as JSON Schema, whatever was asked; `connections.schema.json` beside this file is the same for programs of
 * any language.
 */
export const CONNECTIONS_JSON_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Who can open a connection to whom, by `dwcp connections` of @dwcp/baseline',
  oneOf: variants,
};
