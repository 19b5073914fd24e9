import type { BetweenCasesDeps } from '../../actions/feature.ts';
import type { CaseId } from '../../base/reference.ts';
import { advance, withMirrored } from '../../case/advance.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { referralOf } from '../../case/state.ts';
import type { Likeness } from '../../history/desk.ts';
import { type Comparable, comparable, compareBirths, isSameHome } from './comparable.ts';
import { nameSimilarity } from './names.ts';
import { mirrorOf } from './rules.ts';
import { deskKeysOf, keysOf } from './search.ts';
import { linksFromReferrer, newMatches, strongestMatches } from './state.ts';

/**
 * Looks for cases that may be about the same child or household. It runs after the referral is sent and holds up no
 * other message. It first stores this case's search keys, so that of two referrals sent at the same moment at least one
 * finds the other.
 */
export async function lookForLinks(record: CaseRecord, { cases, keys, caseContext }: BetweenCasesDeps) {
  const here = comparable(record);
  if (!here) return;
  const own = keysOf(here);
  const sentAt = sentReferral(record)?.submittedAt ?? record.changedAt;
  await keys.keep(record.id, [...own, ...deskKeysOf(record, sentAt, here)], caseContext().now);
  const matches = strongestMatches(
    (await keys.sharing(own, record.id)).flatMap((other) => {
      const there = comparable(other);
      return there ? [{ to: other.id, why: likenessesBetween(here, there) }] : [];
    }),
  );
  await cases.change(record.id, (latest) => {
    const news = newMatches(latest.events, matches);
    if (news.length === 0) return { result: undefined };
    const current = caseContext();
    const events = [{ type: 'PossibleLinksFound' as const, at: current.now, found: news }];
    return { record: advance(latest, { events }, current), result: undefined };
  });
}

/** Tells the other case what was found, or what a person said about the two. */
export async function tellOtherCase(
  record: CaseRecord,
  { to, event: index }: { to: CaseId; event: number },
  { cases, caseContext }: BetweenCasesDeps,
) {
  const event = record.events[index];
  await cases.change(to, (other) => {
    const mirrored = mirrorOf(event, record.id, other.id, other.events);
    if (!mirrored || other.practice || !sentReferral(other)) return { result: undefined };
    return { record: withMirrored(other, mirrored, record, caseContext()), result: undefined };
  });
}

/**
 * The referrer linked this case with another one that was sent before. Now that this one is sent too, the other one is
 * told.
 */
export async function linkBack(
  { id, events: here }: CaseRecord,
  other: CaseId,
  { cases, caseContext }: BetweenCasesDeps,
) {
  const kind = linksFromReferrer(here).find(({ to }) => to === other)?.as;
  if (!kind) return;
  await cases.change(other, (record) => {
    const referral = referralOf(record.events);
    if (!('links' in referral) || referral.links.includes(id)) return { result: undefined };
    const current = caseContext();
    const events = [{ type: 'CaseLinked' as const, at: current.now, to: id, kind }];
    return { record: advance(record, { events }, current), result: undefined };
  });
}

// How similar two names must be (out of 100) to count, depending on what else agrees; measured on
// tests/features/linking/pairs.ts.
const nameAndDay = 80;
const nameAndYear = 88;
const nameWhenDaysDiffer = 97; // both days are known and differ, so the names must be almost the same
const carerName = 88;

/**
 * The reasons why two cases may be about the same child or household. A name alone is no reason, and neither is a
 * shared surname: “Baby Brown” resembles every Brown.
 * @source R6.1.4; protocol 6.1, 6.3
 */
export function likenessesBetween(one: Comparable, other: Comparable): Likeness[] {
  const child = sameChild(one, other);
  return [
    ...(child ? [child] : []),
    ...(one.phones.some((phone) => other.phones.includes(phone)) ? (['phone'] as const) : []),
    ...(one.homes.some((home) => other.homes.some((each) => isSameHome(home, each))) ? (['address'] as const) : []),
    ...(sameCarer(one, other) ? (['carer'] as const) : []),
  ];
}

function sameChild(one: Comparable, other: Comparable): Likeness | undefined {
  const births = compareBirths(one.born, other.born);
  const names = nameSimilarity(one.child, other.child);
  const areFullNames = Math.min(one.child.length, other.child.length) >= 2;
  switch (births) {
    case 'same-day':
      return names >= (areFullNames ? nameAndDay : nameAndYear) ? 'birth-date' : undefined;
    case 'slip':
      return areFullNames && names >= nameAndYear ? 'birth-date' : undefined;
    case 'same-year':
      return areFullNames && names >= nameWhenDaysDiffer ? 'birth-year' : undefined;
    case 'years-fit':
      return areFullNames && names >= nameAndYear ? 'birth-year' : undefined;
    case 'differs':
    case 'not-known':
      return undefined;
  }
}

const sameCarer = (one: Comparable, other: Comparable) =>
  one.carers.some((name) =>
    other.carers.some((each) => Math.min(name.length, each.length) >= 2 && nameSimilarity(name, each) >= carerName),
  );
