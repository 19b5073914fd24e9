import { type Context, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { readPeriod } from '../../base/period.ts';
import { withoutEnd } from '../../base/texts.ts';
import { canHaveReport } from '../../board/report.ts';
import { oneTimeLink } from '../../store/links.ts';
import { noReportCard, reportCard } from './cards.ts';

/** “report”, alone or with a year or a month. */
const typed: Typed[] = [
  {
    words: /^report\b[:\s]*/i,
    async does({ person, rest }, context) {
      const { by, caseContext } = context;
      const period = readPeriod(withoutEnd(rest, '.!?'));
      const isAllowed = canHaveReport(by.id, caseContext().desk);
      // While a check is open, anything but a valid request for a report is an answer to its question.
      if (person.openDraft ? !isAllowed || !period : !isAllowed && !period) return undefined;
      if (!isAllowed)
        return [{ text: `Only administrators and MASH managers can have the report for the ${context.pack.board}.` }];
      return period ? reportOn(period, context) : replyCard(noReportCard('not-understood'));
    },
  },
  {
    where: ['mash', 'assessment'],
    words: /^report\b/i,
    does: [{ text: 'Type “report” to me in our own chat: it comes there, with a link.' }],
  },
];

export const report = { name: 'report', typed } satisfies Feature;

async function reportOn(period: string, context: Context) {
  const { now, board, log, by } = context;
  const numbers = await board.report(period, now());
  if (!numbers) return replyCard(noReportCard('to-come'));
  const url = await oneTimeLink({ to: 'report', period }, context);
  log.info({ event: 'report.made', by: by.id });
  return replyCard(reportCard(numbers, url));
}
