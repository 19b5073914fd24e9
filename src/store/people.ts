import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { keptIn } from './change.ts';
import type { Store } from './port.ts';

/** Where a person's own 1:1 chat with the bot is. The service URL may change, so the latest one seen is kept. */
export const Chat = z.object({ serviceUrl: z.string(), conversationId: z.string() });
export type Chat = z.infer<typeof Chat>;

/** What is remembered of a member of staff: how to reach them, what they told about themselves, the draft they type into. */
export const PersonRecord = z.object({
  kind: z.literal('person'),
  id: StaffId,
  aboutYou: z.record(z.string(), z.string()),
  chat: Chat.optional(),
  openDraft: CaseId.optional(),
  resume: CaseId.optional(), // the draft that was open before a practice
  changesHeard: z.array(z.string()).optional(), // the latest edits and deletions in their chat that were answered, as marks
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
  mashServiceUrl(channelId: string): Promise<string | undefined>;
  rememberMashServiceUrl(channelId: string, serviceUrl: string): Promise<void>;
}

export function peopleIn(store: Store): People {
  const person = (id: StaffId) => keptIn(store, ['person', id], PersonRecord, { kind: 'person', id, aboutYou: {} });
  const place = keptIn(store, ['settings', 'mash'], PlaceRecord, undefined);
  return {
    load: (id) => person(id).load(),
    change: (id, decide) => person(id).change(decide),
    async mashServiceUrl(channelId) {
      const known = await place.load();
      return known?.channelId === channelId ? known.serviceUrl : undefined;
    },
    async rememberMashServiceUrl(channelId, serviceUrl) {
      await place.change(() => ({ kind: 'settings', id: 'mash', channelId, serviceUrl }));
    },
  };
}
