import { IdField } from '../fields/index.js';

/** The path of a command about an agreement. */
export class AgreementParams {
  @IdField({ description: 'The agreement.' })
  agreementId!: string;
}

/** The path of a command about one exclusion. */
export class ExclusionParams extends AgreementParams {
  @IdField({ description: 'The exclusion.' })
  exclusionId!: string;
}
