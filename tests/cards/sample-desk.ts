import { phoneCaller, type StaffId } from '../../src/base/people.ts';
import { lists } from '../../src/cards/verb.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import type { Problem } from '../../src/draft/draft.ts';
import { type BoardPage, boardCard, countOf } from '../../src/features/desk/board.ts';
import { callForm, callProblems } from '../../src/features/desk/call.ts';
import { callInviteCard, deskChatCard, deskHelpCard, foundCard } from '../../src/features/desk/cards.ts';
import { handedCard, handForm, nobodysCard } from '../../src/features/desk/hand.ts';
import { callFields, confirmWritten, handTo, logPhoneReferral, markSeen } from '../../src/features/desk/rules.ts';
import { shiftCard } from '../../src/features/desk/shift.ts';
import { keptBoardCard } from '../../src/features/desk/side-task.ts';
import {
  howWrittenForm,
  inWritingCard,
  notMeCard,
  phonedNotice,
  writingForm,
  writingProblems,
} from '../../src/features/desk/writing.ts';
import { inList } from '../../src/teams/channels.ts';
import { helpOf } from '../../src/teams/slots.ts';
import { moreCard } from '../../src/views/mash-case.ts';
import { aDraft, at, atTime, jane, meg, mo, pack, pat, REFERENCE, withOutcome } from '../case/a-case.ts';
import { withAnswers } from '../features/alarm/an-urgent-case.ts';
import { everythingOf, linesOf, mashCardOf } from './drawn.ts';
import { answersOf, type Cards, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW, OVERDUE, referral, SENT } from './sample-cases.ts';

/** The cards of the desk, and of made-up cases that came by telephone. */

const LATER = at('2026-11-27T16:00:00.000Z');

/** A call that the MASH wrote down, before and after the written form. */
export function phoned(sample: Sample, caller?: StaffId): Record<'logged' | 'late' | 'inWriting', CaseRecord> {
  const draft = aDraft(SENT);
  const values = { ...answersOf(sample).values, phoned: 'yes', danger: 'yes' };
  const empty: CaseRecord = {
    ...draft,
    author: caller ?? phoneCaller,
    events: [],
    facts: { ...draft.facts, answers: { values, ticks: {}, readings: {} } },
  };
  const by = { by: pat, now: SENT, caller };
  const logged = withOutcome(empty, logPhoneReferral(SENT, pack.clocks, by), pat, SENT);
  const late = atTime(atTime(logged, OVERDUE), LATER);
  const seen = withOutcome(late, markSeen(referralOf(late.events), { by: pat, now: LATER }));
  const handed = withOutcome(seen, handTo(referralOf(seen.events), meg, { by: mo, now: LATER }));
  const inWriting = withOutcome(handed, confirmWritten(referralOf(handed.events), 'e-mail', { by: pat, now: LATER }));
  return { logged, late, inWriting };
}

export function deskSamples(sample: Sample): Cards[] {
  const all = cases(sample);
  const called = phoned(sample);
  const callerInTeams = phoned(sample, jane.id);
  const view = { pack, now: OVERDUE };
  const leaving = withAnswers({ 'leaves-sight': sampleText(sample, 300) }, '2026-11-24T14:20:00.000Z');
  const rows = [all.awaiting, all.asked, all.overdue, ...Object.values(called)];
  const page: BoardPage = {
    ...{ which: 'open', where: 'mash', records: rows.slice(0, 4), unread: 0, more: true, isCalm: false },
    counts: '12 wait · 2 URGENT · 3 overdue · 1 with unread news',
  };
  const problem: Problem[] = [
    ...callFields.map((field) => ({ field, kind: 'required' as const })),
    { field: 'danger', kind: 'required' },
  ];
  const wrong = (kind: 'unclear-time' | 'future' | 'long-ago'): Problem[] => [{ field: 'phoned-when', kind }];
  const typed = Object.fromEntries(callFields.map((field) => [field, sampleText(sample, 300)]));
  const colleagues = Array.from({ length: 30 }, (_, index) => ({
    id: `colleague-${index}`,
    name: `Colleague ${index}`,
  }));
  return [
    ...lists.flatMap((which) =>
      (['mash', 'chat'] as const).map((where) => ({
        [`board ${which}, ${where}`]: boardCard({ ...page, which, where, child: true }, view, {
          linkTo: where === 'chat' ? () => 'https://teams.microsoft.com' : undefined,
        }),
        [`board ${which}, ${where}, the next, none`]: boardCard(
          { ...page, which, where, records: [], more: false, after: '2' },
          view,
        ),
      })),
    ),
    {
      board: boardCard({ ...page, records: rows.slice(0, 5) }, view),
      'board that stays': boardCard({ ...page, records: rows.slice(0, 5) }, { ...view, stays: true }),
      'board of the Assessment team': boardCard({ ...page, where: 'assessment', records: [all.decided] }, view),
      'board, none': boardCard({ ...page, records: [], more: false, isCalm: true }, view),
      'board, unread': boardCard({ ...page, records: [], more: false, unread: 2 }, view),
      'board, a child who leaves': boardCard({ ...page, records: [leaving] }, { pack, now: SENT }),
      'board, a count': countOf('mine', 3, { counts: page.counts, now: OVERDUE, by: mo }),
      'board, kept no more': keptBoardCard(false),
      'board, kept': keptBoardCard(true),
    },
    ...[all.decided, all.overdue].map((record) => ({ found: foundCard(record, view) })),
    {
      'case in a list': inList(mashCardOf(all.awaiting), { list: 'open', after: '2' }),
      'desk help': deskHelpCard(helpOf('mash')),
      'desk help in a chat': deskChatCard(pack),
      'log a call': callInviteCard(),
      'how it came in writing': howWrittenForm(all.awaiting),
      'shift, empty': shiftCard({ mine: [], handed: [], nobodys: [], caseload: '' }, [], view),
      'shift, full': shiftCard(
        { mine: rows, handed: rows.slice(0, 2), nobodys: rows.slice(0, 1), caseload: 'Mo Hussain: 12 · Ana Silva: 2' },
        colleagues,
        { ...view, notice: ['3 cases handed to Ana Silva. I told them.'] },
      ),
      'call form': callForm(REFERENCE, pack),
    },
    ...[problem, wrong('unclear-time'), wrong('future'), wrong('long-ago')].map((problems, index) => ({
      [`call form again ${index}`]: callForm(
        REFERENCE,
        pack,
        { attempt: 1, typed, problems: callProblems(problems) },
        problems.some(({ kind }) => kind === 'long-ago'),
      ),
    })),
    ...[callerInTeams.logged, callerInTeams.late].flatMap((record) => {
      const card = phonedNotice(record, pack);
      return card ? [{ 'you rang': card }] : [];
    }),
    {
      'it was not me': notMeCard(REFERENCE, pack),
      'by phone, caller in Teams, more': moreCard({
        record: callerInTeams.logged,
        referral: referral(callerInTeams.logged),
        pack,
      }),
      ...linesOf('caller in Teams', callerInTeams.logged, [{ type: 'CallerTakenBack', at: NOW, by: pat.id }]),
      'put it in writing': writingForm(callerInTeams.logged, pack),
      'put it in writing, again': writingForm(callerInTeams.logged, pack, {
        attempt: 1,
        typed: { child: sampleText(sample, 200) },
        problems: writingProblems({ age: 'too-long', worry: 'missing' }),
      }),
      'it is in writing': inWritingCard(callerInTeams.inWriting, pack),
      'hand to': handForm(all.asked, colleagues),
      'hand to, again': handForm(all.asked, colleagues, {
        attempt: 1,
        typed: {},
        problems: { to: 'Choose a colleague.' },
      }),
      'hand to, nobody': handForm(all.asked, []),
      'handed to you': handedCard(
        all.asked,
        { type: 'CaseHanded', at: NOW, by: pat.id, to: mo.id },
        { record: all.asked, pack, now: NOW, link: undefined, to: mo.id },
      ),
      'nobody has it now': nobodysCard(
        all.asked,
        { type: 'HolderGone', at: NOW, of: pat.id, why: 'duty-ended', cases: 3 },
        undefined,
      ),
    },
    ...Object.entries(called).flatMap(([name, record]) => [
      {
        [`by phone, ${name}`]: mashCardOf(record),
        [`by phone, ${name}, more`]: moreCard({ record, referral: referral(record), pack }),
        [`by phone, ${name}, everything`]: everythingOf(record),
      },
      linesOf(`by phone, ${name}`, record),
    ]),
    linesOf('asked', all.asked, [{ type: 'CardGone', at: NOW }]),
  ];
}
