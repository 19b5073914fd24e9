import { Duration, type Instant, plus } from '../../base/time.ts';
import { asFound, foundWords } from '../../case/child-told.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { type CommonState, lastReport, latestReports, type Missing } from '../../case/referral.ts';
import { ofAnother, saidIn } from '../../case/said.ts';
import { isSaidToHaveLeft } from '../../case/sight.ts';
import { sentReferral } from '../../case/standing.ts';
import { referralOf } from '../../case/state.ts';
import { maybeMissing } from '../../draft/missing-words.ts';
import { BY_FORCE } from '../../draft/near-said.ts';
import { mayPutRight } from '../../draft/numbers-said.ts';
import { maySayFound, says, saysReturned, withoutHim } from '../../draft/says.ts';
import { bareText, bareYesOrNo, wordsIn } from '../../draft/typed-words.ts';
import { isA, saidName, textOf } from '../../history/events.ts';

/** What the author said of the child who is missing. They must not read what the MASH recorded. */
export interface OwnReport {
  at: Instant; // when they first said it, since the child was last found or safe
  saidAt: Instant; // when they last said it
  lastAt: Instant; // or what the police know
  again?: { at: Instant; since?: Instant | undefined }; // when their words last said so after that
  found?: CommonState['found'];
  police?: Missing['police'] | undefined; // whether they know: what the author said last
  isKnown: boolean; // whether the MASH has a card of the case
}

/** @returns undefined if the author has not said that the child is missing */
export function ownReport(record: CaseRecord): OwnReport | undefined {
  const referral = referralOf(record.events);
  if (!('missing' in referral)) return undefined;
  const own = latestReports(record, referral.missing).filter(({ byMash }) => !byMash);
  const [first, said, last] = [own[0], lastReport(own), own.at(-1)];
  const isKnown = record.said.card !== undefined;
  const { found } = referral;
  if (found && own.length === 0) return { at: found.at, saidAt: found.at, lastAt: found.at, found, isKnown }; // they did not say that the child was missing
  if (!first || !said || !last) return undefined;
  const police = own.findLast((each) => each.police !== 'not-said')?.police;
  const again = missingSaidAgain(record, said.at);
  return { at: first.at, saidAt: said.at, lastAt: last.at, found, police, isKnown, ...(again && { again }) };
}

/** Words after the report that say so again, with since when the child is gone if they have confirmed that. */
function missingSaidAgain(record: CaseRecord, saidAt: Instant): OwnReport['again'] {
  const { events, facts } = record;
  const sent = sentReferral(record);
  const { leavesSight, sightSaid } = sent ?? {};
  const hasLeft = sightSaid?.right === 'yes' && leavesSight && leavesSight > saidAt && leavesSight <= record.changedAt;
  const again = saidIn(events).findLast(
    ({ name, at, index }) =>
      at > saidAt &&
      events[index]?.type !== 'ChildMissing' && // by the MASH
      !sent?.mistakes[name] &&
      !ofAnother(events, name) &&
      says('missing', facts.texts[name] ?? '') &&
      (hasLeft || /\bagain\b/i.test(facts.texts[name] ?? '')),
  );
  return again && { at: again.at, since: hasLeft ? leavesSight : undefined };
}

/**
 * When words of the author made the bot ask whether the child, whom they said to be missing or to have left, is found, and nothing
 * they said since speaks against it. `isUnclear`: they have said something else since.
 */
export function askedFoundAt(record: CaseRecord): { at: Instant; isUnclear: boolean } | undefined {
  const report = ownReport(record);
  const said = record.events.findLast(isA('InformationAdded', 'QuestionAnswered'));
  const all = record.events.filter(isA('InformationAdded'));
  const from = all.findLastIndex((each) => saysReturned(...foundWords(record, each.number)));
  const { [from]: asking } = all;
  if (!asking || report?.found) return undefined;
  const isTakenBack = all.slice(from + 1).some(({ number }) => {
    const words = textIn(record, textOf.information(number));
    return says('notFound', words) || says('missing', words) || says('lost', words) || bareYesOrNo(words) === 'no';
  });
  const sent = sentReferral(record);
  const isAsked = report ? asking.at >= report.saidAt : sent !== undefined && isSaidToHaveLeft(sent);
  return isAsked && !isTakenBack ? { at: asking.at, isUnclear: said !== asking } : undefined;
}

/** “yes with me and sister” */
const YES_WITH_US =
  /^\W*(?:y|yes|yeah|yep|yup)\W+(?:(?:here|back|safe|now|still|in|the|my|our|office|room|ward|school|and)\W+)*(?:with|w) (?:me|us)\b/i;
const askedWithin = Duration.parse('PT15M');
/** Whether “yes shes with me and the head” answers that question, though its author has said other things since. */
export function answersFound(text: string, record: CaseRecord, now: Instant): boolean {
  const report = ownReport(record);
  const sent = sentReferral(record);
  if (report?.found || !sent || !(report || isSaidToHaveLeft(sent))) return false;
  const isAsked = record.events
    .filter(isA('InformationAdded'))
    .some((each) => plus(each.at, askedWithin) > now && saysReturned(...foundWords(record, each.number)));
  const [said, isHimAnother] = asFound(text, record);
  const isThere = says('here', isHimAnother ? withoutHim(said) : said) && !BY_FORCE.test(bareText(text));
  const isFound = YES_WITH_US.test(text) || isThere || saysReturned(said, isHimAnother);
  return isAsked && isFound && !says('notFound', text) && !says('missing', text);
}

const mostWords = 12;
const takenBackWithin = Duration.parse('PT15M');
/** Whether short words take back that the child is found: “no i meant the van”, “hes not found”. */
export function takesFoundBack(text: string, record: CaseRecord, now: Instant): boolean {
  const { found } = ownReport(record) ?? {};
  if (!found || wordsIn(text).length > mostWords || maySayFound(...asFound(text, record))) return false;
  const isNext = !record.events.some((event) => saidName(event) && event.type !== 'ChildFound' && event.at > found.at);
  const isSoon = isNext && plus(found.at, takenBackWithin) > now;
  const isMistake = says('mistake', text) && (wordsIn(text).length <= fewWords || OF_FOUND.test(bareText(text)));
  const isDenied = isSoon && (says('notSo', text) || isMistake);
  return says('notFound', text) || says('lost', text) || (isDenied && !mayPutRight(text)); // not “i put grey, its a blue one”
}
const fewWords = 4; // of “sorry wrong chat”
const OF_FOUND = /\b(?:found|back|here|safe|that|s?hes?|him|her|they|them)\b/;

/** When words of the author made the bot ask last whether the child is missing; undefined where they have answered. */
export function askedMissingAt(record: CaseRecord): Instant | undefined {
  const report = ownReport(record);
  const words = ({ number }: { number: number }) => textIn(record, textOf.information(number));
  const said = record.events.filter(isA('InformationAdded'));
  const last = said.findLastIndex((each) => maybeMissing(words(each)));
  const at = said[last]?.at;
  const isAnswered = said.slice(last + 1).some((each) => /^\W*(?:no|nope|nah)\b/i.test(words(each)));
  return !at || isAnswered || (report && !(report.found && report.found.at < at)) ? undefined : at;
}
