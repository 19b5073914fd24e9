import type { Person } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import type { Faults } from '../cards/forms.ts';
import type { Refusal } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import {
  type Action,
  type At,
  asItStands,
  type CaseAction,
  notThere,
  type PressAnswer,
  type PressInput,
  type Sent,
} from './action.ts';
import { changeCase, type Decided } from './change-case.ts';
import type { Context, Reply, ReplyMessage } from './context.ts';
import { withHeard } from './heard.ts';
import { refusalWords } from './refusals.ts';
import type { Surface } from './surface.ts';

/** A press as it came in. All in it may be forged or old: it names things, it proves nothing. */
export interface Press {
  verb: string;
  data: object;
  typed: Record<string, string>; // what was written in the boxes, by field
}

/** Who presses is known to the place; everything else of the turn is here. */
export type Pressing = Omit<Context, 'by' | 'where'>;

/**
 * The one way in for every button. It asks in this order: the place's roster, before anything is read · whether the verb belongs
 * here · the place's gate · the action's own rule.
 */
export async function perform(
  press: Press,
  action: Action | undefined,
  surface: Surface,
  pressing: Pressing,
): Promise<Reply> {
  const by = await surface.whoPresses();
  if (!('roles' in by)) return [by];
  if (!action?.where.includes(surface.where)) return surface.notHere(action);
  const given = readPress(press, action);
  if (action.kind === 'errand') {
    if (!given) return [surface.notThere()];
    return action.does(given, { ...pressing, by, where: surface.where });
  }
  const id = CaseId.safeParse('case' in press.data ? press.data.case : undefined).data;
  return [id ? await onCase(id, { action, given }, by, surface, pressing) : surface.notThere()];
}

/** @returns undefined for a card that carries what its verb does not take */
function readPress({ data, typed }: Press, { verb }: Action): PressInput | undefined {
  const carried = verb.data.safeParse(data);
  const inputs = verb.inputs.safeParse(typed);
  return carried.success && inputs.success ? { ...carried.data, inputs: inputs.data, typed } : undefined;
}

interface Asked {
  action: CaseAction;
  given: PressInput | undefined;
}

/** `isTheirs`: the case is there for who pressed. `isMeant`: the press was understood, and they may. */
interface Acted {
  message: ReplyMessage;
  by: Person;
  isTheirs: boolean;
  isMeant: boolean;
}

async function onCase(
  id: CaseId,
  asked: Asked,
  who: Person,
  surface: Surface,
  pressing: Pressing,
): Promise<ReplyMessage> {
  const acted = await changeCase<Acted>(id, pressing, (record) => act(record, asked, who, surface, pressing));
  if (!acted) return surface.notThere();
  const { message, by, isTheirs, isMeant } = acted.answer;
  const what = { card: 'card' in message, recorded: acted.isNew, isMeant };
  if (isTheirs) await surface.afterwards(id, asked.action, by, what);
  return message;
}

/** Decides, and does nothing else. */
function act(
  record: CaseRecord,
  { action, given }: Asked,
  who: Person,
  surface: Surface,
  { doing, now, pack }: Pressing,
): Decided<Acted> {
  const gate = surface.gate(record, who);
  if ('instead' in gate) {
    const { instead, isTheirs = false, ...counted } = gate;
    return { instead: { message: instead, by: who, isTheirs, isMeant: false }, ...counted };
  }
  const { by, sent } = gate;
  const at: At = { by, now: now(), pack, where: surface.where };
  const acted = (shown: PressAnswer = asItStands(), on = sent, { isNew = false, isMeant = true } = {}): Acted => ({
    message: asMessage(shown, on, at, surface, isNew),
    by,
    isTheirs: !('notThere' in shown),
    isMeant,
  });
  if (!given) return { instead: acted(asItStands(), sent, { isMeant: false }) };
  const refusal = ofJoined(action, sent) ?? action.whyNot?.(sent, at);
  const outcome = refusal ? ({ kind: 'refused', why: refusal } as const) : action.does(sent, given, at);
  if (!('kind' in outcome)) return { instead: acted(outcome) };
  return {
    on: withHeard(record, doing), // a message that Teams sends twice must not answer the next question as well
    outcome,
    by,
    answer(after, how) {
      if (typeof how === 'object') return acted(refused(how, { sent, given, at }, action), sent, { isMeant: !refusal });
      const next = { record: after, referral: submittedIn(referralOf(after.events)) ?? sent.referral };
      const isNew = how === 'new';
      return acted(action.after?.(next, given, at, isNew), next, { isNew });
    },
  };
}

/** A call that was joined into another case is shown, and no more: what is to be done is done there. */
function ofJoined({ onlyShows = false }: CaseAction, { referral }: Sent): Refusal | undefined {
  return referral.status === 'joined' && !onlyShows ? { kind: 'joined', into: referral.joined.into } : undefined;
}

function asMessage(shown: PressAnswer, on: Sent, at: At, surface: Surface, isNew: boolean): ReplyMessage {
  if ('notThere' in shown) return surface.notThere();
  return 'asItStands' in shown ? surface.asItStands(on, at, { notice: shown.notice, isNew }) : shown;
}

function refused(
  why: Refusal,
  { sent, given, at }: { sent: Sent; given: PressInput; at: At },
  action: CaseAction,
): PressAnswer {
  const own = action.says?.(sent, given, at, why);
  if (own) return own;
  if (isFault(why) && action.again) return action.again(sent, given, at, why);
  const said = refusalWords(why, sent);
  if (said === 'not-there') return notThere;
  return 'text' in said ? said : asItStands(said.notice);
}

const isFault = (why: Refusal): why is Faults =>
  ['text-missing', 'text-too-long', 'boxes-are-wrong'].includes(why.kind);
