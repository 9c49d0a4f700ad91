import { isMap } from '../../constructs/plan/diff/maps';
import type { Plan } from '../../constructs/plan/plan';
import type { Resource } from '../../constructs/plan/resource';
import { masked } from './secret-text';

/** What stands for a secret; for the later one, where that is another. */
const SECRET = '[secret]';
const ANOTHER = '[another secret]';

/** A plan without its secrets: where it is printed, in whatever format, nobody can read one. */
export function redacted(plan: Plan): Plan {
  return withResources(plan, (resource) => new Redaction(resource).of(undefined));
}

/**
 * Two plans without their secrets.
 *
 * That a secret is another one is told, and neither of them. One that was taken out before counts as the same.
 */
export function redactedBoth(before: Plan, after: Plan): readonly [before: Plan, after: Plan] {
  const shown = redacted(before);
  const was = new Map(before.resources.map((resource, index) => [resource.id, { resource, index }]));
  const redact = (resource: Resource) => {
    const old = was.get(resource.id);
    return old?.resource === resource ? shown.resources[old.index]! : new Redaction(resource).of(old?.resource);
  };
  return [shown, withResources(after, redact)];
}

function withResources(plan: Plan, redact: (resource: Resource) => Resource): Plan {
  const resources = plan.resources.map(redact);
  return resources.every((resource, index) => resource === plan.resources[index]) ? plan : { ...plan, resources };
}

/** Arguments of Vault that are secret, though not by the words in their names. Each may be written only, too. */
const OF_VAULT = /^(dataJson|clientKey|clientTlsKey|identityTokenKey|integrationKey|secretId)(Wo)?$/;

/** Fields of Kubernetes that say which Secret, or what in it. */
const NAMES_A_SECRET = /(^s|S)ecret(Name|Key)?$/;

/** How Pulumi marks a secret, in clear text or not. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';

/** Holds a copy of the whole object, Secrets included. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

class Redaction {
  private readonly resource: Resource;

  constructor(resource: Resource) {
    this.resource = resource;
  }

  /** The resource itself where nothing of it is secret. */
  of(was: Resource | undefined): Resource {
    const { resource } = this;
    if (resource.api === 'vault') {
      const args = this.walk('', resource.args, was?.api === 'vault' ? was.args : undefined);
      return args === resource.args ? resource : { ...resource, args: args as typeof resource.args };
    }
    const object = this.walk('', resource.object, was?.api === 'kubernetes' ? was.object : undefined);
    return object === resource.object ? resource : { ...resource, object: object as typeof resource.object };
  }

  private walk(name: string, value: unknown, was: unknown): unknown {
    if (typeof value === 'string') return this.text(name, value, was);
    if (Array.isArray(value)) return this.list(name, value, was);
    if (!isMap(value)) return value;
    if (SIGNATURE in value) return SECRET;
    const isSecret = value['kind'] === 'Secret' && value['apiVersion'] === 'v1';
    const old = isMap(was) ? was : {};
    return same(value, (key, entry) => {
      if (isSecret && (key === 'data' || key === 'stringData')) return hiddenValues(entry, old[key]);
      // An environment variable is known by its name.
      const called = key === 'value' && typeof value['name'] === 'string' ? value['name'] : key;
      return this.walk(called, entry, old[key]);
    });
  }

  private text(name: string, value: string, was: unknown): string {
    const mask = (text: string, mark: string) => (this.isWhole(name) ? mark : masked(this.named(name), text, mark));
    return otherwise(value, was, mask);
  }

  private isWhole(name: string): boolean {
    return name === LAST_APPLIED || (this.resource.api === 'vault' && OF_VAULT.test(name));
  }

  /** A name that makes nothing of a field of Kubernetes a secret. */
  private named(name: string): string {
    return this.resource.api === 'kubernetes' && NAMES_A_SECRET.test(name) ? '' : name;
  }

  private list(name: string, list: readonly unknown[], was: unknown): readonly unknown[] {
    const old = Array.isArray(was) ? was : [];
    const byName = new Map(old.flatMap((entry: unknown) => (isMap(entry) ? [[entry['name'], entry] as const] : [])));
    let isSame = true;
    const entries = list.map((entry, index) => {
      const pair = isMap(entry) && entry['name'] !== undefined ? byName.get(entry['name']) : old[index];
      // `--password hunter2` is two arguments.
      const flag = /^--?([\w.-]+)$/.exec(String(list[index - 1] ?? ''))?.[1];
      const isValue = typeof entry === 'string' && !entry.startsWith('-');
      const redacted = this.walk(isValue && flag !== undefined ? flag : name, entry, pair);
      isSame &&= redacted === entry;
      return redacted;
    });
    return isSame ? list : entries;
  }
}

/** Of a Secret, every value. */
function hiddenValues(values: unknown, was: unknown): unknown {
  const old = isMap(was) ? was : {};
  if (!isMap(values)) return values;
  return same(values, (key, value) =>
    typeof value === 'string' ? otherwise(value, old[key], (_, mark) => mark) : value,
  );
}

/** A text without what is secret in it, and whether that is another secret than it was. */
function otherwise(value: string, was: unknown, mask: (text: string, mark: string) => string): string {
  const shown = mask(value, SECRET);
  if (shown === value || typeof was !== 'string' || was === value) return shown;
  const isKnown = !was.includes(SECRET) && !value.includes(SECRET);
  return isKnown && mask(was, SECRET) === shown ? mask(value, ANOTHER) : shown;
}

/** The map itself where no value becomes another. */
function same(
  map: Readonly<Record<string, unknown>>,
  redact: (key: string, value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(map).map(([key, value]) => [key, redact(key, value)] as const);
  return entries.every(([key, value]) => value === map[key]) ? map : Object.fromEntries(entries);
}
