import type { CaseRecord } from '../referral/case.ts';
import type { Person } from '../referral/outcome.ts';
import type { SubmittedReferral } from '../referral/state.ts';
import { onlyForAssessment } from './assessment.ts';
import { decisionActions } from './decision-record.ts';
import type { BotDeps } from './deps.ts';
import { deskActions } from './desk-actions.ts';
import { disagreementActions } from './disagreement.ts';
import type { Tap } from './incoming.ts';
import { linkingActions } from './linking.ts';
import type { Message } from './reply.ts';
import { sideActions } from './side.ts';

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
