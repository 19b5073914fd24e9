import type { Person } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import type { Texts } from '../base/texts.ts';
import { type Faults, faultsInWords, formAgain } from '../cards/forms.ts';
import type { Refusal } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import { sentReferral } from '../case/standing.ts';
import { isUnsaid } from '../store/people.ts';
import {
  type Action,
  type At,
  asItStands,
  type CaseAction,
  type NotThere,
  notThere,
  type PressAnswer,
  type PressInput,
  placesOf,
  type Sent,
  type Showing,
} from './action.ts';
import { changeCase, type PlannedChange } from './change-case.ts';
import type { Context, Reply, ReplyMessage } from './context.ts';
import { withMessageNoted } from './heard.ts';
import { onOwnCase } from './own-action.ts';
import { recordReads } from './reading.ts';
import { refusalWords } from './refusals.ts';
import type { Surface } from './surface.ts';

/** A press as it came in. Any part of it may be forged or old: it names things and proves nothing. */
export interface Press {
  verb: string;
  data: object;
  typed: Texts; // the text in the input boxes, by field
}

/** The turn without the person and the kind of place: the surface supplies those. */
export type Pressing = Omit<Context, 'by' | 'where'>;

/**
 * Every button press goes through here. The checks, in order: the roster of the place, before anything is read ·
 * whether the verb belongs here · the gate of the place, or whether the case is the person's own · the action's own rule.
 */
export async function perform(
  press: Press,
  action: Action | undefined,
  surface: Surface,
  pressing: Pressing,
): Promise<Reply> {
  const by = await surface.whoPresses();
  if (!('roles' in by)) return [by];
  if (!action || !placesOf(action).includes(surface.where)) return surface.notHere(action);
  const given = readPress(press, action);
  const id = CaseId.safeParse('case' in press.data ? press.data.case : undefined).data;
  if (action.kind === 'case') {
    return [id ? await onCase(id, { action, given }, by, surface, pressing) : (action.notThere ?? surface.notThere())];
  }
  const context: Context = { ...pressing, by, where: surface.where };
  if (!given) return [surface.notThere()];
  switch (action.kind) {
    case 'own':
      return id ? onOwnCase(id, action.plan(given, context), context) : [surface.notThere()];
    case 'cases':
      return showCases(await action.does(given, context), action.verb.name, surface, context);
    case 'errand': {
      const answer = await action.does(given, context);
      if (Array.isArray(answer)) return answer;
      pressing.metrics.refused(answer.refused);
      return [{ text: answer.text }];
    }
  }
}

/** Enters the cases that are shown in their access logs, and then shows them. */
async function showCases(answer: NotThere | Reply | Showing, how: string, surface: Surface, context: Context) {
  if ('notThere' in answer) return [surface.notThere()];
  if (Array.isArray(answer)) return answer;
  await recordReads(answer.showed, how, context.by, context);
  return answer.reply;
}

/** @returns undefined if the card carries data that its verb does not accept */
function readPress({ data, typed }: Press, { verb }: Action): PressInput | undefined {
  const carried = verb.data.safeParse(data);
  const inputs = verb.inputs.safeParse(typed);
  return carried.success && inputs.success ? { ...carried.data, inputs: inputs.data, typed } : undefined;
}

interface RequestedAction {
  action: CaseAction;
  given: PressInput | undefined;
  wordsWait?: boolean;
}

async function doWordsWait(id: CaseId, { cases, people }: Pressing) {
  const author = (await cases.load(id))?.author;
  return author !== undefined && ((await people.load(author)).unfiled?.some(isUnsaid) ?? false);
}

/** `isTheirs`: the person may see the case. `isMeant`: the press was understood, and the person may do it. */
interface PressResult {
  message: ReplyMessage;
  isTheirs: boolean;
  isMeant: boolean;
}

async function onCase(id: CaseId, requested: RequestedAction, who: Person, surface: Surface, pressing: Pressing) {
  const { action } = requested;
  const wordsWait = action.asksForWords === true && (await doWordsWait(id, pressing));
  const change = await changeCase<PressResult>(id, pressing, (record) =>
    act(record, { ...requested, wordsWait }, who, surface, pressing),
  );
  if (!change) return action.notThere ?? surface.notThere();
  const { message, isTheirs, isMeant } = change.answer;
  if (!isTheirs) return message;
  // Before the person sees it. If the read cannot be recorded, they see nothing.
  if ((surface.recordsReads || message.showsFact) && 'card' in message && !change.isNew)
    await recordReads([id], action.verb.name, who, pressing);
  await surface.afterwards?.(id, action, 'card' in message && isMeant);
  return message;
}

/** Decides what the press does to the case. It has no side effects. */
function act(
  record: CaseRecord,
  { action, given, wordsWait = false }: RequestedAction,
  who: Person,
  surface: Surface,
  { turnInput, now, pack, reach }: Pressing,
): PlannedChange<PressResult> {
  const gate = surface.gate(record, who);
  const gone = action.notThere ?? surface.notThere();
  if ('instead' in gate) {
    const { instead, isTheirs = false, refusal } = gate;
    const message = 'notThere' in instead ? gone : instead;
    return { instead: { message, isTheirs, isMeant: false }, refusal };
  }
  const { by, sent } = gate;
  const at: At = { by, now: now(), pack, where: surface.where, linkTo: reach.linkTo, wordsWait };
  const resultOf = (
    answer: PressAnswer = asItStands(),
    on = sent,
    { isNew = false, isMeant = true } = {},
  ): PressResult => {
    if ('notThere' in answer) return { message: gone, isTheirs: false, isMeant };
    const message = 'asItStands' in answer ? surface.asItStands(on, at, { notice: answer.notice, isNew }) : answer;
    return { message, isTheirs: true, isMeant };
  };
  if (!given) return { instead: resultOf(asItStands(), sent, { isMeant: false }) };
  const refusal = whyNotWhenJoined(action, sent) ?? action.whyNot?.(sent, at);
  const outcome = refusal ? ({ kind: 'refused', why: refusal } as const) : action.does(sent, given, at);
  if (!('kind' in outcome)) return { instead: resultOf(outcome) };
  return {
    // words of the author that Teams sends twice must not also answer the next question
    on: surface.where === 'chat' ? withMessageNoted(record, turnInput) : record,
    outcome,
    by,
    answer(after, result) {
      if (typeof result === 'object')
        return resultOf(answerToRefusal(result, { sent, given, at }, action), sent, { isMeant: !refusal });
      const next = { record: after, referral: sentReferral(after) ?? sent.referral };
      const isNew = result === 'new';
      return resultOf(action.after?.(next, given, at, isNew), next, { isNew });
    },
  };
}

/** A call that was joined into another case can only be shown: people work on that other case instead. */
function whyNotWhenJoined({ worksWhenJoined = false }: CaseAction, { referral }: Sent): Refusal | undefined {
  return referral.status === 'joined' && !worksWhenJoined ? { kind: 'joined', into: referral.joined.into } : undefined;
}

function answerToRefusal(
  why: Refusal,
  { sent, given, at }: { sent: Sent; given: PressInput; at: At },
  action: CaseAction,
) {
  const ownAnswer = action.onRefusal?.(sent, given, at, why);
  if (ownAnswer) return ownAnswer;
  if (isFault(why) && action.again)
    return action.again(sent, given, at, formAgain({ attempt: 0, ...given }, faultsInWords(why, action.problems)), why);
  const words = refusalWords(why, sent);
  if (words === 'not-there') return notThere;
  return 'text' in words ? words : asItStands(words.notice);
}

const isFault = (why: Refusal): why is Faults =>
  ['text-missing', 'text-too-long', 'boxes-are-wrong'].includes(why.kind);
