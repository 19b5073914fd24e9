import { compare, parse } from 'semver';
import { z } from 'zod';

export const Severity = z.enum(['info', 'low', 'moderate', 'high', 'critical']);

const Affected = z.object({
  package: z.object({ ecosystem: z.string(), name: z.string() }).optional(),
  versions: z.array(z.string()).default([]),
  ranges: z
    .array(
      z.object({
        type: z.string(),
        events: z.array(z.object({ introduced: z.string(), fixed: z.string(), last_affected: z.string() }).partial()),
      }),
    )
    .default([]),
});
type Affected = z.infer<typeof Affected>;

/** The part of an OSV record that we need: https://ossf.github.io/osv-schema */
const OsvRecord = z.object({
  id: z.string().min(1),
  withdrawn: z.string().optional(),
  affected: z.array(Affected),
  database_specific: z
    .object({ severity: z.string().toLowerCase().pipe(Severity).optional().catch(undefined) })
    .optional(),
});
type OsvRecord = z.infer<typeof OsvRecord>;
const Records = z.array(OsvRecord).min(1);

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ name: z.string().optional(), version: z.string().optional(), dev: z.boolean().optional() }),
  ),
});

interface Installed {
  name: string;
  version: string;
}

interface Vulnerable extends Installed {
  id: string;
  severity: z.infer<typeof Severity> | undefined;
}

/**
 * @param written the text of the file: a list of records, an object with a list `vulns`, a record in each line, or one
 *   record
 * @throws Error when it is anything else, or empty, so that a wrong file does not look like a clean result
 */
export function recordsOf(written: string): OsvRecord[] {
  const records = Records.safeParse(listOf(written));
  if (records.success) return records.data;
  const [where = ''] = records.error.issues.map(({ path }) => path.join('.'));
  throw new Error(
    `This file is not a list of OSV records (https://ossf.github.io/osv-schema)${where && `: see ${where}`}.`,
  );
}

function listOf(written: string): unknown[] {
  const whole = jsonOf(written);
  if (whole === undefined) return written.split('\n').filter(Boolean).map(jsonOf);
  const { success, data } = z.object({ vulns: z.array(z.unknown()) }).safeParse(whole);
  if (success) return data.vulns;
  return Array.isArray(whole) ? whole : [whole];
}

/** Parses JSON. @returns undefined if the text is not JSON */
export function jsonOf(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

/**
 * The production packages in package-lock.json, each version once. A package under an alias counts under its real name.
 */
export function installedOf(lock: unknown): Installed[] {
  const installed = Object.entries(Lock.parse(lock).packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { name, version = '' }]) => ({ name: name ?? path.split('node_modules/').at(-1) ?? path, version }));
  return [...new Map(installed.map((one) => [`${one.name} ${one.version}`, one])).values()];
}

export const isOfNpm = ({ affected }: OsvRecord): boolean =>
  affected.some((entry) => entry.package?.ecosystem === 'npm');

/** The installed versions that a record affects. Withdrawn records do not count. */
export function vulnerableOf(installed: Installed[], records: OsvRecord[]): Vulnerable[] {
  const versionsOf = Map.groupBy(installed, ({ name }) => name);
  return records
    .filter(({ withdrawn }) => withdrawn === undefined)
    .flatMap(({ id, affected, database_specific }) => {
      const hits = affected.flatMap((entry) => affectedBy(entry, versionsOf));
      return [...new Set(hits)].map((one) => ({ ...one, id, severity: database_specific?.severity }));
    });
}

function affectedBy(entry: Affected, versionsOf: Map<string, Installed[]>): Installed[] {
  if (entry.package?.ecosystem !== 'npm') return [];
  const candidates = versionsOf.get(entry.package.name) ?? [];
  const ranges = entry.ranges.filter(({ type }) => type !== 'GIT');
  return candidates.filter(
    ({ version }) => entry.versions.includes(version) || ranges.some(({ events }) => isWithin(version, events)),
  );
}

/** Whether the latest event up to this version is that the vulnerability was introduced. */
function isWithin(version: string, events: Affected['ranges'][number]['events']): boolean {
  const happened = events
    .flatMap((event) => Object.entries(event))
    .map(([what, at]) => ({ what, at: versionOf(at) }))
    .sort((one, other) => compare(one.at, other.at))
    .filter(({ what, at }) => compare(version, at) >= (what === 'last_affected' ? 1 : 0));
  return happened.at(-1)?.what === 'introduced';
}

/** @throws Error for anything that is not a version, so that no record about an installed package is ignored */
function versionOf(written: string) {
  const version = parse(written === '0' ? '0.0.0-0' : written, { loose: true });
  if (version === null)
    throw new Error(`An OSV record of a package in use has a version that cannot be read: ${written}`);
  return version;
}
