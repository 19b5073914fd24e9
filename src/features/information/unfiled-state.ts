import { z } from 'zod';
import { StaffId } from '../../base/people.ts';
import { Duration, Instant, plus } from '../../base/time.ts';
import { document } from '../../store/change.ts';
import { isUnsaid, type PersonRecord, type UnfiledWords } from '../../store/people.ts';

const Authors = z.object({ authors: z.array(z.object({ id: StaffId, at: Instant })) });

/**
 * Whose records hold words without a child, and when the last came. The words themselves stay in the record of their
 * author. An author is noted before the words are kept, so that no words wait unseen.
 */
export const authorsIn = document('unfiled', Authors, { authors: [] });
type Authors = z.infer<typeof Authors>;

export const withAuthor = ({ authors }: Authors, id: StaffId, at: Instant): Authors => ({
  authors: [...authors.filter((each) => each.id !== id), { id, at }],
});

const keptBy = Duration.parse('PT5M'); // by then, words whose author was noted are kept, or never will be

/** Leaves out the authors of whom no words wait. */
export const withoutAuthors = ({ authors }: Authors, done: readonly StaffId[], now: Instant): Authors => ({
  authors: authors.filter(({ id, at }) => !done.includes(id) || plus(at, keptBy) > now),
});

const mostKept = 300_000; // characters of one person, as they are stored

/**
 * The person with these words kept, if they are new. The moment names them, so no two have the same. They stand on one
 * card with the words that wait already. Nothing typed next is about the case whose card was shown last.
 * @returns the same person where they keep too much already
 */
export function withWords(person: PersonRecord, words: Omit<UnfiledWords, 'since'>): PersonRecord {
  const { unfiled = [], about: _, ...rest } = person;
  const last = unfiled.at(-1)?.at;
  const isFull = JSON.stringify([unfiled, words]).length > mostKept;
  if (isFull || unfiled.some(({ heard }) => heard === words.heard)) return person;
  const at = last && last >= words.at ? plus(last, 1) : words.at;
  return { ...rest, unfiled: [...unfiled, { ...words, at, since: unsaidIn(person)[0]?.since ?? at }] };
}

/** The words of this person that stand in no case, the oldest first. */
export const waitingIn = ({ unfiled = [] }: PersonRecord): UnfiledWords[] => unfiled.filter(({ filed }) => !filed);

/** Those for which nobody has said the child. */
export const unsaidIn = (person: PersonRecord): UnfiledWords[] => waitingIn(person).filter(isUnsaid);
/** The same, or if it is said of all that they are about a check that is not sent, these: it may be the wrong one. */
export const movableWords = (person: PersonRecord): UnfiledWords[] => {
  const unsaid = unsaidIn(person);
  return unsaid.length > 0 ? unsaid : waitingIn(person);
};

/** Changes what is known of words that stand in no case. Of others, somebody has said the child first. */
export const withKnown = (
  person: PersonRecord,
  isMeant: (words: UnfiledWords) => boolean,
  said: Partial<Pick<UnfiledWords, 'check' | 'mistake' | 'filed'>>,
): PersonRecord =>
  waitingIn(person).some(isMeant)
    ? {
        ...person,
        unfiled: person.unfiled?.map((each) => (!each.filed && isMeant(each) ? { ...each, ...said } : each)),
      }
    : person;

/** Adds messages that stand in a case and go into another, too. Each keeps the moment at which it was typed. */
export const withMoved = (
  { unfiled = [], ...person }: PersonRecord,
  moved: UnfiledWords[],
  filed: UnfiledWords['filed'],
): PersonRecord => ({
  ...person,
  unfiled: [
    ...unfiled,
    ...moved.filter(({ heard }) => !unfiled.some((each) => each.heard === heard)).map((each) => ({ ...each, filed })),
  ],
});

/** Leaves out these words, which stand in their case now. Where that case takes none, they wait again. */
export const withoutFiled = (person: PersonRecord, done: UnfiledWords[], areInCase: boolean): PersonRecord => ({
  ...person,
  unfiled: person.unfiled?.flatMap(({ filed, ...words }) => {
    if (!done.some(({ heard }) => heard === words.heard)) return [{ ...words, ...(filed && { filed }) }];
    return areInCase ? [] : [words];
  }),
});
