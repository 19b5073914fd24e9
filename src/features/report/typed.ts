import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { consentFor } from '../../actions/file-consent.ts';
import type { Typed } from '../../actions/typed.ts';
import { textAfter, withoutEnd } from '../../base/ends.ts';
import { readPeriod } from '../../base/period.ts';
import { canHaveReport } from '../../board/board.ts';
import { noReportCard, reportCard } from './cards.ts';

/** “report”, alone or with a year or a month. */
export const typed: Typed[] = [
  {
    band: 'always',
    words: /^report\b[:\s]*/i,
    async does({ person }, context, match) {
      const { by, caseContext } = context;
      const period = readPeriod(match ? withoutEnd(textAfter(match), '.!?') : '');
      const isAllowed = canHaveReport(by.id, caseContext().desk);
      // While a check is open, anything but a valid request for a report is an answer to its question.
      if (person.openDraft && (!isAllowed || !period)) return undefined;
      if (!isAllowed)
        return [{ text: `Only administrators and MASH managers can have the report for the ${context.pack.board}.` }];
      return period ? reportOn(period, context) : replyCard(noReportCard('not-understood'));
    },
  },
];

async function reportOn(period: string, context: Context): Promise<Reply> {
  const { config, now, board, links, log, by } = context;
  const report = await board.report(period, now());
  if (!report) return replyCard(noReportCard('to-come'));
  const grant = { target: { to: 'report' as const, period }, author: by.id };
  const file: Reply = config.teamsFiles ? [await consentFor(grant, context)] : [];
  const url = config.publicUrl && `${config.publicUrl}/copy/${await links.make(grant, now())}`;
  log.info({ event: 'report.made', by: by.id });
  return [...file, { card: reportCard(report, { url, inTeams: config.teamsFiles }) }];
}
