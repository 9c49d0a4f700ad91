import type {
  DescriptorProto,
  EnumDescriptorProto,
  FieldDescriptorProto,
  FileDescriptorProto,
} from 'google-protobuf/google/protobuf/descriptor_pb';

/** By the number of a type in protobuf's descriptors, what JSON has for it. */
const SCALARS: Readonly<Record<number, string>> = {
  1: 'number',
  2: 'number',
  3: 'integer',
  4: 'integer',
  5: 'integer',
  6: 'integer',
  7: 'integer',
  8: 'boolean',
  9: 'text',
  12: 'text',
  13: 'integer',
  15: 'integer',
  16: 'integer',
  17: 'integer',
  18: 'integer',
};

const REPEATED = 3;

/** One line for each message and enumeration of the files, in the order of their names: see `constructs/operators/envoy/schema.ts`. */
export function schemaLines(files: readonly FileDescriptorProto[]): readonly string[] {
  return files
    .flatMap((file) => [
      ...file.getMessageTypeList().flatMap((message) => messageLines(file.getPackage()!, message)),
      ...file.getEnumTypeList().map((enumeration) => enumLine(file.getPackage()!, enumeration)),
    ])
    .sort();
}

function messageLines(scope: string, message: DescriptorProto): readonly string[] {
  const name = `${scope}.${message.getName()!}`;
  const nested = message.getNestedTypeList();
  const maps = new Map(
    nested
      .filter((type) => type.getOptions()?.getMapEntry())
      .map((type) => [`.${name}.${type.getName()!}`, type.getFieldList()[1]!]),
  );
  const fields = message.getFieldList().map((field) => {
    const value = maps.get(field.getTypeName() ?? '');
    const kind = value ? `%${typeOf(value, scope)}` : typeOf(field, scope);
    return `${field.getName()!}:${!value && field.getLabel() === REPEATED ? '*' : ''}${kind}`;
  });
  return [
    [name, ...fields].join(' '),
    ...nested.filter((type) => !type.getOptions()?.getMapEntry()).flatMap((type) => messageLines(name, type)),
    ...message.getEnumTypeList().map((enumeration) => enumLine(name, enumeration)),
  ];
}

function enumLine(scope: string, enumeration: EnumDescriptorProto): string {
  return [
    `${scope}.${enumeration.getName()!}`,
    ...enumeration.getValueList().map((value) => `=${value.getName()!}`),
  ].join(' ');
}

/** A scalar, or the name of a type, without the scope where that is the same. */
function typeOf(field: FieldDescriptorProto, scope: string): string {
  const scalar = SCALARS[field.getType()!];
  if (scalar !== undefined) return scalar;
  const name = field.getTypeName()!.slice(1);
  return name.startsWith(`${scope}.`) ? name.slice(scope.length) : name;
}
