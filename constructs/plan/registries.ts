import type { Field } from '../fields/field';
import { list } from '../fields/list';
import { type Check, text } from '../fields/text';

const FIND = "write registries as images begin with them, as in ['registry.example.com/shop']";

const HOST = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[1-9]\d{0,4})?$/;
const PART = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/;

const isRegistry: Check = (registry, find) => {
  const [host = '', ...path] = registry.split('/');
  if (/[@]|:[^/]*$/.test(path.at(-1) ?? '')) {
    return `'${registry}' is one image of a registry; leave out its tag and digest`;
  }
  // What has neither a dot nor a port is the first part of a name (docker.io/library/…).
  const isHost = HOST.test(host) && (host === 'localhost' || /[.:]/.test(host));
  return isHost && path.every((part) => PART.test(part)) ? undefined : `'${registry}' is no registry; ${find}`;
};

/** Registries, or what is below a path of one. */
export const REGISTRIES: Field<readonly string[]> = list(FIND, text(FIND, isRegistry));
