import { dirname, join } from 'node:path';
import { binaryOf } from '../../servers/build';
import { ISTIO } from '../../servers/catalog';
import { ENVOY, ENVOY_VERSION } from '../../servers/envoy';
import { place, placeLinked, REGISTRY } from '../cluster/image-recipes';
import { buildImage, type Image, type Layer } from '../cluster/images';

/** Where Istio's manifests have its images from. */
export const HUB = REGISTRY;
export const TAG = ISTIO;

/** What runs in a mesh, as Istio's own manifests call it. */
export interface MeshImages {
  readonly pilot: Image;
  readonly proxyv2: Image;
  readonly 'install-cni': Image;
}

/** Istio's programs with the Envoy that they are made for; that is not Istio's own build, and lacks its extensions. */
export async function meshImages(): Promise<MeshImages> {
  return { pilot: await pilot(), proxyv2: await proxy(), 'install-cni': await installer() };
}

const PROGRAMS = '/usr/local/bin';
const USER = '1337:1337';

function pilot(): Promise<Image> {
  return buildImage({
    name: `${HUB}/pilot`,
    tag: TAG,
    layers: [programs('pilot-discovery')],
    entrypoint: [`${PROGRAMS}/pilot-discovery`],
    user: USER,
  });
}

function proxy(): Promise<Image> {
  const template = 'var/lib/istio/envoy/envoy_bootstrap_tmpl.json';
  const envoy: Layer = {
    key: `envoy ${ENVOY_VERSION} with libraries`,
    fill: (into) => placeLinked(ENVOY, `${PROGRAMS}/envoy`, into),
  };
  const bootstrap: Layer = {
    key: `bootstrap of ${TAG}`,
    fill: (into) => place(join(dirname(binaryOf('pilot-agent')), 'envoy_bootstrap.json'), join(into, template)),
  };
  return buildImage({
    name: `${HUB}/proxyv2`,
    tag: TAG,
    layers: [envoy, bootstrap, programs('pilot-agent')],
    entrypoint: [`${PROGRAMS}/pilot-agent`],
    user: USER,
    path: PROGRAMS,
  });
}

function installer(): Promise<Image> {
  const plugin: Layer = {
    key: `istio-cni ${TAG}`,
    fill: (into) => place(binaryOf('istio-cni'), join(into, 'opt/cni/bin/istio-cni')),
  };
  return buildImage({
    name: `${HUB}/install-cni`,
    tag: TAG,
    layers: [plugin, programs('install-cni')],
    entrypoint: [`${PROGRAMS}/install-cni`],
    path: PROGRAMS,
  });
}

function programs(name: string): Layer {
  return { key: `${name} ${TAG}`, fill: (into) => place(binaryOf(name), join(into, PROGRAMS, name)) };
}
