import type { CaseId } from '../../base/reference.ts';
import { clockAndDay } from '../../cards/london.ts';
import type { CannotJoin, Refusal } from '../../case/outcome.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';

type Named = Record<'logged' | 'kept', CaseId>;

const cannotJoinWords: Record<CannotJoin, (named: Named) => string> = {
  itself: ({ logged }) => `${logged} is one case. Name two.`,
  'not-a-logged-call': ({ logged }) => `${logged} is no call that the MASH wrote down. Only such a call can be joined.`,
  decided: ({ logged }) => `${logged} is decided already.`,
  joined: ({ logged }) => `${logged} was joined into another case. Separate it first.`,
  erased: ({ logged }) => `${logged} is erased.`,
  own: () => 'You referred in one of the two, so a colleague must say it.',
  'other-caller': ({ logged, kept }) =>
    `Somebody else rang in ${logged} than wrote ${kept}, as it stands in Teams. If that is wrong, open ${logged} and press More, “Wrong person in Teams”.`,
  'child-missing': ({ logged, kept }) =>
    `The child is missing, says ${logged}, and ${kept} does not say so. Record it on ${kept} first: More, “Child is missing”.`,
  'kept-unknown': ({ kept }) => `I know no case ${kept} that waits for the MASH. Check each letter.`,
  'kept-logged': ({ kept }) => `${kept} is a call that the MASH wrote down, too. Name the case of the referrer.`,
  'kept-decided': ({ kept }) => `${kept} is decided already.`,
  'kept-deleted': ({ kept }) => `The referrer deleted the draft of ${kept}: nothing will come in writing there.`,
  'kept-erased': ({ kept }) => `${kept} is erased.`,
  'kept-without-call': ({ kept }) => `In ${kept} no call is recorded, and nothing is in writing.`,
};

/** Why two cases were not joined, or not separated. */
export function joiningRefusalWords(why: Refusal, named: Named): string {
  const reason = why.kind === 'cannot-join' ? cannotJoinWords[why.because](named) : otherWords[why.kind];
  return `${reason ?? 'That cannot be done.'} Nothing was changed.`;
}

const otherWords: Partial<Record<Refusal['kind'], string>> = {
  'only-the-mash': 'Only members of the MASH team can do that.',
  erased: 'Its facts are erased.',
};

/** Who joined or separated two cases, and when. @param by undefined when the bot did it */
export const joinedByWords = (
  record: CaseRecord,
  { by, at }: { by?: string | undefined; at: Parameters<typeof clockAndDay>[0] },
) => `${by ? staffName(record, by) : 'me'}, ${clockAndDay(at)}`;
