import { type Fields, isFields } from '../fields';
import { Unknowable } from '../unknowable';

/** Texts that only a program reads: what they hold is held here, whatever is filled in beside it. */
const ONLY_TOLD = new Set(['args', 'command', 'name', 'value']);

/**
 * The same fields, but that reading a text which is filled in when it runs throws that it cannot be told, as reading an
 * output of Pulumi does.
 */
export function filledInLater(value: Fields, field: string, isFilledIn: RegExp): Fields {
  const copy: Fields = {};
  for (const key of Object.keys(value)) {
    const one: unknown = value[key];
    const get = ONLY_TOLD.has(key) ? () => one : reading(one, `${field}.${key}`, isFilledIn);
    Object.defineProperty(copy, key, { get, enumerable: true });
  }
  return copy;
}

function reading(value: unknown, field: string, isFilledIn: RegExp): () => unknown {
  const late = [value].flat().find((one) => typeof one === 'string' && isFilledIn.test(one));
  if (late !== undefined) {
    return () => {
      throw new Unknowable(field, `'${late}' is filled in when it runs`);
    };
  }
  const read = Array.isArray(value)
    ? value.map((one, index) => reading(one, `${field}[${index}]`, isFilledIn)())
    : isFields(value)
      ? filledInLater(value, field, isFilledIn)
      : value;
  return () => read;
}
