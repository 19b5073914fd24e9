import type { PressInput } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { replyCard } from '../../actions/context.ts';
import { assessmentPersonOf, mashPersonOf } from '../../actions/desk-person.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { assessmentOf } from '../assessment/state.ts';
import { erasedIn } from '../retention/state.ts';
import { readCard } from './cards.ts';
import { readNews } from './rules.ts';
import type { newsReadHere } from './verbs.ts';

/** “I have read it” in somebody's own chat. How it stands takes the place of the message: reference and times, and no fact of the child. */
export async function sayRead(
  { case: id, revision }: Pick<PressInput<typeof newsReadHere>, 'case' | 'revision'>,
  context: Context,
): Promise<Reply> {
  const { metrics, reach, shows, now } = context;
  const ofMash = await mashPersonOf(context);
  const by = ofMash ?? (await assessmentPersonOf(context));
  if (!by) {
    metrics.refused('not-of-the-desk');
    return context.standing().escalation.includes(context.by.id) ? [{ text: ringThem }] : shows.notYours();
  }
  if (!('roles' in by)) return [by];
  const mayKnow = (record: CaseRecord) => ofMash !== undefined || assessmentOf(record.events).passed.kind === 'yes';
  const done = await changeCase<Reply>(id, context, (record) => {
    const isThere = submittedIn(referralOf(record.events)) && !record.training && !erasedIn(record.events);
    if (!isThere || !mayKnow(record)) return { instead: shows.notYours() };
    return {
      outcome: readNews(record, revision, { by, now: now() }),
      by,
      answer: (next, how) =>
        typeof how === 'object'
          ? [{ text: notByYou }]
          : replyCard(readCard(next, reach.linkTo(next))).map((message) => ({ ...message, storeInChat: true })),
    };
  });
  return done?.answer ?? shows.notYours();
}

const ringThem =
  'You are not in the MASH channel, so you cannot read it there. Ring a MASH manager, and have them press it.';
const notByYou = 'You wrote this, so a colleague must read it.';
