import { type Context, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import type { Typed } from '../../actions/typed.ts';
import { periodOf, readPeriod } from '../../base/period.ts';
import { withoutEnd } from '../../base/texts.ts';
import { londonDay } from '../../base/time.ts';
import { canHaveReport } from '../../board/report.ts';
import { oneTimeLink } from '../../store/links.ts';
import { noReportCard, reportCard, stillCountingCard } from './cards.ts';
import { todayActions, todayWords } from './today.ts';

/** “report”, alone or with a month, a quarter or a year. */
const typed: Typed[] = [
  ...todayWords,
  {
    words: /^report\b[:\s]*/i,
    async does({ person, rest }, context) {
      const { by, caseContext } = context;
      const period = readPeriod(withoutEnd(rest, '.!?'), context.now());
      const isAllowed = canHaveReport(by.id, caseContext().desk);
      // While a check is open, anything but a valid request for a report is an answer to its question.
      if (person.openDraft ? !isAllowed || !period : !isAllowed && !period) return undefined;
      if (!isAllowed)
        return [{ text: `Only administrators and MASH managers can have the report for the ${context.pack.board}.` }];
      return period ? reportOn(period, context) : replyCard(noReportCard(context.now()));
    },
  },
  {
    where: ['mash', 'assessment'],
    words: /^report\b/i,
    does: [{ text: 'Type “report” to me in our own chat: it comes there, with a link.' }],
  },
];

const restMs = 5000; // after each fifty documents: about 100 request units of Cosmos DB a second

/** Counts the months of a quarter on the day from which they can be had, so that nobody waits for it. It tells nobody. */
const sideTask = ({ board, now, clock, machine, isStopping }: SideTaskDeps): SideTask => {
  let triedOn = '';
  async function pace() {
    for (let rested = 0; rested < restMs; rested += 1000) {
      if (isStopping()) throw new Error('stopped'); // it is counted at the next start
      await machine.pause(1000);
    }
  }
  return {
    everyMs: 60_000,
    async does() {
      const today = londonDay(now());
      if (today === triedOn || clock.isWrong()) return [];
      await board.countAhead(now(), pace).catch((error: unknown) => {
        if (!isStopping()) throw error;
      });
      triedOn = today;
      return [];
    },
  };
};

export const report = { name: 'report', typed, sideTask, actions: todayActions } satisfies Feature;

async function reportOn(period: string, context: Context) {
  const { now, board, log, by } = context;
  const numbers = await board.report(period, now());
  if ('from' in numbers) return replyCard(noReportCard(now(), { period: periodOf(period), from: numbers.from }));
  if ('soFar' in numbers) return replyCard(stillCountingCard(periodOf(period), numbers.soFar));
  const url = await oneTimeLink({ to: 'report', period }, context);
  log.info({ event: 'report.made', by: by.id });
  return replyCard(reportCard(numbers, url));
}
