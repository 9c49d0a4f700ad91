import { ApiObject, App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { A_CONSTRUCT, calledWith } from '../called-with';
import { UserError } from '../invalid';
import { VaultResource } from '../vault/vault-resource';
import { auditedDependencies } from './audited';
import { declaredDependencies, type Leaf } from './dependencies';
import { impliedDependencies } from './implied';
import { saidFor } from './later';
import { inDependencyOrder } from './order';
import { OutputFinder } from './outputs';
import { Patches } from './patched';
import { Placement } from './placement';
import { planning } from './planning';
import { kubernetesResource, type Manifest, type Resource, thingOf, vaultResource } from './resource';
import { signedDependencies } from './signers';
import { takenNames } from './taken-names';

/**
 * Turns a tree into plain resources, each after what it depends on.
 *
 * Linear in the tree, deterministic, and without side effects.
 *
 * @throws UserError with every problem of the tree: what constructs find wrong with themselves, Pulumi Outputs, two
 * resources of one identity, and dependencies in a circle.
 */
export function synthesize(root: IConstruct): readonly Resource[] {
  calledWith('synthesize', [root, A_CONSTRUCT]);
  const constructs = root.node.findAll();
  const ask = ({ node }: IConstruct) => node.validate().map((problem) => `'${node.path}' ${problem}`);
  refuse(planning(root, () => constructs.flatMap(ask)));
  const leaves = new Map<Leaf, Resource>();
  const patches = new Patches(constructs);
  const placement = new Placement();
  for (const leaf of render(root, constructs.filter(isLeaf), patches, placement)) leaves.set(...leaf);
  refuse([...placement.problems, ...patches.problems]);
  refuse([...duplicates([...leaves.values()]), ...takenNames([...leaves.values()])]);
  refuse(saidByNobody([...leaves.values()]));

  const resources = [...leaves.values()];
  const implied = impliedDependencies(resources);
  const audited = auditedDependencies(resources);
  const signed = signedDependencies(resources);
  const declared = declaredDependencies(constructs, new Set(leaves.keys()));
  return inDependencyOrder(
    [...leaves].map(([leaf, resource]) => {
      const before = (declared.get(leaf) ?? []).map((dependency) => leaves.get(dependency)!.id);
      const others = [implied, audited, signed].flatMap((known) => known.get(resource.id) ?? []);
      const all = new Set([...before, ...others]);
      for (const { of } of saidFor(resource)) all.add(of);
      all.delete(resource.id);
      return { ...resource, dependsOn: [...all].sort() };
    }),
  );
}

function isLeaf(construct: IConstruct): construct is Leaf {
  return ApiObject.isApiObject(construct) || VaultResource.isVaultResource(construct);
}

function render(root: IConstruct, leaves: readonly Leaf[], patches: Patches, placement: Placement): [Leaf, Resource][] {
  const finder = new OutputFinder();
  const { resolvers } = App.of(root);
  // First in line, since a resolver that replaces a value ends the search; taken away again, since the app is not ours.
  resolvers.unshift(finder);
  try {
    const resources = leaves.map((leaf): [Leaf, Resource] => [leaf, resourceOf(leaf, finder, patches, placement)]);
    refuse(finder.problems);
    return resources;
  } finally {
    resolvers.splice(resolvers.indexOf(finder), 1);
  }
}

function resourceOf(leaf: Leaf, finder: OutputFinder, patches: Patches, placement: Placement): Resource {
  const { path } = leaf.node;
  if (VaultResource.isVaultResource(leaf)) {
    const args = leaf.toArgs();
    finder.search(path, [], args);
    return vaultResource({ type: leaf.type, vaultPath: leaf.path, args: { ...args } }, path);
  }
  const { manifest, patched } = patches.apply(leaf, placement.place(leaf, leaf.toJson() as Manifest));
  if (patched.length > 0) finder.search(path, [], manifest);
  return { ...kubernetesResource(manifest, path), ...(patched.length > 0 && { patched }) };
}

function duplicates(resources: readonly Resource[]): string[] {
  const first = new Map<string, Resource>();
  return resources.flatMap((resource) => {
    const other = first.get(thingOf(resource));
    if (other === undefined) first.set(thingOf(resource), resource);
    return other === undefined ? [] : [duplicate(resource, other)];
  });
}

function saidByNobody(resources: readonly Resource[]): string[] {
  const ids = new Set(resources.map(({ id }) => id));
  return resources.flatMap((resource) =>
    saidFor(resource).flatMap(({ $output, of }) =>
      ids.has(of)
        ? []
        : [`'${resource.path}' takes the ${$output} of ${of}, which is not in its plan; declare that, too`],
    ),
  );
}

function duplicate({ id, path }: Resource, other: Resource): string {
  if (other.id === id) return `'${path}' is ${id}, and so is '${other.path}'; give one of them another name`;
  return `'${path}' is ${id}, which is the same object as ${other.id} of '${other.path}'; declare it in one version`;
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new UserError(problems);
}
