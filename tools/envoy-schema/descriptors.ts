import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileDescriptorProto } from 'google-protobuf/google/protobuf/descriptor_pb';

/** The descriptors that protoc wrote into the Go code of a module, below some of its folders. */
export function descriptorsIn(module: string, folders: readonly string[]): readonly FileDescriptorProto[] {
  return folders.flatMap((folder) =>
    readdirSync(join(module, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.pb.go'))
      .sort()
      .flatMap((file) => tryDescriptor(readFileSync(join(module, folder, file), 'utf8')) ?? []),
  );
}

/** A file of validations has no descriptor of its own. */
function tryDescriptor(source: string): FileDescriptorProto | undefined {
  const [, literal] = /^const \w+_rawDesc = ""((?: \+\n\t".*")+)$/m.exec(source) ?? [];
  return literal === undefined ? undefined : FileDescriptorProto.deserializeBinary(bytesOf(literal));
}

const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

/** What the strings of Go code stand for: bytes, of which those that happen to be UTF-8 are written as text. */
function bytesOf(literal: string): Uint8Array {
  const strings = [...literal.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map(([, text]) => text!);
  const parts = strings.join('').matchAll(/\\x([0-9a-f]{2})|\\u([0-9a-f]{4})|\\U([0-9a-f]{8})|\\(.)|([^\\]+)/g);
  return Buffer.concat(
    [...parts].map(([, byte, short, long, escaped, text]) => {
      if (byte !== undefined) return Buffer.from([Number.parseInt(byte, 16)]);
      const code = short ?? long;
      if (code !== undefined) return Buffer.from(String.fromCodePoint(Number.parseInt(code, 16)));
      return escaped === undefined ? Buffer.from(text!) : Buffer.from([ESCAPES[escaped]!]);
    }),
  );
}
