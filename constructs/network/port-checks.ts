import { UserError } from '../invalid';
import { type PropCheck, wrong } from '../props/props';
import { isNumber, isPort } from './port';

const EXAMPLE = "Port.tcp(5432, 'postgres')";

/** Ports, one at least: numbers alone, as JavaScript lets them through, would say neither protocol nor name. */
export const somePorts: PropCheck = portList(`name the ports, e.g. [${EXAMPLE}]`, 1);

/** The same for what may listen on nothing. */
export const anyPorts: PropCheck = portList(`write a list of ports, e.g. [${EXAMPLE}]`, 0);

/** One port. */
export const onePort: PropCheck = {
  form: `write a port, e.g. ${EXAMPLE}`,
  problems: (given, place) =>
    isPort(given) ? [] : [wrong(given, place, `write ${isNumber(given) ? `Port.tcp(${given}, 'http')` : EXAMPLE}`)],
};

/** Refuses what are no ports, for a function that makes a peer: there is no construct to name. */
export function checkPeerPorts(call: string, ports: unknown): void {
  const problems = somePorts.problems(ports, 'ports');
  if (problems.length > 0) throw new UserError(problems.map((problem) => `${call} ${problem}`));
}

function portList(form: string, least: number): PropCheck {
  return {
    form,
    problems(given, place) {
      if (!Array.isArray(given) || given.length < least) return [wrong(given, place, form)];
      return given.flatMap((port: unknown, index) => onePort.problems(port, `${place}[${index}]`));
    },
  };
}
