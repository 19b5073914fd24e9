import type { ErrandContext, ReplyMessage } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { normalisedWords, type Typed, wordsFor } from '../../actions/typed.ts';
import { textAfter, withoutEnd } from '../../base/ends.ts';
import { actions } from './actions.ts';
import { answerTypedOffer, isManager, sayOffDuty, sayOnDuty, whoIsOnCall } from './duty.ts';
import { showRota } from './rota.ts';
import { sideTask } from './side-task.ts';
import { typedGotIt } from './test-alarm.ts';
import { acceptShift, cannotCome, findSomebody, refuseShift, stayOn } from './verbs.ts';

const onDuty = /^(?:i(?:['’]m| am) )?on[- ]duty\b(?:\s+(?:until|till|til|to|for)\b)?\s*/i;
const offDuty = /^(?:i(?:['’]m| am) )?off[- ]duty[.!]*$/i;

/** @returns the command that the words give in the MASH channel; undefined when they are not about duty */
function dutyCommand(text: string): ((context: ErrandContext) => Promise<ReplyMessage>) | undefined {
  const words = text.trim();
  const more = /^rota\b[.!?]*(.*)/is.exec(words)?.[1];
  if (more !== undefined)
    return (context) => showRota(context, more && 'Nothing was changed. Plan with the buttons below.');
  const on = onDuty.exec(words);
  if (on) return (context) => sayOnDuty(withoutEnd(textAfter(on), '.!'), context);
  if (offDuty.test(words)) return sayOffDuty;
  return normalisedWords(words).replace(/[-\s]+/g, ' ') === 'on call' ? (context) => whoIsOnCall(context) : undefined;
}

const forManagers = wordsFor(isManager);

const typed: Typed[] = [
  forManagers(/^(?:(?:i(?:['’]m| am) )?(?:on|off)[- ]duty\b.*|on[- ]call[.!?]*)$/i, async ({ text }, context) => {
    const message = await dutyCommand(text)?.(context);
    return message && [message];
  }),
  forManagers(/^i(?:['’]ll)? stay on(?:\s+(?:until|till|til|to|for)\s+|[.!]*$)/i, (_, { press }, match) =>
    press(stayOn, {}, { until: match ? withoutEnd(textAfter(match), '.!') : '' }),
  ),
  forManagers(/^(?:somebody|someone) (?:else )?takes over[.!]*$/i, (_, { press }) => press(findSomebody, {})),
  { band: 'always', words: /^(?:i(?:['’]ve)? )?got it[.!]*$/i, does: (_, context) => typedGotIt(context) },
  forManagers(/^i(?:['’]ll)? take over[.!]*$/i, (_, context) => answerTypedOffer(acceptShift, context)),
  forManagers(/^i (?:cannot|can['’]?t|can not)(?: take over)?[.!]*$/i, (_, context) =>
    answerTypedOffer(refuseShift, context),
  ),
  forManagers(/^i (?:cannot|can['’]?t|can not) come[.!]*$/i, (_, { press }) => press(cannotCome, {})),
];

export const duty = {
  name: 'duty',
  actions,
  typed,
  sideTask,
  command: (text, where) => (where === 'mash' ? dutyCommand(text) : undefined),
} satisfies Feature;
