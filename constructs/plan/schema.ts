import { PARAMETER_SHAPES } from './parameters';
import { PLAN_SCHEMA } from './plan';
import { closed, listOf, type ObjectShape, type Shape } from './shape';

const text: Shape = { type: 'string', minLength: 1 };
/** The path of a construct: that of an app is empty. */
const path: Shape = { type: 'string' };
const flag: Shape = { type: 'boolean' };
const port: Shape = { type: 'integer', minimum: 1, maximum: 65535 };
const protocol: Shape = { enum: ['TCP', 'UDP'] };
const anything: ObjectShape = { type: 'object', properties: {}, required: [] };
const textMap: Shape = { ...anything, additionalProperties: { type: 'string' } };

/** What every resource says. */
const leaf = { id: text, kind: text, name: text, path, dependsOn: listOf(text), data: flag };

/** What one says that was called otherwise. */
const former = { formerly: listOf(text) };

const metadata: ObjectShape = {
  type: 'object',
  properties: { name: text, namespace: { type: 'string' }, labels: textMap, annotations: textMap },
  required: ['name'],
};

const object: ObjectShape = {
  type: 'object',
  properties: { apiVersion: text, kind: text, metadata },
  required: ['apiVersion', 'kind', 'metadata'],
};

const kubernetes = closed(
  { api: { const: 'kubernetes' }, ...leaf, object },
  { ...former, namespace: text, patched: listOf(closed({ path: text, at: path, why: text })) },
);

const vault = closed({ api: { const: 'vault' }, ...leaf, type: text, vaultPath: text, args: anything }, former);

/** An end, in plans and in what differs between two. */
export const END: ObjectShape = closed(
  {
    name: text,
    role: { enum: ['workload', 'infrastructure', 'external'] },
    selectors: listOf(anything),
    ports: listOf(closed({ name: text, port, protocol })),
  },
  { serviceAccount: text, path, grant: text, grantOptions: text },
);

/** An edge. */
export const EDGE: ObjectShape = closed(
  {
    from: text,
    to: text,
    port,
    protocol,
    infrastructure: flag,
    by: { enum: ['allow', 'grant', 'expose', 'observe', 'operator'] },
    declaredAt: closed({ path, call: text }),
  },
  { why: text, identity: text, http: closed({}, { methods: listOf(text), paths: listOf(text) }) },
);

/** A resource. */
export const RESOURCE: Shape = { oneOf: [kubernetes, vault] };

/**
 * The shape of a plan as JSON Schema; `plan.schema.json` beside this file is the same for programs of any language.
 *
 * Beside the fields of a plan, other tools may put what they know of it, such as the verdicts of `dwcp preview --json`.
 */
export const PLAN_JSON_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A plan of @dwcp/baseline',
  type: 'object',
  properties: {
    schema: { const: PLAN_SCHEMA },
    environment: text,
    data: { enum: ['protected', 'disposable'] },
    cluster: closed(
      { podCidrs: listOf(text), nodeCidrs: listOf(text), trustDomain: text, meshRoot: text },
      { id: text },
    ),
    ...PARAMETER_SHAPES,
    resources: listOf(RESOURCE),
    ends: listOf(END),
    edges: listOf(EDGE),
  },
  required: ['schema', 'environment', 'data', 'cluster', 'resources', 'ends', 'edges'],
} as const satisfies ObjectShape & Readonly<Record<'$schema' | 'title', string>>;
