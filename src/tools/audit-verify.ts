import { readFileSync } from 'node:fs';
import { differenceInWords } from '../evidence/words.ts';
import { type Audited, audit, headsIn } from './audit.ts';
import { argumentsOf, command, figure, say } from './command.ts';
import { withStore } from './tool-store.ts';

const usage = `npm run audit:verify
npm run audit:verify -- --heads                        prints the head of each chain, to be kept elsewhere
npm run audit:verify -- --head HT-7K3F-92Q=<hash>      checks that a head that was kept is still in the chain; may be repeated
npm run audit:verify -- --known FILE                   the same for a file of them
The store is the one that the program uses: STORE, SQLITE_PATH, COSMOS_ENDPOINT …`;

/** Checks that the history of each case and its facts are what was written, and names what is not. */
await command(async () => {
  const { values } = argumentsOf(usage, {
    options: {
      heads: { type: 'boolean' },
      head: { type: 'string', multiple: true },
      known: { type: 'string' },
    },
  });
  const kept = [...(values.head ?? []), ...(values.known ? [readFileSync(values.known, 'utf8')] : [])].join('\n');
  const known = headsIn(kept);
  const audited = await withStore((store) => audit(store, known));
  if (values.heads) for (const [id, head] of audited.heads) say(`${id}=${head}`);
  else say(looked(audited, known.length));
  const broken = inWords(audited);
  const isWhole = broken.length === 0;
  if (!isWhole) process.stderr.write(`${broken.join('\n')}\n`);
  else if (!values.heads) say('No chain is broken.');
  return isWhole;
});

function looked({ cases, events, notChained }: Audited, known: number): string {
  return [
    `${figure(cases)} cases, ${figure(events)} events looked at.`,
    ...(known > 0 ? [`${figure(known)} heads that were kept were looked for.`] : []),
    ...(notChained.length > 0
      ? [`${figure(notChained.length)} not chained before their next write: ${notChained.join(', ')}`]
      : []),
  ].join('\n');
}

function inWords({ broken, lost }: Audited): string[] {
  return [
    ...broken.map(({ id, difference }) => `BROKEN ${id}: ${differenceInWords(difference)}`),
    ...lost.map(({ id, isThere }) =>
      isThere
        ? `BROKEN ${id}: a head that was kept is not in its chain: what happened before it is another story now`
        : `BROKEN ${id}: a head of it was kept, and there is no such case`,
    ),
  ];
}
