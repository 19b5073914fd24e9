import type { Logger } from 'pino';
import { type Board, mayHaveReport } from '../board/board.ts';
import { reportCsv } from '../board/report-csv.ts';
import { reportPdf } from '../board/report-pdf.ts';
import type { Config } from '../config.ts';
import type { Pack } from '../protocol/pack.ts';
import type { CaseId } from '../reference.ts';
import type { Around } from '../referral/advance.ts';
import type { CaseRecord } from '../referral/case.ts';
import { referralOf, type SubmittedReferral } from '../referral/state.ts';
import type { Cases } from '../store/cases.ts';
import type { Reads } from '../store/reads.ts';
import type { Instant } from '../time.ts';
import { caseFile } from './case-file.ts';
import { caseInWords } from './case-words.ts';
import type { Given } from './link.ts';
import { ownCopy } from './own-copy.ts';
import { referralPdf } from './referral-pdf.ts';
import { referralPlain } from './referral-plain.ts';

export type As = 'pdf' | 'text' | 'json' | 'csv';

export interface FileMade {
  name: string; // a reference or a period, never a fact
  contentType: string;
  body: Buffer;
}

/** The files that somebody was given a link to, each made when it is asked for. */
export interface Files {
  ref: CaseId | undefined; // of which case, for the log
  kinds: Partial<Record<As, () => Promise<FileMade>>>;
  /** What must be on record before the file is handed over. @throws when it cannot be stored: then nothing is handed over */
  record(as: As): Promise<void>;
}

export interface FileDeps {
  cases: Cases;
  reads: Reads;
  board: Board;
  pack: Pack;
  config: Pick<Config, 'admins'>;
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
async function ownFiles({ author }: Given, id: CaseId, { cases, pack, now }: FileDeps): Promise<Files | undefined> {
  const sent = await sentCase(id, cases);
  if (!sent || sent.record.author !== author) return undefined;
  const copy = ownCopy(sent.record, sent.referral, pack, now());
  return {
    ref: id,
    kinds: {
      pdf: async () => pdf(id, await referralPdf(copy)),
      text: async () => text(id, referralPlain(copy)),
    },
    record: async () => undefined,
  };
}

/** For a member of the MASH, as the roster had it when the link was made. That they have it is on record. */
async function caseFiles(
  { author }: Given,
  id: CaseId,
  { cases, reads, pack, now, log }: FileDeps,
): Promise<Files | undefined> {
  const sent = await sentCase(id, cases);
  if (!sent) return undefined;
  const file = caseFile(sent.record, sent.referral, pack, now());
  const name = `${id}-case`;
  return {
    ref: id,
    kinds: {
      pdf: async () => pdf(name, await referralPdf(caseInWords(file))),
      text: async () => text(name, referralPlain(caseInWords(file))),
      json: async () => made(`${name}.json`, 'application/json; charset=utf-8', `${JSON.stringify(file, null, 2)}\n`),
    },
    async record(as) {
      if (as === 'csv') return;
      await reads.add({ case: id, by: author, how: as }, now());
      log.info({ event: 'case.Read', ref: id, by: author, kind: as });
    },
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
