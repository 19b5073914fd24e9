import { readFileSync } from 'node:fs';
import { audit } from '../audit/audit.ts';
import { type Audited, headsIn, STORE } from '../audit/audited.ts';
import { instantOf } from '../base/time.ts';
import { features } from '../features/list.ts';
import { loadPack } from '../protocol/load-pack.ts';
import { command, formatNumber, printLine, textOption, textsOption } from './command.ts';
import { withStore } from './tool-store.ts';

const usage = `npm run audit:verify
npm run audit:verify -- --heads                        prints the head of each chain and of the store, to be kept elsewhere
npm run audit:verify -- --head HT-7K3F-92Q=<hash>      checks that a head that was kept is still in the chain; may be repeated
npm run audit:verify -- --known FILE                   the same for a file of them
The store is the one that the program uses: STORE, SQLITE_PATH, COSMOS_ENDPOINT …`;

/** Checks that the history and the facts of each case are unaltered, and names any that are not. */
const options = { heads: { type: 'boolean' }, head: textsOption, known: textOption } as const;
await command(usage, { options }, async ({ values }) => {
  const saved = [
    ...(values.head ?? []),
    ...(values.known ? [readFileSync(values.known === '-' ? 0 : values.known, 'utf8')] : []),
  ].join('\n');
  const known = headsIn(saved);
  const audited = await withStore((store, config) => {
    const pack = loadPack(config.packPath);
    return audit(store, known, { caseContext: () => ({ now: instantOf(Date.now()), pack, parts: features }) });
  });
  if (values.heads) for (const [name, head] of headsOf(audited)) printLine(`${name}=${head}`);
  else printLine(summaryOf(audited, known.length));
  const isSound = audited.found.length === 0;
  if (!isSound) process.stderr.write(`${audited.found.map(({ ref, what }) => `BROKEN ${ref}: ${what}`).join('\n')}\n`);
  else if (!values.heads) printLine('No chain is broken.');
  return isSound;
});

function summaryOf({ cases, events, keyless }: Audited, known: number) {
  return [
    `${formatNumber(cases)} cases, ${formatNumber(events)} events looked at.`,
    ...(known > 0 ? [`${formatNumber(known)} heads that were kept were looked for.`] : []),
    ...(keyless.length > 0
      ? [`${formatNumber(keyless.length)} cannot be looked at, as their key is not here: ${keyless.join(', ')}`]
      : []),
  ].join('\n');
}

function headsOf({ heads, store }: Audited): [string, string][] {
  return [...heads, ...(store ? [[STORE, store] satisfies [string, string]] : [])];
}
