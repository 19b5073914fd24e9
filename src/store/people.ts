import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Duration, Instant, plus } from '../base/time.ts';
import { keptIn } from './change.ts';
import type { Store } from './port.ts';

/** Where a person's own 1:1 chat with the bot is. The service URL may change, so the latest one seen is kept. */
export const Chat = z.object({ serviceUrl: z.string(), conversationId: z.string() });
export type Chat = z.infer<typeof Chat>;

/** An address of a person outside Teams. */
const Address = z.object({ way: z.enum(['sms', 'email']), to: z.string() });

/** What is remembered of a member of staff: how to reach them, what they told about themselves, the draft they type into. */
export const PersonRecord = z.object({
  kind: z.literal('person'),
  id: StaffId,
  aboutYou: z.record(z.string(), z.string()),
  chat: Chat.optional(),
  openDraft: CaseId.optional(),
  nextDraft: CaseId.optional(), // the reference of one that is being begun: however often that is pressed, it is this one
  resume: CaseId.optional(), // the draft that was open before a practice
  changesHeard: z.array(z.string()).optional(), // the latest edits and deletions in their chat that were answered, as marks
  outside: Address.extend({ confirmedAt: Instant }).optional(), // where they are told when nobody is reached in Teams
  outsideAsked: Address.extend({ code: z.string(), at: Instant, wrong: z.int() }).optional(), // waits for its code, kept as a hash
  codesSent: z.array(Instant).optional(), // the latest
  lastHere: Instant.optional(), // when they last said or pressed something, to within a day; not known of those whom an older program kept
  about: CaseId.optional(), // the case whose card was shown last: what “missing:” and “add:” are about
});
export type PersonRecord = z.infer<typeof PersonRecord>;

/** What the bot has learned about the MASH place: the service URL last seen there. */
const PlaceRecord = z.object({
  kind: z.literal('settings'),
  id: z.literal('mash'),
  channelId: z.string(),
  serviceUrl: z.string(),
});

export interface People {
  load(id: StaffId): Promise<PersonRecord>;
  /** Changes what is remembered of a person; nothing is written when nothing changes. */
  change(id: StaffId, decide: (person: PersonRecord) => PersonRecord): Promise<PersonRecord>;
  /** Whoever this is, they are here: somebody who stays away for long has left. Of whom nothing is kept, nothing is. */
  isHere(id: StaffId, now: Instant): Promise<void>;
  mashServiceUrl(channelId: string): Promise<string | undefined>;
  rememberMashServiceUrl(channelId: string, serviceUrl: string): Promise<void>;
}

const aDay = Duration.parse('P1D');

/** The person as somebody who is here now. Within a day that is no news. */
export const hereAt = (person: PersonRecord, now: Instant): PersonRecord =>
  person.lastHere && plus(person.lastHere, aDay) > now ? person : { ...person, lastHere: now };

export function peopleIn(store: Store): People {
  const nobody = (id: StaffId): PersonRecord => ({ kind: 'person', id, aboutYou: {} });
  const person = (id: StaffId) => keptIn(store, ['person', id], PersonRecord, nobody(id));
  const place = keptIn(store, ['settings', 'mash'], PlaceRecord, undefined);
  return {
    load: (id) => person(id).load(),
    change: (id, decide) => person(id).change(decide),
    async isHere(id, now) {
      await person(id).change((known) => (known.chat ? hereAt(known, now) : known));
    },
    async mashServiceUrl(channelId) {
      const known = await place.load();
      return known?.channelId === channelId ? known.serviceUrl : undefined;
    },
    async rememberMashServiceUrl(channelId, serviceUrl) {
      await place.change(() => ({ kind: 'settings', id: 'mash', channelId, serviceUrl }));
    },
  };
}
