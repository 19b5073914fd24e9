import { isPhone } from '../../draft/aside.ts';
import { type Answers, answerTo, type Draft } from '../../draft/draft.ts';
import { areSeveral, asksForms } from '../../draft/several.ts';
import { fieldNow } from '../../draft/steps.ts';
import type { Pack } from '../../protocol/pack.ts';

const oneEach = 'Each needs a referral of their own. Answer for one now. After sending, type “next child”.';

/** Says once that each child needs a referral: when the answers first speak of several. */
export const severalNote = (before: Answers, after: Answers): string[] =>
  areSeveral(after) && !areSeveral(before) ? [`You write of more than one child. ${oneEach}`] : [];

const CHANGES =
  /^\W*(?:(?:can|could|will|would) (?:you|u|i) )?(?:please |pls )?(?:delete|remove|take out|cross out|scrap|change|correct) (?:the|that|what|my|this) (?:bit|part|line|thing|words?|sentence|last|i (?:said|wrote|put))\b/i;
const READS =
  /^\W*(?:(?:can|could|will|would) (?:you|u) )?(?:please |pls )?(?:read (?:it|that|this|me|back)|show me (?:it|what|all)|what (?:have|did|do) (?:you|u|i) (?:got|have|put|write|written|say|said))\b/i;

/** What to type instead, where words ask something of the check itself and answer no question. */
export function hintFor(text: string, draft: Draft, pack: Pack): string | undefined {
  if (asksForms(text)) return oneEach;
  if (CHANGES.test(text)) return 'To change an answer, type “change” and its name: “change worry”.';
  if (READS.test(text)) return 'Type “check answers”, then “card”: it shows all that I have.';
  const field = fieldNow(draft, pack);
  if (isPhone(text) && field?.kind !== 'phone' && answerTo(draft.answers, 'phone'))
    return 'I have your number. “change phone” changes it.';
  const isOwnName = field?.id === 'name' && /^[^\d]+\d{1,2}\W*$/.test(text);
  return isOwnName ? 'This asks for your own name. I ask for the child’s after this.' : undefined;
}
