import type { Sender } from '../../actions/place.ts';
import { type Reply, say } from '../../actions/reply.ts';
import { mayHaveReport } from '../../board/board.ts';
import { readPeriod } from '../../period.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { consentFor } from '../copies/file-consent.ts';
import { noReportCard, reportCard } from './cards.ts';

/**
 * "report", alone or with a year or a month. Within a check, what is no request for a report is an answer to its question.
 * @returns undefined when it was something else
 */
export async function typedReport(
  text: string,
  sender: Sender,
  isInCheck: boolean,
  deps: BotDeps,
): Promise<Reply | undefined> {
  const typed = /^report\b[:\s]*(.*?)[.!?\s]*$/i.exec(text.trim())?.[1];
  if (typed === undefined) return undefined;
  const { config, around, now, board, links, log } = deps;
  const period = readPeriod(typed);
  const may = mayHaveReport(sender.id, { admins: config.admins, managers: around().desk.managers });
  if (isInCheck && (!may || !period)) return undefined;
  if (!may) return [{ text: 'Only administrators and MASH managers can have the report for the Board.' }];
  if (!period) return say(noReportCard('unread'));
  const report = await board.report(period, now());
  if (!report) return say(noReportCard('to-come'));
  const given = { target: { to: 'report' as const, period }, author: sender.id };
  const file: Reply = config.teamsFiles ? [await consentFor(given, deps)] : [];
  const url = config.publicUrl && `${config.publicUrl}/copy/${await links.make(given, now())}`;
  log.info({ event: 'report.made', by: sender.id });
  return [...file, { card: reportCard(report, { url, inTeams: config.teamsFiles }) }];
}
