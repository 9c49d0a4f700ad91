import { colour as pc } from '../../../terminal/colour';
import { printable } from '../../../terminal/printable';
import type { Demand } from '../../change/class';
import type { EnvironmentReport } from '../../report';
import { checklistIn, checklistTally } from '../../told/checklist';
import { classesIn, type ToldClass } from '../../told/classes';
import { passesIn } from '../../told/passes';
import { wrongIn } from '../../told/rules';
import { capital } from '../../told/words';
import type { Where } from './where';

const WORDS: Readonly<Record<Demand['status'], string>> = {
  met: pc.green('met  '),
  unmet: pc.red('unmet'),
  open: pc.yellow('open '),
};

/** The gates that are passed by leave; nothing where none is. */
export function passLines(environments: readonly EnvironmentReport[], where: Where): readonly string[] {
  const lines = passesIn(environments).map(({ what, environments: names }) => {
    const { gate, owner, expires, reason, subjects } = what;
    return `  ${gate} (${subjects.length}), by ${printable(`${owner} until ${expires}: ${reason}`)}${where(names)}`;
  });
  return lines.length === 0 ? [] : [pc.bold('Passed by leave'), ...lines];
}

/** How the change is managed, what that asks for, and what is left to people; nothing where nothing is deployed. */
export function changeLines(environments: readonly EnvironmentReport[], where: Where): readonly string[] {
  const classes = classesIn(environments);
  if (classes.length === 0) return [];
  return [
    pc.bold('Change management'),
    ...classes.flatMap((one) => classLines(one, where)),
    ...checklistLines(environments),
  ];
}

function classLines({ class: name, approval, environments, because, demands }: ToldClass, where: Where) {
  return [
    `  ${capital(name)} change, ${printable(approval)}${where(environments)}`,
    ...because.map(({ what, environments: names }) => {
      return `    since ${printable(what)}${names.length < environments.length ? where(names) : ''}`;
    }),
    ...demands.map(({ says, status, found }) => {
      return `    ${WORDS[status]} ${printable(found === undefined ? says : `${says}: ${found}`)}`;
    }),
  ];
}

/** Boxes are ticked where a report can be ticked, which a terminal cannot. */
function checklistLines(environments: readonly EnvironmentReport[]): readonly string[] {
  const phases = checklistIn(environments);
  return phases.length === 0
    ? []
    : [`  Checklist of the deployment: ${checklistTally(phases)}; --format markdown has it`];
}

/** What the rules find wrong, whether or not it is new; nothing where all is well. */
export function ruleLines(environments: readonly EnvironmentReport[], where: Where): readonly string[] {
  const lines = wrongIn(environments).map(({ what, environments: names }) => `  ${printable(what)}${where(names)}`);
  return lines.length === 0 ? [] : [pc.bold(`All that the rules find wrong, new or not: ${lines.length}`), ...lines];
}
