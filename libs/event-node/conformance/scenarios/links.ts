import { BACKWARDS, END, jsonEvent } from '@eventstore/db-client';
import { scenarios, type Scenario } from '../scenario.js';

/** Links: resolved or not, to what is there, to what is not, and to what was deleted. */
export const linkScenarios: Scenario[] = scenarios('read.', {
  links: async (world) => {
    const { client } = world;
    const source = world.stream('src');
    const links = world.stream('links');
    await world.append('source', source, [
      world.event('a', { n: 0 }, { m: 0 }, world.id('a')),
      world.event('b', { n: 1 }, undefined, world.id('b')),
      world.event('c', { n: 2 }, undefined, world.id('c')),
    ]);
    await world.append('links to 0, 2, 7 (missing), and a missing stream; a malformed one; a json link', links, [
      world.link(`0@${source}`, world.id('l0')),
      world.link(`2@${source}`),
      world.link(`7@${source}`),
      world.link(`0@${world.stream('nothing')}`),
      world.link('rubbish'),
      jsonEvent({ type: '$>', data: `1@${source}` }),
      world.event('plain', { p: 1 }),
    ]);
    const resolved = { resolveLinkTos: true };
    await world.full('unresolved', links);
    await world.full('resolved', links, resolved);
    const lastTwo = { ...resolved, direction: BACKWARDS, fromRevision: END, maxCount: 2 } as const;
    await world.full('resolved backwards, 2', links, lastTwo);
    const second = world.stream('links2', `${links}x`);
    await world.append('a link to a link', second, [world.link(`0@${links}`)]);
    await world.full('link to a link, resolved', second, resolved);
    await world.step('delete the source stream', () => client.deleteStream(source));
    await world.full('resolved after soft delete of the source', links, { ...resolved, maxCount: 3 });
    const source2 = world.stream('src2');
    const links3 = world.stream('links3');
    await client.appendToStream(source2, world.events(3));
    await client.appendToStream(links3, [world.link(`0@${source2}`), world.link(`2@${source2}`)]);
    await client.setStreamMetadata(source2, { truncateBefore: 1 });
    await world.full('resolved after $tb=1 on the source', links3, resolved);
    await client.tombstoneStream(source2);
    await world.full('resolved after tombstone of the source', links3, resolved);
  },
});
