import type { PressInput } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { replyCard } from '../../actions/context.ts';
import { assessmentPersonOf, mashPersonOf } from '../../actions/desk-person.ts';
import { erasedIn } from '../../case/erased.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { assessmentOf } from '../assessment/state.ts';
import { newsReadCard } from './cards.ts';
import { markNewsRead } from './rules.ts';
import type { newsReadHere } from './verbs.ts';

/**
 * “I have read it”, pressed or typed in a person's own chat. The answer replaces the notice. It shows the reference and
 * times, and no fact about the child.
 */
export async function confirmNewsRead(
  { case: id, revision }: Pick<PressInput<typeof newsReadHere>, 'case' | 'revision'>,
  context: Context,
): Promise<Reply> {
  const { metrics, reach, shows, now } = context;
  const mashMember = await mashPersonOf(context);
  const by = mashMember ?? (await assessmentPersonOf(context));
  if (!by) {
    metrics.refused('not-of-the-desk');
    return context.currentSetUp().escalation.includes(context.by.id) ? [{ text: ringThem }] : shows.notYours();
  }
  if (!('roles' in by)) return [by]; // not a person but a message: Teams did not say who is in the channel
  const mayKnow = (record: CaseRecord) => mashMember !== undefined || assessmentOf(record.events).passed.kind === 'yes';
  const change = await changeCase<Reply>(id, context, (record) => {
    const isSent = submittedIn(referralOf(record.events)) && !record.training && !erasedIn(record.events);
    if (!isSent || !mayKnow(record)) return { instead: shows.notYours() };
    return {
      outcome: markNewsRead(record, revision, { by, now: now() }),
      by,
      answer: (next, result) =>
        typeof result === 'object'
          ? [{ text: notByYou }]
          : replyCard(newsReadCard(next, reach.linkTo(next))).map((message) => ({ ...message, storeInChat: true })),
    };
  });
  return change?.answer ?? shows.notYours();
}

const ringThem =
  'You are not in the MASH channel, so you cannot read it there. Ring a MASH manager, and have them press it.';
const notByYou = 'You wrote this, so a colleague must read it.';
