/**
 * How properties run: few times in every test run, more with `FC_RUNS`. A failure prints its seed, `FC_SEED` runs it again.
 */
export const settings = {
  numRuns: Number(process.env['FC_RUNS'] ?? 40),
  ...(process.env['FC_SEED'] ? { seed: Number(process.env['FC_SEED']) } : {}),
};
