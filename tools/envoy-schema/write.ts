import type { FileDescriptorProto } from 'google-protobuf/google/protobuf/descriptor_pb';
import { descriptorsIn } from './descriptors';
import { schemaLines } from './lines';

/** The modules that Envoy's own configuration is written down in for Go, where they are on this machine. */
export interface Modules {
  /** `github.com/envoyproxy/go-control-plane/envoy` */
  readonly envoy: string;
  /** `github.com/cncf/xds/go` */
  readonly xds: string;
}

/** What no proxy of today reads: the second version of the API, and what an administrator is answered. */
const FORMER = /^envoy\.(?:api|admin|config\.filter)\b|\.v2(?:alpha\d*)?(?:\.|$)/;

/** The file `constructs/operators/envoy/descriptors.ts`, for a version of Envoy. */
export function envoySchema({ envoy, xds }: Modules, version: string): string {
  const files: readonly FileDescriptorProto[] = [
    ...descriptorsIn(envoy, ['config', 'data', 'extensions', 'service', 'type']),
    ...descriptorsIn(xds, ['xds']),
  ];
  const lines = schemaLines(files.filter((file) => !FORMER.test(file.getPackage()!)));
  return [
    `// Written by test/e2e/envoy-schema.test.ts from the descriptors of Envoy ${version}. Do not edit it.`,
    '',
    '/** Every message and enumeration of Envoy, one to a line; `schema.ts` reads it. */',
    'export const ENVOY_DESCRIPTORS = `',
    ...lines,
    '`;',
    '',
  ].join('\n');
}
