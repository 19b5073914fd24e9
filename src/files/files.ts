import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import PQueue from 'p-queue';
import type { Sent } from '../actions/action.ts';
import type { Services } from '../actions/context.ts';
import type { StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import { canHaveReport, type Report } from '../board/report.ts';
import { rolesInMash } from '../case/desk.ts';
import { sentReferral } from '../case/standing.ts';
import { isOfTheMash } from '../connector/teams.ts';
import type { LinkGrant } from '../store/links.ts';
import { caseFile } from './case-file.ts';
import { councilCsv, councilFile } from './council-file.ts';
import { caseInWords, ownCopy, plainText } from './in-words.ts';
import type { CopyInWords } from './pdf.ts';
import { reportCsv } from './report-files.ts';

export type FileFormat = 'pdf' | 'text' | 'json' | 'csv' | 'council';

export interface MadeFile {
  name: string; // a reference or a period, never a fact of a case
  contentType: string;
  body: Buffer;
}

/** The files behind somebody's link. Each is made when it is requested. */
interface Files {
  ref: CaseId | undefined; // the case, for the log
  kinds: Partial<Record<FileFormat, () => Promise<MadeFile>>>;
  /**
   * Records that the file is handed over. Runs first.
   * @throws when the record cannot be stored: then the file is not handed over
   */
  record(as: FileFormat): Promise<void>;
}

type Used = 'cases' | 'reads' | 'board' | 'pack' | 'teams' | 'reach' | 'currentSetUp' | 'caseContext' | 'now' | 'log';
export interface FileDeps extends Pick<Services, Used> {}

/** @returns undefined if the person may not have it, or it no longer exists */
export async function filesFor(given: LinkGrant, deps: FileDeps): Promise<Files | undefined> {
  const { target } = given;
  switch (target.to) {
    case 'own-copy':
      return ownFiles(given, target.case, deps);
    case 'case-file':
      return caseFiles(given, target.case, deps);
    case 'report':
      return reportFiles(given, target.period, deps);
  }
}

/** The referrer's own copy, for them alone: what they wrote and what they were told. */
async function ownFiles({ author: asker }: LinkGrant, id: CaseId, deps: FileDeps): Promise<Files | undefined> {
  const sent = await sentCase(id, deps);
  if (!sent || sent.record.author !== asker) return undefined;
  const copy = ownCopy(sent.record, sent.referral, deps.pack, deps.now());
  return { ref: id, kinds: textFiles(id, copy), record: (as) => recordRead(as, { case: id, by: asker }, deps) };
}

/**
 * The whole case, for a person who is a member of the MASH at this moment. The access log records that they have it.
 */
async function caseFiles({ author: asker }: LinkGrant, id: CaseId, deps: FileDeps): Promise<Files | undefined> {
  const sent = await sentCase(id, deps);
  if (!sent || !(await mayReadCase(asker, deps))) return undefined;
  const content = caseFile(sent.record, sent.referral, deps.pack, deps.now());
  const name = `${id}-case`;
  const forCouncil = () => councilFile(sent.record, sent.referral, deps.pack, deps.now());
  return {
    ref: id,
    kinds: {
      ...textFiles(name, caseInWords(content)),
      json: async () => json(name, content),
      council: async () => json(`${id}-council`, forCouncil()),
      csv: async () => csv(`${id}-council`, await councilCsv(forCouncil())),
    },
    record: (as) => recordRead(as, { case: id, by: asker }, deps),
  };
}

/** The report, counted again, for a person who is still allowed to have it. */
async function reportFiles({ author: asker }: LinkGrant, period: string, deps: FileDeps): Promise<Files | undefined> {
  const { board, caseContext, now } = deps;
  if (!canHaveReport(asker, caseContext().desk)) return undefined;
  const report = await board.report(period, now());
  if (!('tables' in report)) return undefined;
  const name = `report-${period}`;
  return {
    ref: undefined,
    kinds: {
      pdf: async () => pdf(name, await pdfOf({ report })),
      csv: async () => csv(name, await reportCsv(report)),
    },
    record: async () => undefined,
  };
}

async function recordRead(as: FileFormat, read: { case: CaseId; by: StaffId }, { reads, now, log }: FileDeps) {
  await reads.add({ ...read, how: as }, now());
  log.info({ event: 'case.Read', ref: read.case, by: read.by, kind: as });
}

/** Checks the settings and the channel's current roster. @throws TeamsFault when Teams does not answer */
async function mayReadCase(id: StaffId, { reach, teams, currentSetUp }: FileDeps) {
  if (!rolesInMash(id, currentSetUp()).has('mash-member')) return false;
  const { serviceUrl, channelId } = await reach.mash();
  const members = await teams.members(serviceUrl, channelId);
  return members.some((each) => each.objectId?.toLowerCase() === id && isOfTheMash(each, currentSetUp()));
}

async function sentCase(id: CaseId, { cases }: FileDeps): Promise<Sent | undefined> {
  const record = await cases.load(id);
  const referral = record && sentReferral(record);
  return referral && { record, referral };
}

const textFiles = (name: string, copy: CopyInWords): Files['kinds'] => ({
  pdf: async () => pdf(name, await pdfOf({ copy })),
  text: async () => file(`${name}.txt`, 'text/plain; charset=utf-8', plainText(copy)),
});

const threads = new PQueue({ concurrency: 2 }); // each takes some 60 MB

/** A PDF is drawn in a thread of its own, because that takes longer than everybody else may wait. */
const pdfOf = (what: { report: Report } | { copy: CopyInWords }): Promise<Buffer> =>
  threads.add(async () => {
    const thread = new Worker(new URL('pdf-thread.ts', import.meta.url), { workerData: what });
    const [bytes] = await once(thread, 'message');
    return Buffer.from(bytes);
  });

const file = (name: string, contentType: string, body: string | Buffer): MadeFile => ({
  name,
  contentType,
  body: Buffer.from(body),
});
const pdf = (name: string, body: Buffer) => file(`${name}.pdf`, 'application/pdf', body);
const json = (name: string, content: object) =>
  file(`${name}.json`, 'application/json; charset=utf-8', `${JSON.stringify(content, null, 2)}\n`);
const csv = (name: string, body: string) => file(`${name}.csv`, 'text/csv; charset=utf-8', body);
