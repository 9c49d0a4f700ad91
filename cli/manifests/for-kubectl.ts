import { type ScalarTag, stringify } from 'yaml';

/** The default value of a map in YAML 1.1, which some of its readers refuse to read as text: https://yaml.org/type/value.html */
const VALUE: ScalarTag = { tag: 'tag:yaml.org,2002:value', default: true, test: /^=$/, resolve: (text) => text };

/** `kubectl` reads YAML 1.1, where a bare `on` is a boolean and a bare `1_000` a number: such a text is quoted. */
const FOR_KUBECTL = {
  lineWidth: 0,
  compat: 'yaml-1.1' as const,
  customTags: [VALUE],
  // Two objects that share a part are two objects: an alias would tie them together for whoever edits the file.
  aliasDuplicateObjects: false,
};

/** An object as a document of YAML that `kubectl` reads as it was meant. */
export function forKubectl(object: object): string {
  return stringify(object, FOR_KUBECTL);
}
