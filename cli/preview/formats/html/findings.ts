import { foundBy } from '../../../page/page';
import { escapeXml } from '../../../page/xml';
import { type Finding, SECTIONS, type Section, TOPICS } from '../../finding';
import { GATES } from '../../gates/gate';
import { effectsText } from '../../told/counts';
import { type ToldFinding, type ToldGate, topicsOf } from '../../told/findings';
import type { Told } from '../../told/once';
import type { Part } from './part';
import type { Where } from './where';

/** What stands for each effect: nothing is told by its colour alone. */
const SIGNS = { worse: '▲', neutral: '●', better: '▼' } as const satisfies Record<Finding['effect'], string>;

/** What stops the change, by gate; nothing where nothing does. */
export function stopped(gates: readonly ToldGate[], where: Where): readonly Part[] {
  if (gates.length === 0) return [];
  const body = gates.map(
    ({ gate, findings, others }) => `<div data-group>
<h3>${gate} <span>${escapeXml(GATES[gate])}</span></h3>
${list([...findings.map((finding) => item(finding, where)), ...others.map((other) => otherItem(other, where))])}
</div>`,
  );
  return [{ id: 'stopped', title: 'What stops it', tally: `${gates.length}`, body: body.join('\n') }];
}

/** What else of a section differs, by topic. */
export function findingsOf(section: Section, findings: readonly ToldFinding[], where: Where): Part {
  const topics = topicsOf(section, findings);
  const body = topics.map(
    ({ topic, findings: some }) => `<div data-group>
<h3>${escapeXml(TOPICS[topic].title)} <span>${some.length}</span></h3>
${list(some.map((finding) => item(finding, where)))}
</div>`,
  );
  return {
    id: section,
    title: SECTIONS[section],
    tally: effectsText(topics.flatMap((topic) => topic.findings)),
    body: body.length === 0 ? '<p>Nothing else differs.</p>' : body.join('\n'),
  };
}

function list(items: readonly string[]): string {
  return `<ul class="findings">\n${items.join('\n')}\n</ul>`;
}

function item(finding: ToldFinding, where: Where): string {
  const { effect, says, details = [], environments, stops, gate } = finding;
  const isElsewhere = stops.length > 0 && stops.length < environments.length;
  const parts = [
    `<span class="sign" role="img" aria-label="${stops.length > 0 ? 'stops it' : effect}">${stops.length > 0 ? '■' : SIGNS[effect]}</span>`,
    ` ${escapeXml(says)}`,
    ...(gate !== undefined && stops.length === 0
      ? [` <small>meets ${gate}, which is not in force or passed</small>`]
      : []),
    where(environments),
    ...(isElsewhere ? [` <small>stopped in ${escapeXml(stops.join(', '))}</small>`] : []),
    folded(details),
  ];
  return `<li class="${stops.length > 0 ? 'stops' : effect}" ${foundBy(wordsOf(finding))}>${parts.join('')}</li>`;
}

function wordsOf({
  subject,
  says,
  effect,
  details = [],
  gate,
  resources = [],
  connections = [],
  environments,
}: ToldFinding) {
  const ends = connections.flatMap(({ from, to }) => [from, to]);
  const about = [subject, ...resources, ...ends].flatMap(namesOf);
  return [...about, says, effect, ...details, ...(gate === undefined ? [] : [gate]), ...environments];
}

/** `Deployment shop/api` is found by `shop/api` too, as its box in the drawing is called. */
function namesOf(id: string): readonly string[] {
  return [id, id.slice(id.indexOf(' ') + 1)];
}

function otherItem({ what, environments }: Told<string>, where: Where): string {
  const sign = '<span class="sign" role="img" aria-label="stops it">■</span>';
  return `<li class="stops" ${foundBy([what, ...environments])}>${sign} ${escapeXml(what)}${where(environments)}</li>`;
}

function folded(details: readonly string[]): string {
  if (details.length === 0) return '';
  const items = details.map((text) => `<li>${escapeXml(text)}</li>`).join('');
  return `<details><summary>Details</summary><ul>${items}</ul></details>`;
}
