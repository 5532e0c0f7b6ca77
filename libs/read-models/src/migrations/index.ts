import { Engine1764000000000 } from './1764000000000-engine.js';
import { ReadModels1764000000001 } from './1764000000001-read-models.js';
import { Known1764000000150 } from './1764000000150-known.js';
import { Outbox1764000000400 } from './1764000000400-outbox.js';
import { QueryIndexes1764000000100 } from './1764000000100-query-indexes.js';
import { Notices1764000000200 } from './1764000000200-notices.js';
import { Discards1764000000300 } from './1764000000300-discards.js';
import { RestatementProgress1764000000301 } from './1764000000301-restatement-progress.js';
import { Views1764000000310 } from './1764000000310-views.js';
import { ComplianceDays1764000000500 } from './1764000000500-compliance-days.js';

/** Of the schema that a rebuild makes anew; in order. Names of tables are unqualified: the search path says the schema. */
export const readModelMigrations = [
  ReadModels1764000000001,
  QueryIndexes1764000000100,
  Known1764000000150,
  Notices1764000000200,
  Discards1764000000300,
  RestatementProgress1764000000301,
  Views1764000000310,
  ComplianceDays1764000000500,
];

/** Of the schema that outlives rebuilds; in order. */
export const engineMigrations = [Engine1764000000000, Outbox1764000000400];
