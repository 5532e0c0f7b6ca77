import {
  Allow,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  ValidateIf,
  ValidateNested,
  validateSync,
} from 'class-validator';
import fc from 'fast-check';
import { ClassRules } from './class-rules.js';

class Base {
  @IsOptional()
  @IsString()
  id?: string | null;
}

class Body extends Base {
  @IsString()
  @Length(1, 3)
  code!: string;

  @ValidateIf((_, value) => value !== null)
  @IsInt()
  @Max(5)
  score!: number | null;
}

class Nested {
  @ValidateNested()
  inner!: Body;
}

class Listed {
  @IsString({ each: true })
  names!: string[];
}

class Unruled {}

class Permissive {
  @Allow()
  anything: unknown;
}

const value = fc.oneof(
  fc.constantFrom(undefined, null, '', 'a', 'abc', 'abcd', 0, 5, 6, 1.5, true),
  fc.constant([]),
  fc.constant({}),
);
const fields = fc.record({ id: value, code: value, score: value, other: value }, { requiredKeys: [] });

it('holds exactly where class-validator finds nothing', () => {
  const rules = ClassRules.of(Body);
  fc.assert(
    fc.property(fields, (given) => {
      const body = Object.assign(new Body(), given);
      const found = validateSync(body, { whitelist: true, forbidNonWhitelisted: true });
      expect(rules?.hold(Object.assign(new Body(), given))).toBe(found.length === 0);
    }),
    { numRuns: 2_000 },
  );
});

it('leaves to class-validator what it cannot follow', () => {
  for (const dto of [Nested, Listed, Unruled, Permissive]) expect(ClassRules.of(dto)).toBeNull();
});

it('gathers the rules of a class once', () => {
  expect(ClassRules.of(Body)).toBe(ClassRules.of(Body));
});
