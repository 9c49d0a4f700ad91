import { foundBy } from '../../../page/page';
import { escapeXml } from '../../../page/xml';
import { type Finding, TOPICS, type Topic } from '../../finding';
import type { Report } from '../../report';
import { chips } from './chips';
import { type Told, toldOnce } from './told';

const SECTIONS = { security: 'Security', 'blast-radius': 'Blast radius' } as const;

/** What each effect is called, and the sign that stands for it: nothing is told by its colour alone. */
const EFFECTS = { worse: '▲', neutral: '●', better: '▼' } as const satisfies Record<Finding['effect'], string>;

/** What the change means, by topic. */
export function findings(report: Report): string {
  const told = toldOnce(report, (environment) => environment.findings);
  return (Object.keys(SECTIONS) as (keyof typeof SECTIONS)[])
    .map((section) => sectionOf(section, told, report))
    .join('\n');
}

function sectionOf(section: keyof typeof SECTIONS, told: readonly Told<Finding>[], report: Report): string {
  const own = told.filter(({ what }) => TOPICS[what.topic].section === section);
  const topics = [...new Set(own.map(({ what }) => what.topic))];
  const body = topics.map((topic) =>
    topicOf(
      topic,
      own.filter(({ what }) => what.topic === topic),
      report,
    ),
  );
  return `<section id="${section}">
<h2>${SECTIONS[section]} <span>${own.length}</span></h2>
${body.length === 0 ? '<p>Nothing differs.</p>' : body.join('\n')}
</section>`;
}

function topicOf(topic: Topic, told: readonly Told<Finding>[], report: Report): string {
  return `<div data-group>
<h3>${escapeXml(TOPICS[topic].title)} <span>${told.length}</span></h3>
<ul class="findings">
${told.map((one) => item(one, report)).join('\n')}
</ul>
</div>`;
}

function item({ what, environments }: Told<Finding>, report: Report): string {
  const { effect, subject, says, details = [], gate, resources = [], connections = [] } = what;
  const ends = connections.flatMap(({ from, to }) => [from, to]);
  const words = [
    subject,
    says,
    effect,
    ...(gate === undefined ? [] : [gate]),
    ...[...resources, ...ends].flatMap(namesOf),
    ...environments,
  ];
  const parts = [
    `<span class="sign" role="img" aria-label="${effect}">${EFFECTS[effect]}</span>`,
    `<span>${escapeXml(says)}</span>`,
    ...(gate === undefined ? [] : [`<a class="gate" href="#gates">${gate}</a>`]),
    chips(environments, report),
  ];
  return `<li class="${effect}" ${foundBy(words)}>${parts.join(' ')}${folded(details)}</li>`;
}

function folded(details: readonly string[]): string {
  if (details.length === 0) return '';
  const items = details.map((text) => `<li>${escapeXml(text)}</li>`).join('');
  return `<details><summary>Details</summary><ul>${items}</ul></details>`;
}

/** `Deployment shop/api` is found by `shop/api` too, as its box in the drawing is called. */
function namesOf(id: string): readonly string[] {
  return [id, id.slice(id.indexOf(' ') + 1)];
}
