import { readFileSync } from 'node:fs';
import { audit, auditStamps } from '../audit/audit.ts';
import type { Audited } from '../audit/audited.ts';
import { instantOf } from '../base/time.ts';
import { features } from '../features/list.ts';
import { loadPack } from '../protocol/load-pack.ts';
import { command, formatNumber, printLine, textsOption } from './command.ts';
import { keptIn } from './kept-heads.ts';
import { withStore } from './tool-store.ts';

const usage = `npm run audit:verify
npm run audit:verify -- --heads                        prints the head of each chain, to be kept elsewhere
npm run audit:verify -- --head HT-7K3F-92H=<hash>      checks that a head that was kept is still in the chain; may be repeated
npm run audit:verify -- --known FILE                   the same for a file of them, or for the program’s log, which must name every change; may be repeated
The exit code is 1 where something differs, and 2 where nothing does but a key is missing.
The store is the one that the program uses: STORE, SQLITE_PATH, COSMOS_ENDPOINT …`;

/** Checks that the history and the facts of each case are unaltered, and names any that are not. */
const options = { heads: { type: 'boolean' }, head: textsOption, known: textsOption } as const;
await command(usage, { options }, async ({ values }) => {
  const files = (values.known ?? []).map((file) => readFileSync(file === '-' ? 0 : file, 'utf8'));
  const [log, typed] = [keptIn(files.join('\n')), keptIn((values.head ?? []).join('\n'))];
  const kept = { ...log, heads: [...log.heads, ...typed.heads] };
  const audited = await withStore(async (store, config, look) => {
    const pack = loadPack(config.packPath);
    const found = await audit(store, kept, {
      caseContext: () => ({ now: instantOf(Date.now()), pack, parts: features }),
    });
    if (look) await auditStamps(look, found);
    return found;
  });
  if (values.heads) for (const [name, head] of audited.heads) printLine(`${name}=${head}`);
  else printLine(summaryOf(audited, kept.heads.length));
  const isSound = audited.found.length === 0;
  if (audited.keyless.length > 0) {
    process.stderr.write(`${notLookedAt(audited.keyless)}\n`);
    if (isSound) process.exitCode = 2;
  }
  if (!isSound) process.stderr.write(`${audited.found.map(({ ref, what }) => `BROKEN ${ref}: ${what}`).join('\n')}\n`);
  else if (!values.heads)
    printLine(audited.keyless.length > 0 ? 'No chain of the others is broken.' : 'No chain is broken.');
  return isSound;
});

function notLookedAt(ids: string[]) {
  return `NOT LOOKED AT, as their key is not here: ${ids.join(', ')}. Nobody can tell whether these are unchanged. Add the key to DATA_KEYS_OLD, and run this again.`;
}

function summaryOf({ cases, events }: Audited, known: number) {
  return [
    `${formatNumber(cases)} cases, ${formatNumber(events)} events looked at.`,
    ...(known > 0 ? [`${formatNumber(known)} heads that were kept were looked for.`] : []),
  ].join('\n');
}
