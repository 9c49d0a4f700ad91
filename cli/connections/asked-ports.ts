import { nearest } from '../../constructs/fields/nearest';
import { UserError } from '../../constructs/invalid';
import type { Answers } from '../../policies/reachability/index';
import type { KnownPort, Protocol, Question } from '../../policies/reachability/result';

/** The port that is called: by its number, or by its name. */
export interface AskedPort {
  /** A number, or what a Service or a container calls it. @default - every port that the callee is known by */
  readonly port?: number | string | undefined;
  /** @default - of a number TCP, of a name whichever it has, and else both */
  readonly protocol?: Protocol | undefined;
}

/**
 * Every question that one about some pairs comes to, a port each: each callee has its own number for a name.
 *
 * @throws UserError when a name is that of no port of any callee.
 */
export function questionsOf(
  asked: AskedPort,
  pairs: readonly Pick<Question, 'from' | 'to'>[],
  answers: Answers,
): readonly Question[] {
  const { port, protocol } = asked;
  if (typeof port === 'number') return pairs.map((pair) => ({ ...pair, port, protocol: protocol ?? 'TCP' }));
  const known = new Map([...new Set(pairs.map(({ to }) => to))].map((to) => [to, portsFor(to, asked, answers)]));
  const isAsked = port !== undefined || (protocol !== undefined && [...known.values()].some(({ ports }) => ports));
  if (isAsked && [...known.values()].every(({ meant }) => meant.length === 0)) {
    throw new UserError([...known].map(([to, { ports }]) => noneOf(to, asked, ports)));
  }
  return pairs.flatMap((pair) =>
    known.get(pair.to)!.meant.map((one) => ({ ...pair, port: one.port, protocol: one.protocol })),
  );
}

/** The ports of a Service from which nobody gets anywhere, in sentences. */
export function leadingNowhere(to: string, answers: Answers): readonly string[] {
  return (answers.portsOf(to) ?? [])
    .filter(({ leadsTo }) => leadsTo.length === 0)
    .map(({ port, protocol, names }) => {
      return `${to} leads from ${port}/${protocol} to port '${names.at(-1)}', which nothing behind it declares`;
    });
}

function portsFor(to: string, { port, protocol }: AskedPort, answers: Answers) {
  const ports = answers.portsOf(to);
  const spoken = (ports ?? []).filter((one) => protocol === undefined || one.protocol === protocol);
  // What leads nowhere has no answer, and whoever asks for it by its number is told so.
  if (port === undefined) return { ports, meant: spoken.filter(({ leadsTo }) => leadsTo.length > 0) };
  const meant = spoken.filter(({ names: [own] }) => own === port);
  return { ports, meant: meant.length > 0 ? meant : spoken.filter(({ names }) => names.includes(String(port))) };
}

function noneOf(to: string, { port, protocol }: AskedPort, ports: readonly KnownPort[] | undefined): string {
  const option = port === undefined ? `--protocol ${protocol}` : `--port ${port}`;
  if (ports === undefined) return `${option}: nobody says what the ports of ${to} are called; give the number`;
  const none = `${option}: no port of ${to} is ${port === undefined ? protocol : 'called so'}`;
  const near = nearest(
    String(port ?? ''),
    ports.flatMap(({ names }) => names.slice(0, 1)),
  );
  if (near !== undefined) return `${none}; did you mean ${near}?`;
  return `${none}; it has ${ports.length === 0 ? 'none' : ports.map(portText).join(', ')}`;
}

/** `http 80/TCP`. */
function portText({ names: [name], port, protocol }: KnownPort): string {
  return `${name === undefined ? '' : `${name} `}${port}/${protocol}`;
}
