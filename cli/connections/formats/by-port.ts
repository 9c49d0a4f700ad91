import { difference, type Ports, union } from '../../../policies/reachability/ports';
import type { Connection, Reachability } from '../../../policies/reachability/result';
import { columns } from '../../terminal/columns';
import { foldedLines } from '../../terminal/folded';
import { portsText } from '../ports';
import type { Answer, ByPort } from '../why';
import { renderWhy, verdictOf } from './why';

/** Answers that are told whole; of more, each is a line, and `--port` tells why. */
const WHOLE = 4;

/** What can be opened between two ends: each port that the callee is known by, then what is left of the others. */
export function renderByPort({ answers, nowhere }: ByPort, { connections }: Reachability, width?: number): string {
  const told =
    answers.length > WHOLE
      ? [...columns(answers.map(brief), ['left', 'left', 'left'], width), '  --port NUMBER or NAME says why'].join('\n')
      : renderWhy(answers).trimEnd();
  const others = foldedLines([...nowhere, ...othersOf(answers, connections)], width);
  return `${[told, ...(others.length > 0 ? [others.join('\n')] : [])].join('\n\n')}\n`;
}

function brief({ question, through, ...answer }: Answer): readonly string[] {
  const { from, to, port, protocol } = question;
  const decided = answer.steps.find(({ outcome }) => outcome === answer.outcome);
  const why = answer.outcome === 'open' ? (through ?? '') : [through, decided?.because].filter(Boolean).join('; ');
  return [`${from} → ${to} ${port}/${protocol}`, verdictOf(answer), why];
}

/** A workload may be open on ports that it does not declare: a line for each pair. */
function othersOf(answers: readonly Answer[], connections: readonly Connection[]): readonly string[] {
  const asked = new Map<string, { from: string; to: string; ports: Ports }>();
  for (const { question, through } of answers) {
    const { from, to, port, protocol } = question;
    // Nobody reaches a workload through a Service but on the ports of it.
    if (through !== undefined) continue;
    const ports = asked.get(`${from} ${to}`)?.ports ?? [];
    asked.set(`${from} ${to}`, { from, to, ports: union(ports, [{ protocol, from: port, to: port }]) });
  }
  return [...asked.values()].map(({ from, to, ports }) => {
    const left = connections
      .filter((connection) => connection.from === from && connection.to === to)
      .flatMap(({ ports: open, outcome, why }) => {
        const rest = difference(open, ports);
        if (rest.length === 0) return [];
        return outcome === 'open' ? [`allowed on ${portsText(rest)}`] : [`unknown on ${portsText(rest)} (${why})`];
      });
    return `${from} → ${to}, other ports: ${left.length === 0 ? 'denied' : left.join('; ')}`;
  });
}
