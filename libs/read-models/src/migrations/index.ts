import { Engine1764000000000 } from './1764000000000-engine.js';
import { ReadModels1764000000001 } from './1764000000001-read-models.js';

/** Of the schema that a rebuild makes anew; in order. Names of tables are unqualified: the search path says the schema. */
export const readModelMigrations = [ReadModels1764000000001];

/** Of the schema that outlives rebuilds; in order. */
export const engineMigrations = [Engine1764000000000];
