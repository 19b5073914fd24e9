import type { Logger } from 'pino';
import type { As, FileMade, Files } from '../actions/files.ts';
import type { StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import { type Board, mayHaveReport } from '../board/board.ts';
import { rolesInMash } from '../case/access.ts';
import type { Around } from '../case/advance.ts';
import type { CaseRecord } from '../case/record.ts';
import { referralOf, type SubmittedReferral } from '../case/state.ts';
import type { Reach } from '../connector/reach.ts';
import type { Teams } from '../connector/teams.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Standing } from '../settings/setup.ts';
import type { Cases } from '../store/cases.ts';
import type { Given } from '../store/link.ts';
import type { Reads } from '../store/reads.ts';
import { caseFile } from './case-file.ts';
import { caseInWords } from './case-words.ts';
import { ownCopy } from './own-copy.ts';
import { referralPdf } from './referral-pdf.ts';
import { referralPlain } from './referral-plain.ts';
import { reportCsv } from './report-csv.ts';
import { reportPdf } from './report-pdf.ts';

export interface FileDeps {
  cases: Cases;
  reads: Reads;
  board: Board;
  pack: Pack;
  config: { admins: StaffId[] };
  teams: Teams;
  reach: Reach;
  standing: () => Standing;
  around: () => Around;
  now: () => Instant;
  log: Logger;
}

/** @returns undefined where it is not theirs, or not there any more */
export async function filesFor(given: Given, deps: FileDeps): Promise<Files | undefined> {
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

/** For the author alone: what they wrote and what they were told. */
async function ownFiles(
  { author }: Given,
  id: CaseId,
  { cases, reads, pack, now, log }: FileDeps,
): Promise<Files | undefined> {
  const sent = await sentCase(id, cases);
  if (!sent || sent.record.author !== author) return undefined;
  const copy = ownCopy(sent.record, sent.referral, pack, now());
  return {
    ref: id,
    kinds: {
      pdf: async () => pdf(id, await referralPdf(copy)),
      text: async () => text(id, referralPlain(copy)),
    },
    record: (as) => recorded(as, { case: id, by: author }, { reads, now, log }),
  };
}

/** For who is a member of the MASH when it is handed over. That they have it is on record. */
async function caseFiles({ author }: Given, id: CaseId, deps: FileDeps): Promise<Files | undefined> {
  const { cases, reads, pack, now, log } = deps;
  const sent = await sentCase(id, cases);
  if (!sent || !(await isOfMash(author, deps))) return undefined;
  const file = caseFile(sent.record, sent.referral, pack, now());
  const name = `${id}-case`;
  return {
    ref: id,
    kinds: {
      pdf: async () => pdf(name, await referralPdf(caseInWords(file))),
      text: async () => text(name, referralPlain(caseInWords(file))),
      json: async () => made(`${name}.json`, 'application/json; charset=utf-8', `${JSON.stringify(file, null, 2)}\n`),
    },
    record: (as) => recorded(as, { case: id, by: author }, { reads, now, log }),
  };
}

/** Counted anew, for somebody who may still have it. */
async function reportFiles({ author }: Given, period: string, deps: FileDeps): Promise<Files | undefined> {
  const { board, config, around, now } = deps;
  if (!mayHaveReport(author, { admins: config.admins, managers: around().desk.managers })) return undefined;
  const report = await board.report(period, now());
  if (!report) return undefined;
  const name = `report-${period}`;
  return {
    ref: undefined,
    kinds: {
      pdf: async () => pdf(name, await reportPdf(report)),
      csv: async () => made(`${name}.csv`, 'text/csv; charset=utf-8', await reportCsv(report)),
    },
    record: async () => undefined,
  };
}

async function recorded(
  as: As,
  read: { case: CaseId; by: StaffId },
  { reads, now, log }: Pick<FileDeps, 'reads' | 'now' | 'log'>,
): Promise<void> {
  await reads.add({ ...read, how: as }, now());
  log.info({ event: 'case.Read', ref: read.case, by: read.by, kind: as });
}

/** By the settings and by the roster of the channel, at this moment. @throws TeamsFault when Teams does not say */
async function isOfMash(id: StaffId, { reach, teams, standing }: FileDeps): Promise<boolean> {
  if (!rolesInMash(id, standing()).has('mash-member')) return false;
  const { serviceUrl, channelId } = await reach.mash();
  const members = await teams.members(serviceUrl, channelId);
  return members.some(({ objectId, isGuest }) => objectId?.toLowerCase() === id && !isGuest);
}

type Sent = { record: CaseRecord; referral: SubmittedReferral };

async function sentCase(id: CaseId, cases: Cases): Promise<Sent | undefined> {
  const record = await cases.load(id);
  const referral = record && referralOf(record.events);
  return referral && 'submittedBy' in referral ? { record, referral } : undefined;
}

const made = (name: string, contentType: string, body: string | Buffer): FileMade => ({
  name,
  contentType,
  body: Buffer.from(body),
});
const pdf = (name: string, body: Buffer): FileMade => made(`${name}.pdf`, 'application/pdf', body);
const text = (name: string, body: string): FileMade => made(`${name}.txt`, 'text/plain; charset=utf-8', body);
