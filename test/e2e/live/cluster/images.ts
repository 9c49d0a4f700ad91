import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../../servers/build';
import { run } from '../../servers/command';

/** What is in an image, layer by layer, and how its containers start. */
export interface Recipe {
  /** What it is called, without a tag or digest. */
  readonly name: string;
  readonly layers: readonly Layer[];
  readonly entrypoint: readonly string[];
  readonly user?: string;
  /** Where its programs are looked for. */
  readonly path?: string;
  /** A tag that it has beside its digest. */
  readonly tag?: string;
}

export interface Layer {
  /** All that its contents depend on: another one of the same key is not made. */
  readonly key: string;
  /** Puts the files in place. */
  readonly fill: (root: string) => Promise<void> | void;
}

/** An image that containerd can import. */
export interface Image {
  /** Name, tag if it has one, and digest: what a pod asks for, and what only this content has. */
  readonly reference: string;
  readonly archive: string;
}

const FOLDER = join(CACHE, 'images');
const LAYER = 'layer.tar';

/** The image of a recipe, made if there is none of the same content. */
export async function buildImage(recipe: Recipe): Promise<Image> {
  const { name, layers, ...start } = recipe;
  const key = shortSha(JSON.stringify([name, layers.map((layer) => layer.key), start]));
  const archive = join(FOLDER, `${name.split('/').at(-1)}@${key}.tar`);
  const label = `${archive}.reference`;
  if (!existsSync(label)) {
    mkdirSync(FOLDER, { recursive: true });
    const part = mkdtempSync(join(FOLDER, 'part-'));
    try {
      const reference = await writeLayout(recipe, part);
      await run('tar', ['--dereference', '-cf', `${part}.tar`, '-C', part, 'oci-layout', 'index.json', 'blobs']);
      renameSync(`${part}.tar`, archive);
      writeFileSync(`${part}.reference`, reference);
      renameSync(`${part}.reference`, label);
    } finally {
      rmSync(part, { recursive: true, force: true });
    }
  }
  return { reference: readFileSync(label, 'utf8'), archive };
}

/** Writes an image as the OCI lays it out in a folder; returns its reference. */
async function writeLayout({ name, layers, entrypoint, user, path, tag }: Recipe, folder: string): Promise<string> {
  const blobs = join(folder, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const made = [];
  for (const layer of layers) made.push(await layerIn(blobs, layer));
  const config = blob(blobs, 'application/vnd.oci.image.config.v1+json', {
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: {
      Entrypoint: entrypoint,
      ...(user !== undefined && { User: user }),
      ...(path !== undefined && { Env: [`PATH=${path}`] }),
    },
    // Without compression, what is stored is what is unpacked.
    rootfs: { type: 'layers', diff_ids: made.map(({ digest }) => digest) },
  });
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = blob(blobs, mediaType, { schemaVersion: 2, mediaType, config, layers: made });
  // containerd knows an image with a tag and a digest by the digest alone.
  const names = [`${name}@${manifest.digest}`, ...(tag === undefined ? [] : [`${name}:${tag}`])];
  const manifests = names.map((each) => ({ ...manifest, annotations: { 'io.containerd.image.name': each } }));
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  return `${name}${tag === undefined ? '' : `:${tag}`}@${manifest.digest}`;
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

async function layerIn(blobs: string, { key, fill }: Layer): Promise<Descriptor> {
  const made = join(FOLDER, `layer-${shortSha(key)}`);
  if (!existsSync(made)) await makeLayer(made, fill);
  const cached = join(made, LAYER);
  const { hex, size } = await digestOf(cached);
  // Not a hard link: making one changes the file to whoever packs it at the same time.
  symlinkSync(cached, join(blobs, hex));
  return { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: `sha256:${hex}`, size };
}

async function makeLayer(made: string, fill: Layer['fill']): Promise<void> {
  const part = mkdtempSync(join(FOLDER, 'part-'));
  const root = join(part, 'root');
  mkdirSync(root);
  try {
    await fill(root);
    // The same files make the same archive, whoever packs them and when.
    const sameness = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--format=ustar'];
    await run('tar', [...sameness, '-cf', join(part, LAYER), '-C', root, '.']);
    rmSync(root, { recursive: true });
    renameSync(part, made);
  } catch (error) {
    // Somebody else was first, whose layer may be read by now: a file in its place would be a change of that one.
    if (!existsSync(made)) throw error;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

function blob(blobs: string, mediaType: string, content: object): Descriptor {
  const text = JSON.stringify(content);
  const hex = createHash('sha256').update(text).digest('hex');
  writeFileSync(join(blobs, hex), text);
  return { mediaType, digest: `sha256:${hex}`, size: Buffer.byteLength(text) };
}

async function digestOf(file: string): Promise<{ readonly hex: string; readonly size: number }> {
  const [hash, size] = [createHash('sha256'), { bytes: 0 }];
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size.bytes += chunk.length;
  }
  return { hex: hash.digest('hex'), size: size.bytes };
}

function shortSha(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
