import { colour as pc } from '../../terminal/colour';
import type { Answer, Origin } from '../why';

const WORDS = { open: 'allowed', closed: 'denied', unknown: 'unknown' } as const;
const STEPS = { open: 'lets it through', closed: 'stops it', unknown: 'may stop it' } as const;
const PAINT = { open: pc.green, closed: pc.red, unknown: pc.yellow } as const;

/** Each answer in its steps: what was checked, by which policy, and what made that policy. */
export function renderWhy(answers: readonly Answer[]): string {
  return `${answers.map((answer) => renderAnswer(answer).join('\n')).join('\n\n')}\n`;
}

/** The answer as a word. */
export function verdictOf({ outcome }: Pick<Answer, 'outcome'>): string {
  return PAINT[outcome](pc.bold(WORDS[outcome]));
}

function renderAnswer({ question, through, outcome, steps, declared, remedy }: Answer): string[] {
  const asked = `${question.from} → ${question.to} ${question.port}/${question.protocol}`;
  const opposite = outcome === 'open' ? 'To close it' : outcome === 'closed' ? 'To open it' : 'To know';
  return [
    `${pc.bold(asked)}: ${verdictOf({ outcome })}`,
    ...(through === undefined ? [] : [`  ${through}`]),
    ...steps.flatMap(({ at, outcome: passed, because, policies }) => [
      `  ${at.padEnd('ingress'.length)}  ${PAINT[passed](STEPS[passed])}: ${because}`,
      ...policies.map((origin) => `           ${pc.dim(originText(origin))}`),
    ]),
    ...(declared === undefined ? [] : [`  declared ${declaredText(declared)}`]),
    `  ${opposite}: ${remedy}`,
  ];
}

/** `NetworkPolicy dwcp/dwcp-api, from production/dwcp/dwcp-api/…`, or from a line of a file. */
function originText({ id, path }: Origin): string {
  const short = id.slice(id.lastIndexOf('/', id.indexOf(' ')) + 1);
  return path === '' ? short : `${short}, from ${path}`;
}

function declaredText(declared: NonNullable<Answer['declared']>): string {
  if (declared.length === 0) return 'by no edge';
  return `by the edge ${declared.map(({ from, to, port, protocol }) => `${from} → ${to} ${port}/${protocol}`).join(', ')}`;
}
