import { type Instant, londonDay, londonMoment } from '../base/time.ts';
import { isWithHelpers, withoutMen } from '../case/child-told.ts';
import { type CaseRecord, ownAnswers } from '../case/record.ts';
import { type Submitted, sightSaidAt } from '../case/referral.ts';
import { ofAnother, saidIn } from '../case/said.ts';
import { besideGuess, isGuessed, saysLeft } from '../case/sight.ts';
import { saidBack } from '../case/urgent.ts';
import { leavesIn, leavingInWords, takenOn } from '../draft/leaving.ts';
import { leavingIn } from '../draft/leaving-said.ts';
import { withHer } from '../draft/news-said.ts';
import { says } from '../draft/says.ts';
import { type CaseEvent, isA, saidName, textOf } from '../history/events.ts';
import { clock, clockAndDay, shortDay, shortDue } from './london.ts';

type Leaving = Pick<Submitted, 'leavesSight' | 'sightSaid'>;
type Told = Pick<CaseRecord, 'facts' | 'events'>;

/** Behind every leaving time that was read in the referrer's words, until they or the MASH have confirmed it. */
export const notConfirmed = (right: 'yes' | 'no' | undefined): string =>
  right === 'yes' ? '' : right === 'no' ? ' (NOT RIGHT, says the referrer)' : ' (not confirmed)';

/**
 * When the child leaves sight: “15:20, Wed 10 Jun (not confirmed)”; or as they said it, “soon, no time known, said 14:03 (not
 * confirmed)”, “now, said 14:03”, “15:03, Wed 10 Jun (“within an hour”, said 14:03)”.
 * Each alert, reminder and list says it so. Empty if no time is known.
 */
export function leavesAt({ leavesSight, sightSaid }: Leaving, time: (at: Instant) => string = clockAndDay): string {
  if (!leavesSight) return '';
  const { leaves, soon, right, at } = sightSaid ?? { right: 'yes', at: leavesSight };
  const sure = notConfirmed(right);
  if (soon) return `${leaves ?? 'soon, no time known'}, said ${clock(leavesSight)}${sure}`;
  return `${time(leavesSight)}${leaves ? ` (“within an hour”, said ${clock(at)})` : ''}${sure}`;
}

/** Whether the child has left by then. Of one who is about to leave, without a time, nobody knows. */
export const hasLeft = ({ leavesSight, sightSaid }: Leaving, by: Instant): boolean =>
  leavesSight !== undefined && !sightSaid?.soon && leavesSight <= by;

/** Whether they said that the child has left: “maybe” until they or the MASH have confirmed that their words mean it. */
export function leftIn(leaving: Leaving & Pick<Submitted, 'submittedAt'>): 'yes' | 'maybe' | undefined {
  if (!hasLeft(leaving, sightSaidAt(leaving))) return undefined;
  return leaving.sightSaid && leaving.sightSaid.right !== 'yes' ? 'maybe' : 'yes';
}

/** Before that time: of a child who had gone when it was said; once it has passed and nobody said more, they “were to”. */
export function leavesWords(leaving: Leaving & Pick<Submitted, 'submittedAt'>, now: Instant): string {
  const left = leftIn(leaving);
  if (left) return left === 'yes' ? 'Left sight' : 'May have left';
  return hasLeft(leaving, now) ? 'Was to leave at' : 'Leaves sight';
}

/** Beside “May have left”, and in its place: what their author has written since. Only the MASH ends the mark. */
export function thereSince(record: Told, referral: Submitted): string | undefined {
  const at = leftIn(referral) === 'maybe' ? hereSaidAt(record) : undefined;
  if (at) return `The referrer wrote at ${clock(at)} that the child is there (not confirmed)`;
  const denied = deniedIn(record.events);
  return (
    denied && `Said to be there ${clock(denied.at)} (not confirmed), after words of a leaving at ${clock(denied.said)}`
  );
}

/** In a message to somebody: that the author says that a child who left is found or back. */
export function backSince(record: Told, referral: Submitted): string | undefined {
  const back = leftIn(referral) && saidBack(record);
  return back ? `Said to be ${back.what} at ${clock(back.at)} by the referrer, not confirmed.` : undefined;
}

/** When its author last said that a child has not left whom words had said to have left, if nothing came after it. */
export function deniedIn(events: CaseEvent[]): { at: Instant; said: Instant } | undefined {
  const last = events.findLast(isA('LeavingTimeSaid', 'LeavingTimeChecked', 'ChildSafe'));
  if (last?.type !== 'LeavingTimeChecked' || last.right !== 'no') return undefined;
  const said = events.find((each) => each.type === 'LeavingTimeSaid' && each.number === last.number);
  const isAuthor = said?.type === 'LeavingTimeSaid' && said.by === last.by && saysLeft(said);
  return isAuthor ? { at: last.at, said: said.typedAt ?? said.at } : undefined;
}

/** On which day somebody is to take the child away, as its author wrote last of one that has not passed: “Fri 12 Jun, they wrote at 22:03”. */
export function awayOn({ events, facts }: Told, now: Instant): string | undefined {
  const safe = events.findLastIndex(isA('ChildSafe'));
  const said = saidIn(events).filter(({ name, index }) => index > safe && !ofAnother(events, name));
  const days = said.flatMap(({ name, at }) => {
    const day = takenOn(facts.texts[name] ?? '', at);
    return day && day >= londonDay(now) ? `${shortDay(londonMoment(day, '12:00'))}, they wrote at ${clock(at)}` : [];
  });
  return days.at(-1);
}

/** Each leaving time that counts: that of the clocks first. One that the author calls wrong stands elsewhere. */
export const leavingsOf = ({ submittedAt, leavesSight, sightSaid }: Submitted) =>
  [{ leavesSight, sightSaid }, besideGuess({ sightSaid }) ?? []]
    .flat()
    .flatMap((leaving) => (leaving.sightSaid?.right === 'no' ? [] : { submittedAt, ...leaving }));

/** The leaving time that lies ahead and before the decision is due. Of a child about to leave nobody knows whether they have. */
const leavingAhead = (referral: Submitted, now: Instant) =>
  leavingsOf(referral).find(
    (each) => each.leavesSight && each.leavesSight < referral.decisionDue && !hasLeft(each, now),
  );

/** What they said of it where no time is known: “No time known, said 14:03, Wed 10 Jun”. They may have written one elsewhere. */
export function leavesSaid(
  { facts: { answers } }: Pick<CaseRecord, 'facts'>,
  { submittedAt, leavesSight }: Submitted,
): string | undefined {
  const is = leavesIn(answers);
  const { at, day, words, said = submittedAt } = answers.readings['leaves-sight'] ?? {};
  if (!is || at || leavesSight) return undefined;
  const answer = answers.values['leaves-sight'];
  const how = answer === '' ? 'left empty' : 'said';
  const isWritten = is === 'unread' && words === answer;
  const written = isWritten && words ? leavingIn(words, said) : undefined;
  const hasGone = written?.at !== undefined && !written.soon && written.at <= said;
  const inTheirs = hasGone ? 'MAY HAVE LEFT (not confirmed)' : 'They wrote a time (not confirmed)';
  const time = isWritten ? inTheirs : leavingInWords({ is, ...(day && { day }) });
  return `${time}, ${how} ${clockAndDay(said)}`;
}

/**
 * For a summary: “act before 15:20 Wed (not confirmed)”, or “act now, left sight 15:20 Wed (not confirmed)”; both where it is
 * said that they left and a later time still counts. Nothing of a time that has only passed.
 */
export function actBefore(record: Told, referral: Submitted, now: Instant): string | undefined {
  const back = saidBack(record) ?? referral.found;
  const ahead = leavingAhead(referral, now);
  const left = ahead && leavingsOf(referral).find(leftIn);
  if (left) return `${actNow({ ...referral, ...left }, back)}; ${actWords(ahead, 'before')}`;
  const leaving = ahead ?? referral;
  const { leavesSight, sightSaid } = leaving;
  if (!leavesSight || sightSaid?.right === 'no') return undefined;
  if (sightSaid?.soon) return `act now${sightSaid.leaves ? '' : ', no time known'}`;
  if (!hasLeft(leaving, now)) return actWords(leaving, 'before');
  return leftIn({ ...referral, ...leaving }) && actNow({ ...referral, ...leaving }, back);
}

/** Of a child who is said to be found or back since, not “now”: the mark stays, with its time. */
function actNow(leaving: Leaving & Pick<Submitted, 'submittedAt'>, back: { at: Instant; what?: string } | undefined) {
  const left = leftIn(leaving) === 'yes' ? 'left sight' : 'may have left';
  return back && back.at >= sightSaidAt(leaving)
    ? `said to be ${back.what ?? 'found'} ${clock(back.at)}, not confirmed; before that ${left} ${leavesAt(leaving, shortDue)}`
    : actWords(leaving, `now, ${left}`);
}

const actWords = (leaving: Leaving, when: string) => `act ${when} ${leavesAt(leaving, shortDue)}`;

const ASKS_WHERE = /\b(?:in|here|there|with|where)\b/i;
const YES_THERE = /^\W*(?:y|yes|yeah|yep)\b.*\b(?:here|with|w|in|on)\b/i;
/** When its author last wrote, since words that the child may have left, that the child is there. It ends nothing. */
export function hereSaidAt({ facts, events }: Told): Instant | undefined {
  const left = events.findLastIndex((event) => event.type === 'LeavingTimeSaid' && isGuessed(event));
  const said = events.slice(left + 1).findLast((event) => {
    const { [saidName(event) ?? '']: words = '' } = facts.texts;
    const question = event.type === 'QuestionAnswered' ? facts.texts[textOf.question(event.question)] : undefined;
    if (question && ASKS_WHERE.test(question) && YES_THERE.test(words)) return true;
    if (isWithHelpers(words, { facts, events })) return false;
    const ofChild = withHer(withoutMen(words, { facts, events }, event), [ownAnswers({ facts })]);
    const isGone = says('missing', ofChild); // “shes gone out the back, he doesnt know shes not in here”
    return !isGone && ofChild.split(/[.,;!\n]| but /).some((part) => says('here', part)); // “shes still here by the gate, the other is in the van”
  });
  return left < 0 || !said ? undefined : ('typedAt' in said && said.typedAt) || said.at;
}
