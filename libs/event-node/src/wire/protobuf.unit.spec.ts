import fc from 'fast-check';
import { MalformedMessageError, ProtoReader, ProtoWriter, varintSize, writeVarint } from './protobuf.js';

test('a whole number below 2^53 comes back, in as many bytes as foretold', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      const target = Buffer.alloc(10);
      const end = writeVarint(target, 0, value);
      expect(end).toBe(varintSize(value));
      const message = new ProtoWriter().uint(3, value).finish();
      const reader = new ProtoReader(message);
      expect(reader.next()).toBe(true);
      expect(reader.field).toBe(3);
      expect(reader.uint()).toBe(value);
      expect(reader.next()).toBe(false);
    }),
  );
});

test('64-bit numbers, text and nested messages come back; unknown fields are skipped', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.string(), (big, text) => {
      const inner = new ProtoWriter().string(2, text);
      const reader = new ProtoReader(new ProtoWriter().message(9, inner).uint(1, big).message(4, inner).finish());
      reader.next();
      reader.skip();
      reader.next();
      expect(reader.uint64()).toBe(big);
      reader.next();
      const nested = reader.message();
      nested.next();
      expect(nested.string()).toBe(text);
    }),
  );
});

test('no bytes whatever make the reader run away', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const reader = new ProtoReader(Buffer.from(bytes));
      try {
        while (reader.next()) reader.skip();
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedMessageError);
      }
    }),
  );
});
