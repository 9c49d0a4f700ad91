import type { EnvironmentReport } from '../../report';
import { passesIn } from '../../told/passes';
import { code, escaped } from './escaped';
import type { Where } from './findings';

/** The gates that are passed by leave, by whose, and until when; nothing where none is. */
export function passesText(environments: readonly EnvironmentReport[], where: Where): string {
  const lines = passesIn(environments).map(({ what, environments: names }) => {
    const { gate, owner, expires, reason, subjects } = what;
    return `- 🔓 ${code(gate)} (${subjects.length}), by ${escaped(owner)} until ${expires}: ${escaped(reason)}${where(names)}\n`;
  });
  return lines.length === 0 ? '' : `\n### Passed by leave\n\n${lines.join('')}`;
}
