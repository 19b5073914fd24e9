import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type CaseId, readCaseId } from '../base/reference.ts';

/**
 * Runs a command. Any failure is printed as one sentence on the error output, and the exit code is then 1.
 * @param work returns false when the command failed and has already said why
 */
export async function command(work: () => Promise<boolean>): Promise<void> {
  try {
    if (!(await work())) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`\n${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}

/** The message of an error. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @throws Error that shows the usage of the command */
export function optionsOf<Name extends string>(usage: string, ...names: Name[]): Partial<Record<Name, string>> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  return argumentsOf(usage, { options }).values as Partial<Record<Name, string>>;
}

/** @throws Error that shows the usage of the command */
export function argumentsOf<Wanted extends ParseArgsConfig>(
  usage: string,
  wanted: Wanted,
): ReturnType<typeof parseArgs<Wanted>> {
  try {
    return parseArgs(wanted);
  } catch (error) {
    throw new Error(`${messageOf(error)}\n${usage}`);
  }
}

/** Reads a reference from the command line. @throws Error when it is not one */
export function referenceOf(typed: string): CaseId {
  const id = readCaseId(typed);
  if (!id) throw new Error(`${typed} is not a reference: check its letters`);
  return id;
}

export const printLine = (text: string): void => void process.stdout.write(`${text}\n`);

/** Formats a number as 10,000. */
export const formatNumber = new Intl.NumberFormat('en-GB').format;

/** The first twenty lines, indented, and how many more there are. */
export const firstLines = (lines: string[]): string =>
  [...lines.slice(0, 20), ...(lines.length > 20 ? [`and ${formatNumber(lines.length - 20)} more`] : [])]
    .map((line) => `  ${line}`)
    .join('\n');
