import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { z } from 'zod';
import { type CaseId, readCaseId } from '../base/reference.ts';
import type { StorePlace } from '../store/open.ts';

process.stdout.on('error', () => {}); // whoever reads it, such as “head”, has read enough: the work goes on

/** Options of a command that are followed by a text, once or several times. */
export const textOption = { type: 'string' } as const;
export const textsOption = { type: 'string', multiple: true } as const;

/**
 * Runs a command. Any failure is printed as one sentence on the error output, and the exit code is then 1. Arguments
 * that are not `wanted` fail with the usage; `--help` prints it.
 * @param work returns false when the command failed and has already said why
 */
export async function command<Wanted extends ParseArgsConfig>(
  usage: string,
  wanted: Wanted,
  work: (asked: ReturnType<typeof parseArgs<Wanted>>) => Promise<boolean>,
) {
  if (process.argv.slice(2).some((each) => each === '--help' || each === '-h')) return printLine(usage);
  try {
    if (!(await work(argumentsOf(usage, wanted)))) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`\n${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function argumentsOf<Wanted extends ParseArgsConfig>(usage: string, wanted: Wanted) {
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

/**
 * Runs work that a second run continues.
 * @throws Error that says so, after what failed
 */
export async function resumable<T>(work: () => Promise<T>, notComplete: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`${messageOf(error)}\n${notComplete} Run the same command again: it goes on where it stopped.`);
  }
}

/** Says on the error output which part of a long work begins. */
export const printPart = (part: string): void => void process.stderr.write(`${part} …\n`);

const cosmos = /^cosmos:(https?:\/\/[^/]+)\/([^/]+)$/;

/**
 * Parses the place of a store on the command line: `sqlite:PATH` or `cosmos:ENDPOINT/DATABASE`.
 * @throws Error that shows how to write it
 */
export function storePlaceOf(
  option: string,
  typed = '',
  access: { key: string | undefined; clientId: string | undefined },
): StorePlace {
  const [, path] = /^sqlite:(.+)$/s.exec(typed) ?? [];
  if (path) return { kind: 'sqlite', path: resolve(path) };
  const [, endpoint, database] = cosmos.exec(typed) ?? [];
  if (endpoint && database && z.url().safeParse(endpoint).success)
    return { kind: 'cosmos', endpoint, ...access, database };
  throw new Error(
    `${option}: write sqlite:PATH or cosmos:ENDPOINT/DATABASE, for example sqlite:data/mash.db or cosmos:https://mash.documents.azure.com:443/mash`,
  );
}

/** @throws Error when an SQLite file is missing: SQLite would create it, and copying nothing would look like success */
export function mustBeThere(option: string, place: StorePlace): void {
  if (place.kind === 'sqlite' && !existsSync(place.path))
    throw new Error(`${option}: there is no file ${place.path}. Check the path, or run this where the file is`);
}
