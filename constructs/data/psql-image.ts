import type { Construct } from 'constructs';
import { invalid } from '../invalid';
import type { ExternalPostgres } from './external-postgres';
import { Postgres } from './postgres';

/** The image that has `psql` for a database; of one outside of the cluster, nobody knows which that is. */
export function psqlImage(
  owner: Construct,
  { image, database }: { readonly image?: string; readonly database: Postgres | ExternalPostgres },
): string {
  if (image !== undefined) return image;
  if (database instanceof Postgres) return database.image;
  throw invalid(
    owner,
    `has no \`image\`, and '${database.node.path}' runs outside of the cluster`,
    `name an image with psql of PostgreSQL ${database.version} and a shell, by digest`,
  );
}
