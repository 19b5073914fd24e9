import type { StaffId } from '../base/people.ts';

/** Where something was said: the bot speaks of cases in a 1:1 chat and in the one MASH channel. */
export interface Place {
  kind: 'personal' | 'channel' | 'group';
  conversationId: string;
  channelId: string; // the conversation without its thread
  tenantId: string;
  teamId: string | undefined;
  serviceUrl: string;
}

export interface Sender {
  id: StaffId; // the authenticated object id, the only thing that authorises
  teamsId: string;
  name: string; // for showing only
}

/** Where something is pressed: the MASH channel, the Assessment team's, the person's own chat, or any channel of a team. */
export type Where = 'mash' | 'assessment' | 'chat' | 'team';
