import type { EngineError, EngineStep, EngineView } from '../../engine';
import { isOfNotesAlone } from './notes';
import { calledBy, idOf } from './resources';
import type { Digest, Step } from './shape';
import { planIdOf } from './urn';

/** What the engine would do to resources of a plan, by the id that each will have, or had. */
export function stepsIn(steps: readonly Step[]): EngineView['steps'] {
  return byId(steps, (step) => {
    const { op, oldState } = step;
    if (op === 'delete') return oldState?.retainOnDelete === true ? 'forget' : 'delete';
    return isOfNotesAlone(step) ? undefined : OPERATIONS[op];
  });
}

/** What it found changed, or gone: that something is to be kept has not kept it from anybody else. */
export function driftIn(steps: readonly Step[]): EngineView['steps'] {
  return byId(steps, ({ op }) => (op === 'update' || op === 'delete' ? op : undefined));
}

/** By what a preview calls them. To read something, or to leave it as it is, is nothing. */
const OPERATIONS: Readonly<Record<string, EngineStep['op']>> = {
  create: 'create',
  update: 'update',
  replace: 'replace',
  // Halves of a replacement, where they are shown.
  'create-replacement': 'replace',
  'import-replacement': 'replace',
  import: 'import',
};

function byId(steps: readonly Step[], opOf: (step: Step) => EngineStep['op'] | undefined): EngineView['steps'] {
  return new Map(
    steps.flatMap((step) => {
      const [op, id] = [opOf(step), idIn(step)];
      return op === undefined || id === undefined ? [] : [[id, { op, ...fieldsOf(step) }]];
    }),
  );
}

function idIn({ oldState, newState }: Step): string | undefined {
  return (newState && idOf(newState)) ?? (oldState && idOf(oldState)) ?? undefined;
}

function fieldsOf({ detailedDiff, diffReasons, replaceReasons }: Step): Pick<EngineStep, 'fields' | 'replaceKeys'> {
  const fields = Object.keys(detailedDiff ?? {}).sort();
  return { fields: fields.length > 0 ? fields : (diffReasons ?? []), replaceKeys: replaceReasons ?? [] };
}

/** What stopped it. What is about no resource may have paths of the machine that it ran on, and is not quoted. */
export function errorsIn({ diagnostics }: Digest): readonly EngineError[] {
  const errors = (diagnostics ?? []).filter(({ severity }) => severity === 'error');
  const about = errors.flatMap(({ urn, message }) =>
    urn ? [{ id: planIdOf(urn) ?? calledBy(urn), message: sentenceOf(message) }] : [],
  );
  return errors.length > 0 && about.length === 0
    ? [{ id: 'the program', message: 'it did not run to its end' }]
    : about;
}

/** Its first sentence, on one line, without the URN of what it is about; of a conflict, the one that names the field. */
function sentenceOf(message: string): string {
  const [sentence = ''] = message
    .replace(/^error: (?:Preview failed: )?/, '')
    .replace(/resource "urn:pulumi:[^"]*"/g, 'it')
    .replace(/\s+/g, ' ')
    .replace(/^.* had an apply conflict: /, '')
    .replace(/^\d+ errors? occurred: \* /, '')
    .split(/\. (?=[A-Z])/);
  return sentence.trim().replace(/[.:;]+$/, '');
}
