import { closed, listOf, type Shape } from '../../constructs/plan/shape';

const text: Shape = { type: 'string', minLength: 1 };
const number: Shape = { type: 'number' };
const outcome: Shape = { enum: ['kept', 'missed', 'unknown'] };
const named = { namespace: text, service: text };

/** The shape of `--json` as JSON Schema; `slo.schema.json` beside this file is the same for programs of any language. */
export const SLO_JSON_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'How an environment keeps what its services are held to, by `dwcp slo` of @dwcp/baseline',
  ...closed({
    schema: { const: 1 },
    environment: text,
    prometheus: text,
    at: text,
    windowDays: number,
    objectives: listOf(
      closed(
        {
          ...named,
          objective: text,
          promisedPercent: number,
          burn: closed({}, { hour: number, day: number }),
          outcome,
        },
        { currentPercent: number, budgetLeftPercent: number, exhausted: text },
      ),
    ),
    month: closed({
      name: text,
      isOver: { type: 'boolean' },
      promisedPercent: number,
      services: listOf(
        closed({ ...named, knownPercent: number, outcome }, { availabilityPercent: number, creditPercent: number }),
      ),
    }),
  }),
};
