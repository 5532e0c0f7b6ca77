import { getMetadataStorage, ValidationTypes } from 'class-validator';

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];
type Condition = (object: object, value: unknown) => boolean;

interface FieldRules {
  /** Where one does not hold, the field has no rules. */
  readonly conditions: readonly Condition[];
  readonly checks: readonly Condition[];
}

/**
 * The rules of a class as class-validator has them, gathered once: it gathers them anew for every object, which takes
 * ten times as long as the rules themselves. Says only whether all hold; what does not is for class-validator to tell.
 */
export class ClassRules {
  private static readonly gathered = new WeakMap<object, ClassRules | null>();

  private constructor(private readonly fields: ReadonlyMap<string, FieldRules>) {}

  /** Null: the class has rules of a kind that only class-validator can follow (nested ones, rules of each item). */
  static of(dto: new () => object): ClassRules | null {
    const known = this.gathered.get(dto);
    if (known !== undefined) return known;
    const fields = gather(dto);
    const rules = fields === null ? null : new ClassRules(fields);
    this.gathered.set(dto, rules);
    return rules;
  }

  /** Whether an object has only fields of the class and every rule holds. */
  hold(object: object): boolean {
    for (const name of Object.keys(object)) if (!this.fields.has(name)) return false;
    for (const [name, { conditions, checks }] of this.fields) {
      const value = (object as Record<string, unknown>)[name];
      const holds = (condition: Condition): boolean => condition(object, value);
      if (conditions.every(holds) && !checks.every(holds)) return false;
    }
    return true;
  }
}

function gather(dto: new () => object): ReadonlyMap<string, FieldRules> | null {
  const all = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  const fields = new Map<string, { conditions: Condition[]; checks: Condition[] }>();
  for (const metadata of all) {
    const rules = fields.get(metadata.propertyName) ?? { conditions: [], checks: [] };
    fields.set(metadata.propertyName, rules);
    if (metadata.type === ValidationTypes.CONDITIONAL_VALIDATION) rules.conditions.push(conditionOf(metadata));
    else if (metadata.type === ValidationTypes.CUSTOM_VALIDATION && isPlain(metadata))
      rules.checks.push(...checksOf(metadata));
    else return null;
  }
  // An object of a class without rules is refused as a whole.
  return fields.size === 0 ? null : fields;
}

const conditionOf = ({ constraints }: Metadata): Condition => constraints[0] as Condition;

const isPlain = ({ each, validateIf, constraintCls }: Metadata): boolean =>
  !each && validateIf === undefined && constraintsOf(constraintCls).every((constraint) => !constraint.async);

const constraintsOf = (target: Metadata['constraintCls']) => getMetadataStorage().getTargetValidatorConstraints(target);

const checksOf = ({ constraintCls, constraints, propertyName, target }: Metadata): readonly Condition[] =>
  constraintsOf(constraintCls).map(({ instance }) => (object, value) => {
    const targetName = typeof target === 'string' ? target : target.name;
    return instance.validate(value, { value, constraints, targetName, object, property: propertyName }) === true;
  });
