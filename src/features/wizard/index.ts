import type { Feature } from '../../actions/feature.ts';
import { below } from '../../cards/face.ts';
import { isUnwritten } from '../../case/state.ts';
import { hasCheckedAnyList } from '../../check/not-known.ts';
import { actions } from './actions.ts';
import { clocks, events, hears } from './events.ts';
import { ownCase } from './showing.ts';
import { typed } from './typed.ts';
import { addCheck } from './verbs.ts';

export const wizard = {
  name: 'wizard',
  events,
  clocks,
  hears,
  actions,
  typed,
  ownCase,
  receipt: {
    buttons: {
      addCheck: (sent) =>
        sent.referral.checkDone || isUnwritten(sent.referral) || hasCheckedAnyList(sent.record.facts.answers)
          ? undefined
          : below(addCheck, 'Add what you saw')(sent),
    },
  },
} satisfies Feature;
