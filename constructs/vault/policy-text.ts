/** What a request may say, by parameter; an empty list is any value. One that is not named may not be said, unless `*` is. */
export type Parameters = Readonly<Record<string, readonly string[]>>;

/** What may be done with a path. */
export type Capability = 'create' | 'list' | 'read' | 'update';

/**
 * One path of a policy, in the HCL of Vault. Of no parameters, a request may say anything.
 *
 * https://developer.hashicorp.com/vault/docs/concepts/policies#parameter-constraints
 */
export function policyText(
  path: string,
  capability: Capability | readonly Capability[],
  parameters: Parameters = {},
): string {
  const said = Object.entries(parameters).map(([name, values]) => {
    const listed = values.map((value) => `"${value}"`).join(', ');
    return `    "${name}" = [${listed}]\n`;
  });
  const allowed = said.length === 0 ? '' : `  allowed_parameters = {\n${said.join('')}  }\n`;
  const capabilities = [capability].flat().map((one) => `"${one}"`);
  return `path "${path}" {\n  capabilities = [${capabilities.join(', ')}]\n${allowed}}\n`;
}
