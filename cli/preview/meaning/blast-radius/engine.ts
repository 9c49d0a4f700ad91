import type { Resource } from '../../../../constructs/plan/resource';
import type { Comparison } from '../../comparison';
import type { EngineStep } from '../../engine';
import type { Finding } from '../../finding';
import { called } from './called';
import { gateOf } from './immutable';
import { type Operation, operationsOf } from './operations';
import { byId } from './pairs';

/** Where Pulumi's engine would do something else than a change tells by itself, and where it stops. */
export function engine(comparison: Comparison): readonly Finding[] {
  const { engine: view, before, after } = comparison;
  if (view?.of !== 'preview') return [];
  const resources = byId([...before.plan.resources, ...after.plan.resources]);
  const errors = new Map(view.errors.map(({ id, message }) => [id, message]));
  const expected = operationsOf(comparison);
  return [
    ...[...errors].map(([id, message]) => stopped(id, message, resources.get(id))),
    ...[...resources.values()].flatMap((resource) => {
      const step = view.steps.get(resource.id);
      // One that stopped may not have come to everything.
      if (errors.has(resource.id) || (errors.size > 0 && step === undefined)) return [];
      return differing(resource, step, expected.get(resource.id)) ?? [];
    }),
  ];
}

function stopped(id: string, message: string, resource: Resource | undefined): Finding {
  return {
    topic: 'engine',
    effect: 'worse',
    subject: id,
    says: `Pulumi would stop at ${resource === undefined ? id : called(resource)}: ${message}`,
    ...(resource && { resources: [id] }),
  };
}

function differing(
  resource: Resource,
  step: EngineStep | undefined,
  expected: Operation | undefined,
): Finding | undefined {
  // To take up what exists already is one way to create it.
  const op = step?.op === 'import' ? 'create' : step?.op;
  if (op === expected) return undefined;
  if (op === 'replace') return replaced(resource, step!);
  return {
    topic: 'engine',
    effect: 'neutral',
    subject: resource.id,
    says: `Pulumi ${deed(op, called(resource), expected)}`,
    ...(step && step.fields.length > 0 && { details: step.fields }),
    resources: [resource.id],
  };
}

function deed(op: Exclude<Operation, 'replace'> | undefined, who: string, expected: Operation | undefined): string {
  if (op === undefined) return `leaves ${who} as it is, though it is declared otherwise`;
  if (op === 'forget') return `forgets ${who}, and leaves it where it is`;
  if (expected === undefined) return `would ${op} ${who} for what it does not show: a secret, or what is not known yet`;
  return `would ${op} ${who}, where it was expected to ${expected} it`;
}

function replaced(resource: Resource, { replaceKeys, fields }: EngineStep): Finding {
  const because = (replaceKeys.length > 0 ? replaceKeys : fields).join(', ') || 'a reason that it does not show';
  const gate = gateOf(resource);
  return {
    topic: 'engine',
    effect: 'worse',
    subject: resource.id,
    says: `Pulumi would delete ${called(resource)} and make it anew, for ${because}`,
    ...(gate && { gate }),
    resources: [resource.id],
  };
}
