import { certManagerImage } from '../cert-manager';
import { type DatabaseImages, databaseImages } from '../cluster/database-image';
import type { Image } from '../cluster/images';
import { meshImages } from '../istio/images';
import { prometheusImages } from '../prometheus';
import { secretsOperatorImage } from '../secrets-operator';
import { vaultImage } from '../vault';

/** What runs on a cluster with all that docs/deploy.md says it must have. */
export interface PlatformImages {
  readonly databases: DatabaseImages;
  /** All of them, those of databases among them. */
  readonly all: readonly Image[];
}

export async function platformImages(log: (line: string) => void): Promise<PlatformImages> {
  const databases = await databaseImages(log);
  const { operator, database, redis, visits } = databases;
  const [mesh, monitoring] = [await meshImages(), await prometheusImages()];
  const others = [await vaultImage(), await secretsOperatorImage(), await certManagerImage()];
  const all = [operator, database, redis, visits, ...Object.values(mesh), ...Object.values(monitoring), ...others];
  return { databases, all };
}
