import type { Opening } from '../traits/trait';

/** What may be asked for from outside: a host, and of it a path. */
export interface Address extends Opening {
  /** A name, or `*.` and the end of names. @default - every host */
  readonly host?: string;
  /** @default - everything */
  readonly path?: Path;
}

export interface Path {
  readonly text: string;
  readonly is: 'exact' | 'prefix' | 'pattern';
}

/** The opening of answering for a host and a path; `how` is the rest of it, such as the gateway that it is asked through. */
export function answering(host: string | undefined, path: Path | undefined, how: string): Address {
  const address = { ...(host !== undefined && { host }), ...(path && { path }) };
  return {
    ...address,
    may: `answer ${host ?? 'every host'}${path === undefined ? '' : pathText(path)}${how}`,
    covers: (other) =>
      isAddress(other) && other.may.endsWith(how) && holdsHost(host, other.host) && holdsPath(path, other.path),
  };
}

function isAddress(opening: Opening): opening is Address {
  return opening.may.startsWith('answer ');
}

function pathText({ text, is }: Path): string {
  return is === 'prefix' ? `${text.replace(/\/$/, '')}/*` : is === 'exact' ? text : ` where the path matches ${text}`;
}

/** Whether one name of hosts holds another: `*.example.com` and every host hold `api.example.com`. */
function holdsHost(whole: string | undefined, one: string | undefined): boolean {
  if (whole === undefined || whole === '*') return true;
  if (one === undefined) return false;
  return whole === one || (whole.startsWith('*.') && one.endsWith(whole.slice(1)));
}

function holdsPath(whole: Path | undefined, one: Path | undefined): boolean {
  if (whole === undefined || (whole.is === 'prefix' && whole.text === '/')) return true;
  if (one === undefined) return false;
  if (whole.is !== 'prefix' || one.is === 'pattern') return whole.is === one.is && whole.text === one.text;
  const start = whole.text.replace(/\/$/, '');
  return one.text === start || one.text.startsWith(`${start}/`);
}
