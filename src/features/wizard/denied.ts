import type { Typed } from '../../actions/typed.ts';
import { liveOf, othersOf } from '../../actions/which-case.ts';
import { draftOf, isOwnDraft } from '../../case/record.ts';
import { namesOther, saysMore } from '../../draft/news-said.ts';
import { stepNow } from '../../draft/steps.ts';
import { denialIn } from '../../draft/typed-choice.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { hasOpenDraft, ownOpen } from './asked.ts';
import { onOpenCheck } from './drafting.ts';
import { keepingWords } from './kept-words.ts';
import { denyDanger } from './obeying.ts';

/**
 * “hes not in danger”, “change that to no”: what the open check says of danger, if it says danger or is in doubt, and no other
 * child of theirs is in danger.
 */
export const typedDenial: Typed = {
  band: 'before the question',
  words: (words) => hasOpenDraft(words) && denialIn(words.text) !== undefined,
  async does(words, context) {
    const own = await ownOpen(words, context);
    const draft = own && isOwnDraft(own) && draftOf(own);
    if (!draft || stepNow(draft, context.pack).kind === 'danger') return undefined;
    const { text } = words;
    const said = denialIn(text);
    const { progress, answers } = draft;
    const others = othersOf(own, await liveOf(context));
    const isOfOthers = others.some((each) => each.answers.values.danger === 'yes') || namesOther(text, answers, others);
    const isThat = progress.last?.at === 'danger' || progress.at === 'danger-phone';
    const isMeant = (answers.values.danger === 'yes' || progress.doubt) && (said !== 'that' || isThat);
    if (!isMeant || isOfOthers || dangerIn(text)?.alone) return undefined;
    const command = denyDanger(said !== 'doubted');
    return onOpenCheck(words, context, saysMore(text) && said !== 'that' ? keepingWords(text, command) : command);
  },
};
