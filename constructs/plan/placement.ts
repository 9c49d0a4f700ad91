import type { IConstruct } from 'constructs';
import { isSecureNamespace, type SecureNamespace } from '../network/secure-namespace';
import { isClusterWide } from './cluster-wide';
import type { Manifest } from './resource';

/**
 * Puts each object into the namespace that it is declared in.
 *
 * cdk8s asks the nearest chart alone, so that what is in a Chart in a SecureNamespace would land in `default`, where
 * nothing protects it; and it gives a namespace to what can be in none.
 */
export class Placement {
  readonly problems: string[] = [];

  place(leaf: IConstruct, manifest: Manifest): Manifest {
    const home = homeOf(leaf);
    if (home === undefined) return manifest;
    const { namespace, ...metadata } = manifest.metadata;
    if (isClusterWide(manifest)) return namespace === home.name ? { ...manifest, metadata } : manifest;
    if (namespace === home.name) return manifest;
    if (!namespace) return { ...manifest, metadata: { ...manifest.metadata, namespace: home.name } };
    this.problems.push(
      `'${leaf.node.path}' says namespace '${namespace}' and is declared in '${home.name}'; leave \`namespace\` out, or declare it elsewhere`,
    );
    return manifest;
  }
}

function homeOf(leaf: IConstruct): SecureNamespace | undefined {
  return leaf.node.scopes.findLast(isSecureNamespace);
}
