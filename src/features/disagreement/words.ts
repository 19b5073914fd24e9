import { type Instant, londonDay, longDay } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type CaseRecord, staffName, textIn } from '../../case/record.ts';
import { disagreementText, type Level, type Party } from '../../history/decision.ts';
import type { EventOf } from '../../history/events.ts';
import { currentLevel, type Disagreement, isOpen } from './state.ts';

/** Who talks it through at each level. The 2016 Board is now a Partnership. @source Protocol 13 */
export const whoTalks: Record<Level, string> = {
  1: 'managers',
  2: 'senior managers',
  3: 'people from the Board or Partnership',
};

/** "level 2 of 3, senior managers" */
export const levelInWords = (level: Level): string => `level ${level} of 3, ${whoTalks[level]}`;

/** "4 December 2026": the day by which the parties want it settled. */
export const targetDay = (target: Instant): string => longDay(londonDay(target));

/** "to be settled by 4 December 2026", or "no date set yet". */
export function untilInWords(disagreement: Disagreement): string {
  const { target } = currentLevel(disagreement);
  return target ? `to be settled by ${targetDay(target.at)}` : 'no date set yet';
}

const endWords = { open: 'open', settled: 'settled', closed: 'closed', 'taken-back': 'taken back' };

/** "level 2 of 3, senior managers", "settled at level 1", "taken back at level 1" */
export function statusWords(disagreement: Disagreement): string {
  const { level } = currentLevel(disagreement);
  if (isOpen(disagreement)) return levelInWords(level);
  return `${endWords[disagreement.status]} at level ${level}`;
}

/** Who raised it: the referrer by name and role, or a member of the MASH by name. */
export function raisedBy({ facts }: CaseRecord, { side, raisedBy: id }: Disagreement): string {
  return side === 'referrer' ? `${facts.names[id] ?? 'the referrer'}, the referrer` : (facts.names[id] ?? 'the MASH');
}

/** The name of one side, such as "The referrer" or "The MASH". */
export function partyCalled(record: CaseRecord, { side, raisedBy: id }: Disagreement, party: Party): string {
  if (party === 'raiser') return side === 'referrer' ? 'The referrer' : staffName(record, id);
  return side === 'referrer' ? 'The MASH' : 'The managers';
}

export const agreedWords = (
  record: CaseRecord,
  { number, level, party }: Pick<EventOf<'DisagreementAgreed'>, 'number' | 'level' | 'party'>,
): string => textIn(record, disagreementText.agreed(number, level, party));

/** Who said at this level that it is settled, when, and in what words. */
const agreementsAt = (record: CaseRecord, disagreement: Disagreement, level: Level) =>
  disagreement.agreed
    .filter((each) => each.level === level)
    .map((each) => {
      const side = partyCalled(record, disagreement, each.party);
      return `${side} says that it is settled (${staffName(record, each.by)}, ${stamp(each.at)}): ${agreedWords(record, each)}`;
    });

/**
 * The whole record of one disagreement as plain text, to copy into an agency's case record: each level, who, when, why
 * and the outcome. It gives the reference. It says nothing about the child except what somebody wrote in the
 * disagreement.
 * @source Protocol 13
 */
export function recordText(record: CaseRecord, disagreement: Disagreement): string {
  const { number, levels } = disagreement;
  const parts = levels.map(({ level, at, by, target }, index) => {
    const next = levels[index + 1];
    return [
      `Level ${level} of 3: ${whoTalks[level]}`,
      `Begun: ${stamp(at)}, by ${staffName(record, by)}`,
      `For the agency: ${textIn(record, disagreementText.agency(number, level)) || 'not named'}`,
      `For the MASH: ${textIn(record, disagreementText.mash(number, level)) || 'not named'}`,
      `Reasons: ${textIn(record, disagreementText.reasons(number, level))}`,
      target
        ? `To be settled by: ${targetDay(target.at)} (set ${stamp(target.setAt)})`
        : 'To be settled by: no date set',
      ...agreementsAt(record, disagreement, level),
      `Outcome: ${next ? `not settled. It went to level ${next.level} on ${stamp(next.at)}` : outcomeOf(record, disagreement)}`,
    ].join('\n');
  });
  return [
    `Disagreement ${number} about the MASH referral ${record.id} (protocol §13)`,
    `Raised by ${raisedBy(record, disagreement)}, ${stamp(levels[0].at)}`,
    ...parts,
  ].join('\n\n');
}

function outcomeOf(record: CaseRecord, disagreement: Disagreement) {
  if (disagreement.status === 'open') return 'none yet';
  const who = staffName(record, disagreement.by);
  if (disagreement.status === 'taken-back') return `taken back by ${who}, ${stamp(disagreement.at)}`;
  if (disagreement.status === 'settled') return `settled: both sides have said so, ${stamp(disagreement.at)}`;
  const reason = textIn(record, disagreementText.outcome(disagreement.number));
  return `closed by ${who} for this level, ${stamp(disagreement.at)}. Reason: ${reason}`;
}

/** "14:03, Wed 25 Nov (2026-11-25)". It includes the year, because people read a record years later. */
const stamp = (at: Instant) => `${clockAndDay(at)} (${londonDay(at)})`;
