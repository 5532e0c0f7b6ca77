/**
 * How properties run: few times and from one seed in every test run, so that two runs of one commit say the same; more
 * with `FC_RUNS`, elsewhere with `FC_SEED` (`random`: anywhere). A failure prints its seed.
 */
const { FC_RUNS = '40', FC_SEED = '20261124' } = process.env;

export const settings = {
  numRuns: Number(FC_RUNS),
  ...(FC_SEED === 'random' ? {} : { seed: Number(FC_SEED) }),
};
