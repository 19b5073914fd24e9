import { phoneCaller, type StaffId } from '../../src/base/people.ts';
import { inList } from '../../src/cards/in-list.ts';
import { lists } from '../../src/cards/verb.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import type { Problem } from '../../src/check/draft.ts';
import { callForm, callProblems } from '../../src/features/desk/call.ts';
import { handForm } from '../../src/features/desk/hand.ts';
import { callInviteCard, deskHelpCard, deskListCard, foundCard } from '../../src/features/desk/lists.ts';
import { callFields, confirmWritten, handTo, logPhoneReferral, markSeen } from '../../src/features/desk/rules.ts';
import {
  inWritingCard,
  notMeCard,
  phonedNotice,
  writingForm,
  writingProblems,
} from '../../src/features/desk/writing.ts';
import { everythingCard } from '../../src/views/everything.ts';
import { caseCard, moreCard } from '../../src/views/mash-case.ts';
import { lineCard } from '../../src/views/mash-thread.ts';
import { aDraft, at, atTime, jane, meg, mo, pack, pat, REFERENCE, withOutcome } from '../case/a-case.ts';
import { hasLine } from '../case/notices-of.ts';
import { answersOf, type Named, type Sample, sampleText } from './sample-answers.ts';
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
  const seen = withOutcome(late, markSeen(referralOf(late.events), { by: pat, now: LATER }), pat, LATER);
  const handed = withOutcome(seen, handTo(referralOf(seen.events), meg, { by: mo, now: LATER }), mo, LATER);
  const inWriting = withOutcome(handed, confirmWritten(referralOf(handed.events), { by: pat, now: LATER }), pat, LATER);
  return { logged, late, inWriting };
}

export function deskSamples(sample: Sample): Named[] {
  const all = cases(sample);
  const called = phoned(sample);
  const callerInTeams = phoned(sample, jane.id);
  const view = { pack, now: OVERDUE };
  const rows = [all.awaiting, all.asked, all.overdue, ...Object.values(called)];
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
    ...lists.flatMap((which) => [
      { name: `list ${which}`, card: deskListCard(rows, { which, page: 0, more: true }, view) },
      {
        name: `list ${which}, page 2, none`,
        card: deskListCard([], { which, page: 1, more: false }, view),
      },
    ]),
    { name: 'list, none', card: deskListCard([], { which: 'open', page: 0, more: false }, view) },
    ...[all.decided, all.overdue].map((record) => ({ name: 'found', card: foundCard(record, view) })),
    {
      name: 'case in a list',
      card: inList(caseCard(all.awaiting, referral(all.awaiting), pack), { list: 'open', page: 1 }, false),
    },
    { name: 'desk help', card: deskHelpCard() },
    { name: 'log a call', card: callInviteCard() },
    { name: 'call form', card: callForm(REFERENCE, pack) },
    ...[problem, wrong('unclear-time'), wrong('future'), wrong('long-ago')].map((problems, index) => ({
      name: `call form again ${index}`,
      card: callForm(
        REFERENCE,
        pack,
        { attempt: 1, typed, problems: callProblems(problems) },
        problems.some(({ kind }) => kind === 'long-ago'),
      ),
    })),
    ...[callerInTeams.logged, callerInTeams.late].flatMap((record) => {
      const card = phonedNotice(record, pack);
      return card ? [{ name: 'you rang', card }] : [];
    }),
    { name: 'it was not me', card: notMeCard(REFERENCE, pack) },
    {
      name: 'by phone, caller in Teams, more',
      card: moreCard(callerInTeams.logged, referral(callerInTeams.logged), pack),
    },
    {
      name: 'line CallerTakenBack',
      card: lineCard(
        callerInTeams.logged,
        { type: 'CallerTakenBack', at: NOW, by: pat.id },
        referral(callerInTeams.logged),
        pack,
        NOW,
      ),
    },
    { name: 'put it in writing', card: writingForm(callerInTeams.logged, pack) },
    {
      name: 'put it in writing, again',
      card: writingForm(callerInTeams.logged, pack, {
        attempt: 1,
        typed: { child: sampleText(sample, 200) },
        problems: writingProblems({ age: 'too-long', worry: 'missing' }),
      }),
    },
    { name: 'it is in writing', card: inWritingCard(callerInTeams.inWriting, pack) },
    { name: 'hand to', card: handForm(all.asked, colleagues) },
    {
      name: 'hand to, again',
      card: handForm(all.asked, colleagues, { attempt: 1, typed: {}, problems: { to: 'Choose a colleague.' } }),
    },
    { name: 'hand to, nobody', card: handForm(all.asked, []) },
    ...Object.entries(called).flatMap(([name, record]) => [
      { name: `by phone, ${name}`, card: caseCard(record, referral(record), pack) },
      { name: `by phone, ${name}, more`, card: moreCard(record, referral(record), pack) },
      { name: `by phone, ${name}, everything`, card: everythingCard(record, referral(record), pack) },
      ...record.events.filter(hasLine).map((event, index) => ({
        name: `by phone, ${name}, line ${index} ${event.type}`,
        card: lineCard(record, event, referral(record), pack, LATER),
      })),
    ]),
    {
      name: 'line CardGone',
      card: lineCard(all.asked, { type: 'CardGone', at: NOW }, referral(all.asked), pack, NOW),
    },
  ];
}
