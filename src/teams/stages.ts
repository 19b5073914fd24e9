import type { Message } from '../actions/reply.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { onlyForAssessment } from '../features/assessment/actions.ts';
import { decisionActions } from '../features/decision/actions.ts';
import { deskActions } from '../features/desk/actions.ts';
import { disagreementActions } from '../features/disagreement/actions.ts';
import { linkingActions } from '../features/linking/actions.ts';
import { sideActions } from '../features/side-records/actions.ts';
import type { Person } from '../people.ts';
import type { BotDeps } from './deps.ts';
import type { Tap } from './incoming.ts';

/** What a press in a channel does to a sent case. It may run several times and must do nothing but decide. */
export type ChannelAction = (
  record: CaseRecord,
  referral: SubmittedReferral,
  tap: Tap,
  by: Person,
  deps: BotDeps,
) => { record?: CaseRecord; result: Message };

/** By verb, for the MASH channel and, where the stage says so, the Assessment team's. */
export const stageActions: Partial<Record<Tap['verb'], ChannelAction>> = {
  ...decisionActions,
  ...sideActions,
  ...linkingActions,
  ...disagreementActions,
  ...onlyForAssessment,
  ...deskActions,
};
