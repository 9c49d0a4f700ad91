import type { PlanDiff } from '../../../../constructs/plan/diff/diff-plans';
import type { FieldChange } from '../../../../constructs/plan/diff/fields';
import { foundBy } from '../../../page/page';
import { escapeXml } from '../../../page/xml';
import type { Report } from '../../report';
import { chips } from './chips';
import { type Told, toldOnce } from './told';
import { valueText } from './value';

/** What happens to a resource, in the words of a page. */
interface Change {
  readonly id: string;
  readonly what: 'new' | 'changed' | 'renamed' | 'gone' | 'moved';
  readonly fields: readonly FieldChange[];
  /** What more there is to know. @default - nothing */
  readonly note?: string;
}

const SIGNS = { new: '+', changed: '~', renamed: '~', gone: '−', moved: '→' } as const satisfies Record<
  Change['what'],
  string
>;

/** Every resource that differs, by kind, with its fields folded under it. */
export function resources(report: Report): string {
  const told = toldOnce(report, ({ diff }) => changesIn(diff));
  const kinds = new Map<string, Told<Change>[]>();
  for (const one of told) {
    const { kind } = namesOf(one.what.id);
    const group = kinds.get(kind);
    if (group === undefined) kinds.set(kind, [one]);
    else group.push(one);
  }
  const groups = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, group]) => groupOf(kind, group, report));
  return `<section id="resources">
<h2>Resources <span>${told.length}</span></h2>
${groups.length === 0 ? '<p>Nothing differs.</p>' : groups.join('\n')}
</section>`;
}

function changesIn({ added, removed, changed, renamed, moved }: PlanDiff): readonly Change[] {
  return [
    ...added.map(({ id }): Change => ({ id, what: 'new', fields: [] })),
    ...changed.map(({ id, fields }): Change => ({ id, what: 'changed', fields })),
    ...renamed.map(({ id, was, fields }): Change => ({ id, what: 'renamed', fields, note: `was ${was}` })),
    ...removed.map(({ id }): Change => ({ id, what: 'gone', fields: [] })),
    ...moved.map(({ id, before, after }): Change => ({ id, what: 'moved', fields: [], note: `${before} → ${after}` })),
  ];
}

function groupOf(kind: string, group: readonly Told<Change>[], report: Report): string {
  return `<details data-group class="kind"><summary>${escapeXml(kind)} <span>${group.length}</span></summary>
<ul class="resources">
${group.map((one) => item(one, report)).join('\n')}
</ul></details>`;
}

function item({ what: { id, what, fields, note }, environments }: Told<Change>, report: Report): string {
  const { kind, name } = namesOf(id);
  const head = [
    `<span class="sign" aria-hidden="true">${SIGNS[what]}</span>`,
    `<code>${escapeXml(name)}</code>`,
    `<small>${what}${note === undefined ? '' : `: ${escapeXml(note)}`}</small>`,
    chips(environments, report),
  ].join(' ');
  const words = [id, kind, name, what, ...fields.map(({ field }) => field), ...environments];
  return `<li class="${what}" ${foundBy(words)}>${head}${fieldTable(fields, name)}</li>`;
}

function fieldTable(fields: readonly FieldChange[], name: string): string {
  if (fields.length === 0) return '';
  const rows = fields.map(
    ({ field, before, after }) =>
      `<tr><th scope="row"><code>${escapeXml(field)}</code></th><td>${side(before, 'del')}</td><td>${side(after, 'ins')}</td></tr>`,
  );
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeXml(`Fields of ${name}`)}"><table class="fields">
<thead><tr><th scope="col">Field</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div>`;
}

function side(value: unknown, tag: 'del' | 'ins'): string {
  return value === undefined ? '<span class="none">none</span>' : `<${tag}>${escapeXml(valueText(value))}</${tag}>`;
}

/** `Deployment` and `shop/api` of `apps/v1/Deployment shop/api`; a type of Vault stays as Pulumi calls it. */
function namesOf(id: string): { readonly kind: string; readonly name: string } {
  const space = id.indexOf(' ');
  const [type, name] = [id.slice(0, space), id.slice(space + 1)];
  return { kind: type.startsWith('vault:') ? type : type.slice(type.lastIndexOf('/') + 1), name };
}
