import { schema as whole } from '@octokit/graphql-schema';
import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isSpecifiedScalarType,
  isUnionType,
  validateSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { SCHEMA } from '../../../src/sandbox/graphql/schema.ts';

// GitHub's own text repeats two fields, which strict validation would refuse.
const github = buildSchema(whole.idl, { assumeValidSDL: true, assumeValid: true });

/** Everything in which a type of the extract says something else than GitHub's. */
function differences(ours: GraphQLNamedType): string[] {
  const theirs = github.getType(ours.name);
  if (!theirs || theirs.constructor !== ours.constructor) return [`${ours.name} is not there`];
  if (isEnumType(ours) && isEnumType(theirs)) {
    const names = ours.getValues().map((value) => value.name);
    return theirs
      .getValues()
      .flatMap(({ name }) => (names.includes(name) ? [] : [`${ours.name}.${name} is missing`]));
  }
  if (isUnionType(ours) && isUnionType(theirs)) {
    const names = theirs.getTypes().map((type) => type.name);
    return ours
      .getTypes()
      .flatMap(({ name }) => (names.includes(name) ? [] : [`${ours.name} has no ${name}`]));
  }
  if (isInputObjectType(ours) && isInputObjectType(theirs)) {
    const fields = ours.getFields();
    const missing = Object.values(theirs.getFields()).filter(
      (field) => isRequiredInputField(field) && !fields[field.name],
    );
    return [
      ...missing.map((field) => `${ours.name}.${field.name} is required`),
      ...Object.values(fields).flatMap((field) => {
        const other = theirs.getFields()[field.name];
        return same(field, other) ? [] : [`${ours.name}.${field.name}`];
      }),
    ];
  }
  if ((isObjectType(ours) && isObjectType(theirs)) || (isInterfaceType(ours) && isInterfaceType(theirs))) {
    const interfaces = theirs.getInterfaces().map((type) => type.name);
    const fields = Object.values(ours.getFields()).flatMap((field) => {
      const other = theirs.getFields()[field.name];
      if (!other || String(other.type) !== String(field.type)) return [`${ours.name}.${field.name}`];
      const missing = other.args.filter(
        (arg) => isRequiredArgument(arg) && !field.args.some((each) => each.name === arg.name),
      );
      const wrong = field.args.filter(
        (arg) =>
          !same(
            arg,
            other.args.find((each) => each.name === arg.name),
          ),
      );
      return [...missing, ...wrong].map((arg) => `${ours.name}.${field.name}(${arg.name})`);
    });
    const wrong = ours.getInterfaces().filter((type) => !interfaces.includes(type.name));
    return [...fields, ...wrong.map((type) => `${ours.name} implements ${type.name}`)];
  }
  return [];
}

interface Typed {
  type: unknown;
  defaultValue?: unknown;
}

function same(ours: Typed, theirs: Typed | undefined): boolean {
  return (
    theirs !== undefined &&
    String(ours.type) === String(theirs.type) &&
    JSON.stringify(ours.defaultValue) === JSON.stringify(theirs.defaultValue)
  );
}

describe("the extract of GitHub's GraphQL schema", () => {
  const types = Object.values(SCHEMA.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );

  it('is a valid schema', () => {
    expect(validateSchema(SCHEMA)).toEqual([]);
    expect(types.length).toBeGreaterThan(100);
  });

  it('says of every type, field and argument what GitHub says', () => {
    expect(types.flatMap(differences)).toEqual([]);
  });

  it('would notice a difference', () => {
    const wrong = buildSchema('type Query { node(id: ID): Node } interface Node { id: String! }');
    const found = Object.values(wrong.getTypeMap()).filter((type) => ['Query', 'Node'].includes(type.name));
    expect(found.flatMap(differences)).toEqual(['Query.node(id)', 'Node.id']);
  });
});
