/** A reference to a container image, taken apart. */
export interface Image {
  readonly text: string;
  /** `docker.io`, where it names none: the settings of each node choose. */
  readonly registry: string;
  /** With the registry: `docker.io/library/redis`. */
  readonly repository: string;
  /** @default - it names none, which is `latest` unless it names a digest */
  readonly tag?: string;
  /** @default - it names none, so that what it is can change */
  readonly digest?: string;
}

/** The grammar of references: https://pkg.go.dev/github.com/distribution/reference */
export function imageOf(text: string): Image {
  const [reference = '', digest] = text.replace(/^oci:\/\//, '').split('@');
  const [, path = reference, tag] = /^(.*?)(?::([^:/]+))?$/.exec(reference) ?? [];
  const [first = '', ...rest] = path.split('/');
  const isRegistry = rest.length > 0 && (first === 'localhost' || /[.:]/.test(first));
  const registry = isRegistry ? first : 'docker.io';
  const name = isRegistry ? rest.join('/') : path;
  return {
    text,
    registry,
    repository: `${registry}/${registry === 'docker.io' && !name.includes('/') ? `library/${name}` : name}`,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

/** `1.4.2 (sha256:2ac265d742fb)`: enough of a digest to tell it from another. */
export function versionOf({ tag, digest }: Image): string {
  if (digest === undefined) return tag ?? 'latest';
  const short = digest.slice(0, 'sha256:'.length + 12);
  return tag === undefined ? short : `${tag} (${short})`;
}
