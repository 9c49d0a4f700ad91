import type { Resource } from '../../../constructs';
import { identityOf } from '../../../constructs/plan/identity';
import type { JudgedPlan } from '../../judged';
import { colour as pc } from '../../terminal/colour';
import { columns } from '../../terminal/columns';
import { foldedLines } from '../../terminal/folded';
import { renderEdges } from './edges';
import { renderPatches } from './patches';
import { renderVerdicts } from './verdicts';

/** One screen about an environment, of some width where that is known: what runs, who may talk to whom, what the rules say. */
export function renderPreview({ environment, resources, edges, verdicts }: JudgedPlan, width?: number): string {
  const sections = [
    [pc.bold(environment)],
    [pc.bold(`Resources (${resources.length})`), ...renderResources(resources, width)],
    renderPatches(resources, width),
    renderEdges(edges, width),
    [pc.bold('Verdicts'), ...foldedLines(renderVerdicts(verdicts), width)],
  ];
  const shown = sections.filter((lines) => lines.length > 0);
  return `${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function renderResources(resources: readonly Resource[], width: number | undefined): string[] {
  const kinds = new Map<string, string[]>();
  for (const resource of resources) {
    const kind = kindOf(resource);
    kinds.set(kind, [...(kinds.get(kind) ?? []), identityOf(resource)]);
  }
  return columns(
    [...kinds]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, names]) => [`${names.length}`, kind, names.sort().join(', ')]),
    ['right', 'left', 'left'],
    width,
  );
}

/** `Deployment`, or `Vault database/SecretBackendRole`. */
function kindOf(resource: Resource): string {
  if (resource.api === 'kubernetes') return resource.kind;
  return `Vault ${resource.kind}`;
}
