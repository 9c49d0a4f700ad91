/** A version of TLS, as people say it. */
export type TlsVersion = '1.2' | '1.3';

/** Numbers of the registries of IANA: https://www.iana.org/assignments/tls-parameters, tls-extensiontype-values */
const SUITES = {
  '1.2': [0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8],
  '1.3': [0x1301, 0x1302, 0x1303],
} as const;
const GROUPS = [0x001d, 0x0017];
const SIGNATURES = [0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601];
const EXTENSION = {
  serverName: 0,
  groups: 10,
  pointFormats: 11,
  signatures: 13,
  versions: 43,
  pskModes: 45,
  keyShare: 51,
};

/** The base point of X25519, which is as good a key as any where nothing is ever said. */
const KEY = Buffer.concat([Buffer.from([9]), Buffer.alloc(31)]);

/**
 * The first thing that a client says who speaks one version of TLS and no other: a server that does not answers by an alert.
 *
 * https://www.rfc-editor.org/rfc/rfc8446#section-4.1.2 and https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1.2
 */
export function clientHello(version: TlsVersion, serverName: string): Buffer {
  const extensions = [
    extension(EXTENSION.serverName, sized(2, Buffer.concat([Buffer.from([0]), sized(2, Buffer.from(serverName))]))),
    extension(EXTENSION.groups, sized(2, numbers(GROUPS))),
    extension(EXTENSION.signatures, sized(2, numbers(SIGNATURES))),
    ...(version === '1.2'
      ? [extension(EXTENSION.pointFormats, sized(1, Buffer.from([0])))]
      : [
          extension(EXTENSION.versions, sized(1, numbers([0x0304]))),
          extension(EXTENSION.pskModes, sized(1, Buffer.from([1]))),
          extension(EXTENSION.keyShare, sized(2, Buffer.concat([numbers([0x001d]), sized(2, KEY)]))),
        ]),
  ];
  const hello = Buffer.concat([
    // What came before 1.3 is said here, and so has 1.3 to say it.
    numbers([0x0303]),
    // Nothing is ever encrypted by it.
    Buffer.alloc(32, 1),
    sized(1, Buffer.alloc(0)),
    sized(2, numbers(SUITES[version])),
    sized(1, Buffer.from([0])),
    sized(2, Buffer.concat(extensions)),
  ]);
  const handshake = Buffer.concat([Buffer.from([1]), sized(3, hello)]);
  return Buffer.concat([Buffer.from([0x16, 0x03, 0x01]), sized(2, handshake)]);
}

function extension(type: number, data: Buffer): Buffer {
  return Buffer.concat([numbers([type]), sized(2, data)]);
}

/** With its length before it, in so many bytes. */
function sized(bytes: number, data: Buffer): Buffer {
  const length = Buffer.alloc(bytes);
  length.writeUIntBE(data.length, 0, bytes);
  return Buffer.concat([length, data]);
}

function numbers(all: readonly number[]): Buffer {
  return Buffer.from(all.flatMap((one) => [one >> 8, one & 0xff]));
}
