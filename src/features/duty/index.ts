import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { withoutEnd } from '../../base/texts.ts';
import { actions } from './actions.ts';
import { answerTypedOffer, isManager, sayOffDuty, sayOnDuty, whoIsOnCall } from './duty.ts';
import { showRota } from './rota.ts';
import { sideTask } from './side-task.ts';
import { typedGotIt } from './test-alarm.ts';
import { acceptShift, cannotCome, findSomebody, refuseShift, stayOn } from './verbs.ts';

/** In the channel whoever is no manager is told so. In their own chat the words may be an answer. */
const here: Pick<Typed, 'where' | 'who'> = {
  where: ['mash', 'chat'],
  who: (context) => context.where === 'mash' || isManager(context),
};
const who = isManager;

const typed: Typed[] = [
  {
    where: ['mash'],
    words: /^rota\b[.!?]*/i,
    help: ['rota', 'Who is planned this week, and the gaps. Plan with its buttons'],
    does: async ({ rest }, context) => [
      await showRota(context, rest && 'Nothing was changed. Plan with the buttons below.'),
    ],
  },
  {
    ...here,
    words: /^(?:i(?:['’]m| am) )?on[- ]duty\b(?:\s+(?:until|till|til|to|for)\b)?\s*/i,
    help: ['on duty until 20:00, off duty', 'For managers: whether you are reminded'],
    does: async ({ rest }, context) => [await sayOnDuty(withoutEnd(rest, '.!'), context)],
  },
  {
    ...here,
    words: /^(?:i(?:['’]m| am) )?off[- ]duty[.!]*$/i,
    does: async (_, context) => [await sayOffDuty(context)],
  },
  {
    ...here,
    words: /^on[-\s]+call[.!?]*$/i,
    help: ['on call', 'Who is reminded now, and until when'],
    does: async (_, context) => [await whoIsOnCall(context)],
  },
  {
    who,
    words: /^i(?:['’]ll)? stay on(?:\s+(?:until|till|til|to|for)\s+|[.!]*$)/i,
    does: ({ rest }, { press }) => press(stayOn, {}, { until: withoutEnd(rest, '.!') }),
  },
  {
    who,
    words: /^(?:somebody|someone) (?:else )?takes over[.!]*$/i,
    does: (_, { press }) => press(findSomebody, {}),
  },
  { words: /^(?:i(?:['’]ve)? )?got it[.!]*$/i, does: (_, context) => typedGotIt(context) },
  { who, words: /^i(?:['’]ll)? take over[.!]*$/i, does: (_, context) => answerTypedOffer(acceptShift, context) },
  {
    who,
    words: /^i (?:cannot|can['’]?t|can not)(?: take over)?[.!]*$/i,
    does: (_, context) => answerTypedOffer(refuseShift, context),
  },
  { who, words: /^i (?:cannot|can['’]?t|can not) come[.!]*$/i, does: (_, { press }) => press(cannotCome, {}) },
];

export const duty = {
  name: 'duty',
  actions,
  typed,
  sideTask,
} satisfies Feature;
