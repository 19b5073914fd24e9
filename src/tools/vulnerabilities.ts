import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { command, figure, printLine } from './command.ts';
import { installedOf, isOfNpm, jsonOf, recordsOf, Severity, vulnerableOf } from './osv.ts';

const Answer = z.object({
  auditReportVersion: z.number(),
  vulnerabilities: z.record(z.string(), z.object({ severity: Severity, range: z.string() })),
});

/**
 * Says what `npm audit --json` answered (on the input), and what the file of OSV records says of the packages of production, where OSV names one.
 * A registry that does not answer is no clean bill: that is said, and is no failure.
 */
await command(async () => {
  const answered = registrySays(await text(process.stdin));
  const { OSV } = process.env;
  return (OSV ? await recordsSay(OSV) : true) && answered;
});

function registrySays(written: string): boolean {
  const answer = Answer.safeParse(jsonOf(written));
  if (!answer.success) {
    printLine('Known vulnerabilities: NOT ASKED. The registry does not answer audits.');
    return true;
  }
  const found = Object.entries(answer.data.vulnerabilities);
  for (const [name, { severity, range }] of found) printLine(`  ${severity}: ${name} ${range}`);
  printLine(`Known vulnerabilities: ${found.length}.`);
  return !found.some(([, { severity }]) => isGrave(severity));
}

async function recordsSay(file: string): Promise<boolean> {
  const lock = jsonOf(await readFile(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8'));
  const records = recordsOf(await readFile(file, 'utf8'));
  const found = vulnerableOf(installedOf(lock), records);
  for (const { severity, name, version, id } of found)
    printLine(`  ${severity ?? 'severity not given'}: ${name} ${version} ${id}`);
  const ofNpm = records.filter(isOfNpm).length;
  printLine(
    `Known vulnerabilities in ${figure(ofNpm)} OSV ${ofNpm === 1 ? 'record' : 'records'} of npm: ${found.length}.`,
  );
  return !found.some(({ severity }) => isGrave(severity));
}

/** One of which nobody says how grave it is may be a package that was taken over: those records give none. */
function isGrave(severity: z.infer<typeof Severity> | undefined): boolean {
  return severity === undefined || severity === 'high' || severity === 'critical';
}
