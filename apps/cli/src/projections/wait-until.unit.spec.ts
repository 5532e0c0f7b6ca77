import { RefusedError } from '../api-client/api-client.js';
import { waitUntil } from './wait-until.js';

const refused = (status: number) => new RefusedError('GET /v1/projections', { status });

it('looks again while the API cannot answer, and until it sees what is wished', async () => {
  const answers: (number | Error)[] = [refused(503), 1, refused(503), refused(503), 2];
  const look = () => {
    const answer = answers.shift();
    return typeof answer === 'number' ? Promise.resolve(answer) : Promise.reject(answer ?? new Error('no more'));
  };
  expect(await waitUntil(look, (seen) => seen === 2)).toBe(2);
});

it('answers what it saw last when the time is over, and throws what does not pass', async () => {
  expect(
    await waitUntil(
      () => Promise.resolve(1),
      () => false,
      150,
    ),
  ).toBe(1);
  await expect(
    waitUntil(
      () => Promise.reject(refused(401)),
      () => true,
    ),
  ).rejects.toThrow('401');
});
