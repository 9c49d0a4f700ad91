import type { ChecklistItem } from '../../change/checklist';
import type { Demand } from '../../change/class';
import type { EnvironmentReport } from '../../report';
import { checklistIn, checklistTally } from '../../told/checklist';
import { classesIn, type ToldClass } from '../../told/classes';
import type { Told } from '../../told/once';
import { capital } from '../../told/words';
import { escaped } from './escaped';
import type { Where } from './findings';
import type { Part } from './fitted';

/** Reasons of one class; more are counted. */
const REASONS = 5;

const MARKS: Readonly<Record<Demand['status'], string>> = { met: '✅', unmet: '⛔', open: '▫️' };

/** How the change is managed, what that asks for, and the checklist of its deployment; nothing where nothing is deployed. */
export function changeParts(environments: readonly EnvironmentReport[], where: Where): readonly Part[] {
  const classes = classesIn(environments);
  if (classes.length === 0) return [];
  return [
    `\n### Change management\n\n${classes.map((one) => classText(one, where)).join('')}`,
    ...checklistParts(environments, where),
  ];
}

function classText({ class: name, approval, environments, because, demands }: ToldClass, where: Where): string {
  const shown = because.slice(0, REASONS);
  const left = because.length - shown.length;
  return [
    `- **${capital(name)}** change, ${escaped(approval)}${where(environments)}\n`,
    ...shown.map(({ what, environments: names }) => {
      return `  - since ${escaped(what)}${names.length < environments.length ? where(names) : ''}\n`;
    }),
    ...(left > 0 ? [`  - … and ${left} more\n`] : []),
    ...demands.map(({ says, status, found }) => `  - ${MARKS[status]} ${escaped(withFound(says, found))}\n`),
  ].join('');
}

function checklistParts(environments: readonly EnvironmentReport[], where: Where): readonly Part[] {
  const phases = checklistIn(environments);
  if (phases.length === 0) return [];
  return [
    `\n<details><summary>Checklist of the deployment: ${checklistTally(phases)}</summary>\n`,
    ...phases.map(({ phase, items }) => ({
      head: `\n**${capital(phase)}**\n\n`,
      items: items.map((item) => () => itemText(item, where)),
      foot: '',
      left: (count: number) => `- … and ${count} more\n`,
    })),
    '\n</details>\n',
  ];
}

function itemText({ what: { says, status, found }, environments }: Told<ChecklistItem>, where: Where): string {
  const box = status === 'open' ? '[ ]' : '[x]';
  const known = found ?? (status === 'not needed' ? status : undefined);
  return `- ${box} ${escaped(withFound(says, known))}${where(environments)}\n`;
}

function withFound(says: string, found: string | undefined): string {
  return found === undefined ? says : `${says}: ${found}`;
}
