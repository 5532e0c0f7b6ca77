import { canonicalJson, DigestOfTickets, hashOf, ticketHash } from './canonical.js';

it('canonical JSON does not depend on the order of keys', () => {
  expect(canonicalJson({ b: 1, a: [true, null, 'é', 1e21] })).toBe('{"a":[true,null,"é",1e+21],"b":1}');
  expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }));
});

it('what JSON cannot say has no canonical form', () => {
  expect(() => canonicalJson(undefined)).toThrow(TypeError);
  expect(() => canonicalJson(Number.NaN)).toThrow();
});

it('a digest of shards is the digest of the whole', () => {
  const hashes = ['a', 'b', 'c'].map((ticket) => ticketHash([{ ticket }]));
  const whole = new DigestOfTickets();
  for (const hash of hashes) whole.add(hash);
  const merged = new DigestOfTickets().add(Buffer.concat(hashes.slice(0, 2))).add(Buffer.concat(hashes.slice(2)));
  expect(merged.digest()).toBe(whole.digest());
});
