import { errorOf } from './read-errors.js';

const named = (trailers: Record<string, unknown>) => {
  const error = errorOf(trailers);
  return error === undefined ? 'fine' : `${error.name}: ${error.message}`;
};

it('an end of a call is fine, of the moment, for good, or not understood', () => {
  expect(named({ 'grpc-status': '0' })).toBe('fine');
  expect(named({})).toBe('BrokenReadError: the server ended the read without a status');
  expect(named({ 'grpc-status': '14', 'grpc-message': 'not%20ready' })).toBe('BrokenReadError: 14 not ready');
  expect(named({ 'grpc-status': '16', 'grpc-message': 'who?' })).toBe('ReadDeniedError: 16 who?');
  expect(named({ 'grpc-status': '2', exception: 'access-denied' })).toBe('ReadDeniedError: 2 ');
  expect(named({ 'grpc-status': '5', exception: 'not-leader' })).toBe('BrokenReadError: 5 ');
  expect(named({ 'grpc-status': '12', 'grpc-message': '100%' })).toBe('UnexpectedAnswerError: 12 100%');
});
