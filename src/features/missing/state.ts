import type { Instant } from '../../base/time.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { type CommonState, lastReport, latestReports, type Missing } from '../../case/referral.ts';
import { referralOf } from '../../case/state.ts';
import { maybeMissing } from '../../draft/missing-words.ts';
import { maySayFound } from '../../draft/says.ts';
import { isA, textOf } from '../../history/events.ts';

/** What the author said of the child who is missing. They must not read what the MASH recorded. */
export interface OwnReport {
  at: Instant; // when they first said it, since the child was last found or safe
  saidAt: Instant; // when they last said it
  lastAt: Instant; // or what the police know
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
  if (found && referral.missing.length === 0)
    return { at: found.at, saidAt: found.at, lastAt: found.at, found, isKnown }; // nobody said that the child was missing
  if (!first || !said || !last) return undefined;
  const police = own.findLast((each) => each.police !== 'not-said')?.police;
  return { at: first.at, saidAt: said.at, lastAt: last.at, found, police, isKnown };
}

/** When the author’s last words made the bot ask whether the child, whom they said to be missing, is found. */
export function askedFoundAt(record: CaseRecord): Instant | undefined {
  const report = ownReport(record);
  const last = record.events.findLast(isA('InformationAdded'));
  const isAsked = report && !report.found && last && last.at >= report.saidAt;
  return isAsked && maySayFound(textIn(record, textOf.information(last.number))) ? last.at : undefined;
}

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
