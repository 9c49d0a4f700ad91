import { type Entry, isAbsent, textOf } from '../fields';
import type { Read } from '../read';
import type { Image } from './image';

/** https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/: a module, and what it has to add up to. */
export function module({ field, value }: Entry): readonly Read<Image>[] {
  const url = textOf(value['url'], `${field}.url`);
  // Nothing is fetched: it is in the image of the proxy.
  if (url.startsWith('file://')) return [];
  const { sha256 } = value;
  const reference =
    isAbsent(sha256) || sha256 === '' ? url : `${url.replace(/@sha256:.*$/, '')}@sha256:${String(sha256)}`;
  const isFile = /^https?:/.test(url);
  const fix = isFile ? `say by ${field}.sha256 what it has to add up to` : undefined;
  return [{ value: { field: `${field}.url`, what: 'proxies run', reference, ...(fix !== undefined && { fix }) } }];
}
