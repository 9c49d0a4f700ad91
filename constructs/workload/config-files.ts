import type { IConstruct } from 'constructs';
import { invalid } from '../invalid';
import type { VolumeMount } from '../kubernetes';

/** What a volume with a workload's configuration is called in its pods. */
export const CONFIG_VOLUME = 'config';

/** The ConfigMap of a workload's files. */
export function configName(workload: string): string {
  return `${workload}-config`;
}

/** The files that containers of a workload are given: the keys of one ConfigMap, each mounted where it belongs. */
export class ConfigFiles {
  private readonly content = new Map<string, string>();

  /**
   * Adds the files of one container, and returns how it mounts them.
   *
   * Each by itself, so that what the image has beside them stays to be seen. Such a mount does not follow the ConfigMap,
   * and need not: a change replaces the pods.
   */
  add(workload: IConstruct, container: string, files: Readonly<Record<string, string>> = {}): VolumeMount[] {
    return Object.entries(files).map(([path, content]) => {
      const key = `${container}${path}`.replaceAll(/[^A-Za-z0-9_.-]/g, '.');
      if (this.content.has(key)) {
        throw invalid(
          workload,
          `has two files that are both '${key}' in its ConfigMap`,
          `rename one, such as '${path}'`,
        );
      }
      this.content.set(key, content);
      return { name: CONFIG_VOLUME, mountPath: path, subPath: key, readOnly: true };
    });
  }

  /** The data of the ConfigMap; undefined where there are no files. */
  get data(): Readonly<Record<string, string>> | undefined {
    return this.content.size === 0 ? undefined : Object.fromEntries(this.content);
  }
}
