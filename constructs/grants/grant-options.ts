import type { RestartTarget } from '../operators/vault-secrets-operator';
import { choice, text } from '../props/checks';
import { optional, type Prop, type Props } from '../props/props';
import type { Grantee } from './grantee';

/** What is said of a grant beside whom it is for. */
export interface GrantOptions {
  /**
   * What the workload needs it for, in a few words for whoever reviews it.
   *
   * @default - the grant says who may do what, and not why
   */
  readonly why?: string;
}

export const GRANT_OPTIONS: Props<GrantOptions> = {
  why: optional(text('say in a line what the grant is for', /^[^\n]*\S[^\n]*$/)),
};

/** What is said of a grant whose files are followed by others in time: a login, a certificate, a value that is kept. */
export interface RotatingGrantOptions extends GrantOptions {
  /**
   * How the next one reaches the workload.
   *
   * By 'restart', its pods are replaced as soon as it is there, so a program may read its files once. A job reads them as it starts.
   *
   * By 'file', nothing is restarted, and nothing has to be replaced in time: the kubelet exchanges the files, within three minutes. The
   * program reads them for each connection that it opens, all of them at once, and keeps none to a database for longer than
   * `<NAME>_CONNECTION_LIFETIME_SECONDS` says, with what is under way on it. One that does not do so works until what it had read ends, and
   * no alert tells of it (docs/guides/rotate.md).
   *
   * @default 'restart' - which any program bears
   */
  readonly reload?: 'file' | 'restart';
}

/** How the next of what was granted reaches a workload: left to its files, or by a restart. */
export type Reload = NonNullable<RotatingGrantOptions['reload']>;

export const RELOAD: Readonly<Record<'reload', Prop>> = { reload: optional(choice('file', 'restart')) };

/** What is restarted when the next one is there. */
export function restartedBy(reload: Reload, { restart }: Pick<Grantee, 'restart'>): RestartTarget | undefined {
  return reload === 'file' ? undefined : restart;
}
