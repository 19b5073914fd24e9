import type { StaffId } from '../base/people.ts';
import { clockAndDay } from '../cards/london.ts';
import type { BeforeThat, Refusal } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import { sentReferral } from '../case/standing.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { Sent } from './action.ts';

/**
 * The answer to a refused press: text alone, a notice above the current card of the case, or the answer for an unknown
 * case.
 */
type RefusalWords = { text: string } | { notice: string } | 'not-there';

/** @param called gives the name by which the case knows somebody */
type Words<K extends Refusal['kind']> = (
  why: Extract<Refusal, { kind: K }>,
  called: (id: string) => string,
  referral: SubmittedReferral,
) => RefusalWords;

const text = (words: string) => (): RefusalWords => ({ text: words });
const notice = (words: string) => (): RefusalWords => ({ notice: words });
const byPerson =
  (did: string) =>
  ({ by }: { by: StaffId }, called: (id: string) => string): RefusalWords => ({ notice: `${called(by)} ${did}` });
const nothing = 'Nothing of yours was recorded.';

/** The words for every refusal. An action can override them with `onRefusal`. */
const words: { [K in Refusal['kind']]: Words<K> } = {
  'not-the-author': () => 'not-there',
  'not-submitted': () => 'not-there',
  'only-the-mash': text('Only members of the MASH team can do that. Guests cannot.'),
  'only-a-manager-decides': text('Only a MASH manager can do that. You can take the referral and ask the referrer.'),
  'own-referral': text('You made this referral, so a colleague or the escalation contact must do that.'),
  'not-a-draft': notice('That was sent already. Nothing was changed.'),
  'who-refers-is-missing': notice('Say first who refers: agency, name and phone.'),
  'consent-is-missing': notice('Say first how it stands with consent.'),
  'already-decided': (_, called, referral) =>
    referral.status === 'decided'
      ? { notice: `${called(referral.decidedBy)} decided this at ${clockAndDay(referral.decidedAt)}. ${nothing}` }
      : 'not-there',
  'not-decided': notice('Nothing is decided yet. Press Record decision first.'),
  'opened-again': notice('It is being decided again. Nothing was recorded. Press Record decision.'),
  'corrected-meanwhile': byPerson(`changed the decision meanwhile. ${nothing}`),
  'feedback-given': byPerson('has told the referrer already. It is said only once.'),
  'already-taken': byPerson('has taken this referral already.'),
  'not-in-teams': notice('They rang, so I cannot ask them here. Ring them: the number is on the card.'),
  'text-missing': notice('Something was left empty. Nothing was recorded.'),
  'text-too-long': notice('Something was too long. Nothing was recorded.'),
  'boxes-are-wrong': notice('Something on the form was not right. Nothing was recorded.'),
  'no-such-question': text('I cannot find that question. Please ring the MASH instead.'),
  'no-such-link': notice('That case is not on the list. Nothing was changed.'),
  joined: ({ into }) => ({ notice: `This call was joined into ${into}. Open that card. ${nothing}` }),
  'cannot-join': notice('Those two cannot be joined. Nothing was changed.'), // the feature itself says why
  'cannot-take-over': () => 'not-there', // the feature itself says why
  'still-open': notice('Something is still open, so it was not closed.'), // the feature itself says what
  erased: notice('Its facts are erased. Nothing was recorded.'),
  'not-your-disagreement': notice('Only MASH managers and who raised it can do that.'),
  'disagreement-open': notice('One is open already. Nothing new was recorded.'),
  'disagreement-over': notice('It is over already. Nothing new was recorded.'),
  'disagreement-moved-on': notice('It is at another level by now. Nothing new was recorded.'),
  'side-has-agreed': byPerson('has said so for your side. The other side has to say it, too.'),
  'only-the-assessment-team': text('Only members of this channel can do that. Guests cannot.'),
  'not-passed-on': text('This case is not with your team: the MASH did not pass it on, or has changed its decision.'),
  'already-accepted': byPerson('has taken this case on already.'),
  'not-yet': ({ first }) => ({ text: comesFirst[first] }),
  'already-recorded': byPerson(`recorded this meanwhile. ${nothing} Please look at it first.`),
};

/** What the Assessment team must record first. */
const comesFirst: Record<BeforeThat, string> = {
  accept: 'Nobody has taken this case on yet. Press “Take this case on” first.',
  'family-start': 'The family assessment is not begun yet. Press “Begin family assessment” first.',
  suspicion: 'First press More, “Trafficking suspected?”, and record that it is.',
  'specialist-start': 'Begin the specialist part first: More, “Begin specialist part”.',
  grounds: 'First press More, “Reasonable grounds?”, and record that there are.',
  'central-sent': 'First press More, “Record that it was sent”.',
};

export function refusalWords(why: Refusal, { record: { facts }, referral }: Sent): RefusalWords {
  const called = (id: string) => facts.names[id] ?? 'A colleague';
  return (words[why.kind] as Words<Refusal['kind']>)(why as never, called, referral);
}

/** The refusal in words, for a notice above the current card of the case. */
export function noticeOf(why: Refusal, record: CaseRecord) {
  const referral = sentReferral(record);
  const answer = referral && refusalWords(why, { record, referral });
  return answer && answer !== 'not-there' ? ('notice' in answer ? answer.notice : answer.text) : undefined;
}
