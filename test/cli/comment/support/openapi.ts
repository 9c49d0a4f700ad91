import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';

/** The part of GitHub's own description of its API that the command calls. */
const DESCRIPTION = JSON.parse(readFileSync(join(__dirname, 'github-openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly $ref?: string; readonly name?: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
}

// GitHub's schemas use formats and words that only say something to people.
const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addSchema({ ...DESCRIPTION, $id: 'github' });

function schemaAt(...steps: readonly string[]): ValidateFunction {
  const pointer = steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).map(encodeURIComponent);
  const validate = ajv.getSchema(`github#/${pointer.join('/')}`);
  if (validate === undefined) throw new Error(`GitHub's description has no ${steps.join(' ')}`);
  return validate;
}

/** Which operation a request is, and everything that GitHub's description does not know about it. */
export function described(method: string, url: URL): { readonly operation: string; readonly problems: string[] } {
  for (const [path, methods] of Object.entries(DESCRIPTION.paths)) {
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    const operation = methods[method.toLowerCase()];
    if (operation === undefined || !pattern.test(url.pathname)) continue;
    const known = operation.parameters.map(({ $ref, name }) => name ?? $ref!.split('/').at(-1)!.replaceAll('-', '_'));
    const unknown = [...url.searchParams.keys()].filter((key) => !known.includes(key));
    return { operation: operation.operationId, problems: unknown.map((key) => `${path} has no parameter ${key}`) };
  }
  return { operation: '', problems: [`GitHub has no ${method} ${url.pathname}`] };
}

/** What is wrong with the body of a request. */
export function problemsOfRequest(operation: string, body: unknown): string[] {
  const [path, method] = placeOf(operation);
  return problemsBy(schemaAt('paths', path, method, 'requestBody', 'content', 'application/json', 'schema'), body);
}

/** What is wrong with an answer of the stand-in's own. */
export function problemsOfAnswer(operation: string, status: number, body: unknown): string[] {
  const [path, method] = placeOf(operation);
  return problemsBy(
    schemaAt('paths', path, method, 'responses', `${status}`, 'content', 'application/json', 'schema'),
    body,
  );
}

function placeOf(operation: string): readonly [path: string, method: string] {
  for (const [path, methods] of Object.entries(DESCRIPTION.paths)) {
    for (const [method, { operationId }] of Object.entries(methods))
      if (operationId === operation) return [path, method];
  }
  throw new Error(`GitHub's description has no ${operation}`);
}

function problemsBy(validate: ValidateFunction, value: unknown): string[] {
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
