import type { Feature } from '../../actions/feature.ts';
import { phoneCaller } from '../../base/people.ts';
import { below } from '../../cards/face.ts';
import { actions } from './actions.ts';
import { clocks, events } from './events.ts';
import { face } from './face.ts';
import { deskCommand } from './typed.ts';
import { putInWriting } from './verbs.ts';
import { withoutCaller } from './without-caller.ts';

export const desk = {
  name: 'desk',
  events,
  clocks,
  /** A caller without Teams hears the decision by phone, so the MASH must learn at once that somebody has to ring. */
  follows(event, { author }) {
    const isDecision = event.type === 'DecisionRecorded' || event.type === 'DecisionCorrected';
    if (author !== phoneCaller || !isDecision) return [];
    return [{ type: 'NotReached', at: event.at, who: 'referrer', staff: author }];
  },
  after: (record, event) => (event.type === 'CallerTakenBack' ? withoutCaller(record) : record),
  face,
  actions,
  command: (text, where) => (where === 'mash' ? deskCommand(text) : undefined),
  receipt: {
    buttons: {
      putInWriting: (sent) =>
        sent.referral.route.kind === 'phoned' ? below(putInWriting, 'Put it in writing')(sent) : undefined,
    },
  },
} satisfies Feature;
