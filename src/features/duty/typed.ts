import type { Command } from '../../actions/feature.ts';
import { normalisedWords, type Typed } from '../../actions/typed.ts';
import { textAfter, withoutEnd } from '../../base/ends.ts';
import { isManager, sayOffDuty, sayOnDuty, whoIsOnCall } from './duty.ts';
import { typedRota } from './rota.ts';
import { findOthers, notComing, stay } from './staying.ts';
import { answerTypedOffer, takeOfferedShift, turnDownShift } from './taking-over.ts';
import { typedGotIt } from './test-alarm.ts';

const onDuty = /^(?:i(?:['’]m| am) )?on[- ]duty\b(?:\s+(?:until|till|til|to|for)\b)?\s*/i;
const offDuty = /^(?:i(?:['’]m| am) )?off[- ]duty[.!]*$/i;

/** @returns what the words ask for in the MASH channel; undefined when they ask for nothing that is known here */
export function dutyCommand(text: string): Command | undefined {
  const words = text.trim();
  const planning = /^rota\b[\s:]*/i.exec(words);
  if (planning) return (context) => typedRota(withoutEnd(textAfter(planning), '.!?'), context);
  const on = onDuty.exec(words);
  if (on) return (context) => sayOnDuty(withoutEnd(textAfter(on), '.!'), context);
  if (offDuty.test(words)) return sayOffDuty;
  return normalisedWords(words).replace(/[-\s]+/g, ' ') === 'on call' ? (context) => whoIsOnCall(context) : undefined;
}

/** The same and more in a manager's own chat. Of anybody else the words are not heard. */
const ofManagers = (words: RegExp, does: Typed['does']): Typed => ({
  band: 'always',
  words,
  does: async (said, context, match) => (isManager(context) ? does(said, context, match) : undefined),
});

export const typed: Typed[] = [
  ofManagers(/^(?:(?:i(?:['’]m| am) )?(?:on|off)[- ]duty\b.*|on[- ]call[.!?]*)$/i, async ({ text }, context) => {
    const message = await dutyCommand(text)?.(context);
    return message && [message];
  }),
  ofManagers(/^i(?:['’]ll)? stay on(?:\s+(?:until|till|til|to|for)\s+|[.!]*$)/i, (_, context, match) =>
    stay({ attempt: 0, end: undefined, inputs: { until: match ? withoutEnd(textAfter(match), '.!') : '' } }, context),
  ),
  ofManagers(/^(?:somebody|someone) (?:else )?takes over[.!]*$/i, (_, context) =>
    findOthers({ end: undefined }, context),
  ),
  { band: 'always', words: /^(?:i(?:['’]ve)? )?got it[.!]*$/i, does: (_, context) => typedGotIt(context) },
  ofManagers(/^i(?:['’]ll)? take over[.!]*$/i, (_, context) => answerTypedOffer(context, takeOfferedShift)),
  ofManagers(/^i (?:cannot|can['’]?t|can not)(?: take over)?[.!]*$/i, (_, context) =>
    answerTypedOffer(context, turnDownShift),
  ),
  ofManagers(/^i (?:cannot|can['’]?t|can not) come[.!]*$/i, (_, context) =>
    notComing({ from: undefined, inputs: {}, typed: {} }, context),
  ),
];
