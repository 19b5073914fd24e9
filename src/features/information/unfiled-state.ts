import { z } from 'zod';
import { StaffId } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { Duration, Instant, plus } from '../../base/time.ts';
import { document } from '../../store/change.ts';
import type { PersonRecord, UnfiledWords } from '../../store/people.ts';

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

const mostKept = 40; // of one person

/**
 * The person with these words kept, if they are new. The moment names them, so no two have the same.
 * @returns the same person where their list is full
 */
export function withWords(person: PersonRecord, words: UnfiledWords): PersonRecord {
  const { unfiled = [] } = person;
  const last = unfiled.at(-1)?.at;
  if (unfiled.length >= mostKept || unfiled.some(({ heard }) => heard === words.heard)) return person;
  return { ...person, unfiled: [...unfiled, { ...words, at: last && last >= words.at ? plus(last, 1) : words.at }] };
}

/** Says into which case words go. The first who says so decides. */
export const withChild = (person: PersonRecord, at: Instant, id: CaseId): PersonRecord => ({
  ...person,
  unfiled: person.unfiled?.map((each) => (each.at === at ? { ...each, filed: each.filed ?? id } : each)),
});

export const withoutWords = (person: PersonRecord, at: Instant): PersonRecord => ({
  ...person,
  unfiled: person.unfiled?.filter((each) => each.at !== at),
});

export const wordsAt = ({ unfiled }: PersonRecord, at: Instant): UnfiledWords | undefined =>
  unfiled?.find((each) => each.at === at);
