import type { Command } from '../../actions/feature.ts';
import { saidIn, type Typed } from '../../actions/typed.ts';
import { after, withoutEnd } from '../../base/ends.ts';
import { isManager, sayOffDuty, sayOnDuty, whoIsOnCall } from './duty.ts';
import { typedRota } from './rota.ts';
import { askForSuccessor, giveUpShift, stayOnDuty } from './staying.ts';
import { answerTypedOffer, takeOfferedShift, turnDownShift } from './taking-over.ts';
import { typedGotIt } from './test-alarm.ts';

const onDuty = /^(?:i(?:['’]m| am) )?on[- ]duty\b(?:\s+(?:until|till|til|to|for)\b)?\s*/i;
const offDuty = /^(?:i(?:['’]m| am) )?off[- ]duty[.!]*$/i;

/** @returns the command that the words give in the MASH channel; undefined when they are not about duty */
export function dutyCommand(text: string): Command | undefined {
  const words = text.trim();
  const planning = /^rota\b[\s:]*/i.exec(words);
  if (planning) return (context) => typedRota(withoutEnd(after(planning), '.!?'), context);
  const on = onDuty.exec(words);
  if (on) return (context) => sayOnDuty(withoutEnd(after(on), '.!'), context);
  if (offDuty.test(words)) return sayOffDuty;
  return saidIn(words).replace(/[-\s]+/g, ' ') === 'on call' ? (context) => whoIsOnCall(context) : undefined;
}

/** Words that only managers can use, in their own chat. From anybody else they may be an answer to a question. */
const forManagers = (words: RegExp, does: Typed['does']): Typed => ({
  band: 'always',
  words,
  does: async (said, context, match) => (isManager(context) ? does(said, context, match) : undefined),
});

export const typed: Typed[] = [
  forManagers(/^(?:(?:i(?:['’]m| am) )?(?:on|off)[- ]duty\b.*|on[- ]call[.!?]*)$/i, async ({ text }, context) => {
    const message = await dutyCommand(text)?.(context);
    return message && [message];
  }),
  forManagers(/^i(?:['’]ll)? stay on(?:\s+(?:until|till|til|to|for)\s+|[.!]*$)/i, (_, context, match) =>
    stayOnDuty({ attempt: 0, end: undefined, inputs: { until: match ? withoutEnd(after(match), '.!') : '' } }, context),
  ),
  forManagers(/^(?:somebody|someone) (?:else )?takes over[.!]*$/i, (_, context) =>
    askForSuccessor({ end: undefined }, context),
  ),
  { band: 'always', words: /^(?:i(?:['’]ve)? )?got it[.!]*$/i, does: (_, context) => typedGotIt(context) },
  forManagers(/^i(?:['’]ll)? take over[.!]*$/i, (_, context) => answerTypedOffer(context, takeOfferedShift)),
  forManagers(/^i (?:cannot|can['’]?t|can not)(?: take over)?[.!]*$/i, (_, context) =>
    answerTypedOffer(context, turnDownShift),
  ),
  forManagers(/^i (?:cannot|can['’]?t|can not) come[.!]*$/i, (_, context) =>
    giveUpShift({ from: undefined, inputs: {}, typed: {} }, context),
  ),
];
