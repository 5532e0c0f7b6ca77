import { Checkpoints } from './checkpoints.js';

/** Feeds events (x: no match, M: match) at positions 100, 101, ... and tells after which a checkpoint came, and which. */
function course(checkpoints: Checkpoints, letters: string, from = 100): string[] {
  return [...letters].flatMap((letter, i) => {
    const due = checkpoints.considered(from + i, letter === 'M');
    return due ? [`${from + i}: ${due.position}${due.exact ? '' : '?'}`] : [];
  });
}

test('catching up, a page without a match names its first event, one with a match its last match', () => {
  expect(course(new Checkpoints(10, 1), `${'x'.repeat(20)}M${'x'.repeat(19)}`)).toEqual([
    '109: 100?',
    '119: 110?',
    '129: 120',
    '139: 130?',
  ]);
});

test('the multiplier counts windows', () => {
  expect(course(new Checkpoints(10, 2), 'x'.repeat(45))).toEqual(['119: 110?', '139: 130?']);
});

test('32 matches end a page as a full window does', () => {
  expect(course(new Checkpoints(40, 1), 'M'.repeat(64))).toEqual(['163: 163']);
});

test('live every event counts, and what was counted before counts on', () => {
  const checkpoints = new Checkpoints(10, 1);
  expect(course(checkpoints, 'x'.repeat(13))).toEqual(['109: 100?']);
  checkpoints.goLive();
  expect(course(checkpoints, 'x'.repeat(17), 113)).toEqual(['119: 119', '129: 129']);
});
