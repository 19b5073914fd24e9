import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { command, formatNumber, printLine } from './command.ts';
import { installedOf, isOfNpm, jsonOf, recordsOf, Severity, vulnerableOf } from './osv.ts';

const Answer = z.object({
  auditReportVersion: z.number(),
  vulnerabilities: z.record(z.string(), z.object({ severity: Severity, range: z.string() })),
});

/**
 * Prints what `npm audit --json` found (on the standard input). If the variable OSV names a file of OSV records, also
 * prints what those say about the production packages. A registry that does not answer is reported, but is neither a
 * clean result nor a failure.
 */
await command(async () => {
  const isClean = printAudit(await text(process.stdin));
  const { OSV } = process.env;
  return (OSV ? await printRecords(OSV) : true) && isClean;
});

function printAudit(written: string): boolean {
  const answer = Answer.safeParse(jsonOf(written));
  if (!answer.success) {
    printLine('Known vulnerabilities: NO ANSWER. The registry does not answer audits.');
    return true;
  }
  const vulnerable = Object.entries(answer.data.vulnerabilities);
  for (const [name, { severity, range }] of vulnerable) printLine(`  ${severity}: ${name} ${range}`);
  printLine(`Known vulnerabilities: ${vulnerable.length}.`);
  return !vulnerable.some(([, { severity }]) => isGrave(severity));
}

async function printRecords(file: string): Promise<boolean> {
  const lock = jsonOf(await readFile(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8'));
  const records = recordsOf(await readFile(file, 'utf8'));
  const vulnerable = vulnerableOf(installedOf(lock), records);
  for (const { severity, name, version, id } of vulnerable)
    printLine(`  ${severity ?? 'severity not given'}: ${name} ${version} ${id}`);
  const ofNpm = records.filter(isOfNpm).length;
  printLine(
    `Known vulnerabilities in ${formatNumber(ofNpm)} OSV ${ofNpm === 1 ? 'record' : 'records'} of npm: ${vulnerable.length}.`,
  );
  return !vulnerable.some(({ severity }) => isGrave(severity));
}

/** A record without a severity counts as grave, because records of hijacked packages give none. */
function isGrave(severity: z.infer<typeof Severity> | undefined): boolean {
  return severity === undefined || severity === 'high' || severity === 'critical';
}
