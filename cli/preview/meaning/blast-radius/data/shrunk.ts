import { nanosOf } from '../../../../../constructs/plan/diff/quantity';
import { bodyKind, bodyOf } from '../../../../../constructs/plan/diff/renames';
import type { Comparison } from '../../../comparison';
import { type Both, changedIn } from '../pairs';
import { valueAt } from '../value-at';
import { type DataChange, loss } from './change';

/** Where the size of a disk is. */
const SIZES: Readonly<Record<string, readonly string[]>> = {
  PersistentVolumeClaim: ['spec.resources.requests.storage'],
  'postgresql.cnpg.io/Cluster': ['spec.storage.size', 'spec.walStorage.size'],
};

/** What asks for a smaller disk than it has: no disk shrinks, so that data has to be moved to another. */
export function shrunk(comparison: Comparison): readonly DataChange[] {
  return changedIn(comparison).flatMap(ofOne);
}

function ofOne({ before, after }: Both): readonly DataChange[] {
  const kind = bodyKind(after);
  return (Object.hasOwn(SIZES, kind) ? SIZES[kind]! : []).flatMap((field) => {
    const [was, is] = [before, after].map((side) => valueAt(bodyOf(side), field));
    const [more, less] = [nanosOf(was), nanosOf(is)];
    if (more === undefined || less === undefined || less >= more) return [];
    return [loss(after, `asks for ${is} of disk, where it has ${was}`)];
  });
}
