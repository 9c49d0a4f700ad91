import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { isFields } from '../../policies/fields';
import { KUBERNETES } from './kubernetes-schema';

/** What kustomize looks for in a folder: https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#kustomization-root */
const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** What a tool makes of a folder before a cluster sees it. */
export interface SourceOfTool {
  /** A file of the folder that only lists the others, and changes nothing. */
  readonly list?: string;
  /** Why the folder cannot be read as it is, and what to do. */
  readonly problem?: string;
  /** The file by which Kustomize would make something else of the folder, which is why. */
  readonly kustomization?: string;
}

/** Whether a folder is the source of Helm or of Kustomize, by the names of what is in it. */
export function sourceOfTool(path: string, name: string, children: readonly string[]): SourceOfTool {
  if (children.includes('Chart.yaml')) {
    return { problem: `${name}: is a Helm chart; render it and pass the result: helm template ${name}` };
  }
  const file = KUSTOMIZATIONS.find((one) => children.includes(one));
  if (file === undefined) return {};
  const changes = changesIn(join(path, file));
  if (changes.length === 0) return { list: file };
  const problem = `${join(name, file)}: changes what it lists (${changes.join(', ')}); render it and pass the result: kustomize build ${name}`;
  return { problem, kustomization: file };
}

/** What a kustomization says besides what it is and what lies in and below its folder. */
function changesIn(path: string): readonly string[] {
  try {
    const [said] = loadAll(readFileSync(path, 'utf8'), null, { schema: KUBERNETES });
    const fields = isFields(said) ? said : {};
    const { resources, bases } = fields;
    const changes = Object.keys(fields).filter((key) => !LISTING.includes(key));
    const listed = [resources, bases].flatMap((list): readonly unknown[] => (Array.isArray(list) ? list : []));
    const elsewhere = listed.filter(
      (one) => typeof one !== 'string' || /^(\.\.|\/)/.test(one) || !existsSync(join(dirname(path), one)),
    );
    return [...changes, ...(elsewhere.length > 0 ? ['resources from elsewhere'] : [])];
  } catch {
    return ['it cannot be read'];
  }
}

const LISTING = ['apiVersion', 'kind', 'metadata', 'resources', 'bases'];
