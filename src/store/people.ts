import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Texts } from '../base/texts.ts';
import { Duration, Instant, plus } from '../base/time.ts';
import { flag, SaidName } from '../history/entry.ts';
import { document, recordHandle } from './change.ts';
import type { Store } from './port.ts';

/** A person's 1:1 chat with the bot. The service URL may change, so the latest one seen is stored. */
export const Chat = z.object({ serviceUrl: z.string(), conversationId: z.string() });
export type Chat = z.infer<typeof Chat>;

/** A way to reach a person outside Teams. */
const Address = z.object({ way: z.enum(['sms', 'email']), to: z.string() });

/**
 * Words that their author typed, as long as they stand in no case. `at`: when they were typed, which names them, too.
 * `since`: when the first of those came that stand on one card with them. `heard`: the id of the message. `from`: the case
 * that got them first, as its text `said`. `mistake`: when their author said “sent by mistake” of them. `filed`: the case that they go
 * into, and who has said so; `check`: it is a check that is not sent yet, and they wait for it, or it was deleted.
 */
const UnfiledWords = z.object({
  at: Instant,
  since: Instant,
  words: z.string(),
  heard: z.string(),
  name: z.string(), // of the author
  from: CaseId.optional(),
  said: SaidName.optional(),
  mistake: z.object({ at: Instant, heard: z.string().optional() }).optional(), // `heard`: the message that said so
  read: z.object({ at: Instant, by: StaffId, name: z.string(), onIt: z.literal(true).optional() }).optional(), // who of the MASH read them first, or is on it
  filed: z
    .object({ into: CaseId, by: StaffId, name: z.string(), check: z.enum(['open', 'practice', 'deleted']).optional() })
    .optional(),
  atDanger: flag, // typed where their check asked whether the child is in danger
});
export type UnfiledWords = z.infer<typeof UnfiledWords>;

/** Whether nobody has said which child they are about. A check that was deleted says nothing. */
export const isUnsaid = ({ filed }: UnfiledWords): boolean => !filed || filed.check === 'deleted';

/**
 * What the store knows about a member of staff: how to reach them, their own details, and the draft they are writing.
 */
export const PersonRecord = z.object({
  kind: z.literal('person'),
  id: StaffId,
  aboutYou: Texts,
  chat: Chat.optional(),
  openDraft: CaseId.optional(),
  // the reference for the draft that is being started: pressing Start twice still starts only this one
  nextDraft: CaseId.optional(),
  resume: CaseId.optional(), // the draft that was open when they began to practise with a made-up child
  // identifies the latest edits and deletions in their chat that the bot has answered
  changesHeard: z.array(z.string()).optional(),
  outside: Address.extend({ confirmedAt: Instant }).optional(), // where alarms go when nobody can be reached in Teams
  // an address that waits for its code, which is stored as a hash
  outsideAsked: Address.extend({ code: z.string(), at: Instant, wrong: z.int() }).optional(),
  codesSent: z.array(Instant).optional(), // when the latest codes were sent
  // when they last wrote or pressed anything, to within a day; absent until they first do
  lastHere: Instant.optional(),
  about: CaseId.optional(), // the case whose card was shown last, to which “missing:” and “add:” apply
  unfiled: z.array(UnfiledWords).optional(),
  offered: z.object({ meanings: z.array(z.string()), at: Instant }).optional(), // by “Did you mean this?”
  greetedAt: Instant.optional(), // when the greeting asked them whether the child is in danger; no check was begun since
  checkAskedAt: Instant.optional(), // when their open check last showed its question; its case says so, too, where that was an answer
});
export type PersonRecord = z.infer<typeof PersonRecord>;

/** Whether words are not on their way into a case. */
export const waitsForChild = ({ filed }: UnfiledWords) => !filed || filed.check !== undefined;

/** The words of this person that are not on their way into a case, the oldest first. */
export const waitingIn = ({ unfiled = [] }: PersonRecord): UnfiledWords[] => unfiled.filter(waitsForChild);

/** Those for which nobody has said the child. */
export const unsaidIn = (person: PersonRecord): UnfiledWords[] => waitingIn(person).filter(isUnsaid);

/** What the bot has learned about the MASH channel: the service URL last seen there. */
const PlaceRecord = z.object({
  channelId: z.string(),
  serviceUrl: z.string(),
});

export type People = ReturnType<typeof peopleIn>;

const aDay = Duration.parse('P1D');

/** Marks the person as here now. Nothing changes if they were already seen within the last day. */
export const withLastHere = (person: PersonRecord, now: Instant): PersonRecord =>
  person.lastHere && plus(person.lastHere, aDay) > now ? person : { ...person, lastHere: now };

export function peopleIn(store: Store) {
  const person = (id: StaffId) => {
    const nobody: PersonRecord = { kind: 'person', id, aboutYou: {} };
    return recordHandle(store, ['person', id], PersonRecord, nobody);
  };
  const place = document('mash', PlaceRecord, undefined)(store);
  return {
    load: (id: StaffId) => person(id).load(),
    /** Changes the record of a person. Nothing is written when nothing changes. */
    change: (id: StaffId, decide: (person: PersonRecord) => PersonRecord) => person(id).change(decide),
    /**
     * Notes that a person is still here; somebody who is silent for long has left. People the store does not know stay
     * unknown.
     */
    async noteHere(id: StaffId, now: Instant) {
      await person(id).change((known) => (known.chat ? withLastHere(known, now) : known));
    },
    async mashServiceUrl(channelId: string) {
      const known = await place.load();
      return known?.channelId === channelId ? known.serviceUrl : undefined;
    },
    async rememberMashServiceUrl(channelId: string, serviceUrl: string) {
      await place.change(() => ({ channelId, serviceUrl }));
    },
  };
}
