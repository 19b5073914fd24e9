import { type Action, errand } from '../../actions/action.ts';
import { type ErrandContext, type Reply, type ReplyMessage, replyCard } from '../../actions/context.ts';
import { mashPersonOf } from '../../actions/desk-person.ts';
import type { Feature } from '../../actions/feature.ts';
import { isAdmin } from '../../actions/surface.ts';
import type { Typed } from '../../actions/typed.ts';
import type { Instant } from '../../base/time.ts';
import { erasedIn } from '../../case/standing.ts';
import { clearedCard, erasedReceiptCard, face, retentionCard, teamFace } from './cards.ts';
import { events } from './events.ts';
import { type ReleaseRefused, whyNotReleased, withConfirmed, withErasingStopped, withReleased } from './rules.ts';
import { sideTask } from './side-task.ts';
import { periodsOf, retentionIn } from './state.ts';
import { confirmRetention, releaseRetention, showRetention, stopRetention } from './verbs.ts';

/**
 * Only administrators, and managers who are in the MASH channel now, may see and release what is due.
 * @returns why a person may not, or that Teams does not answer; undefined when they may
 */
async function refusalToOthers(context: ErrandContext): Promise<ReplyMessage | undefined> {
  if (isAdmin(context.by, context)) return undefined;
  const person = await mashPersonOf(context);
  if (person && !('roles' in person)) return person;
  if (person?.roles.has('mash-manager')) return undefined;
  return { text: 'Only administrators and MASH managers have to do with erasing. Nothing was changed.' };
}

async function periodsReply(context: ErrandContext, notice?: string) {
  const { by, pack, documents } = context;
  const record = await retentionIn(documents).load();
  const reader = { isAdmin: isAdmin(by, context), mayRelease: record.confirmed?.by !== by.id };
  return replyCard(retentionCard(record, pack, reader, notice));
}

/** Shows the periods, and what waits to be released. */
async function showPeriods(context: ErrandContext): Promise<Reply> {
  const refusal = await refusalToOthers(context);
  return refusal ? [refusal] : periodsReply(context);
}

const onlyAdmins: Reply = [
  { text: 'Only an administrator of this bot confirms or stops erasing by schedule. Nothing was changed.' },
];

/**
 * An administrator confirms the periods of the pack.
 * @param given `periods`: the periods that the pressed card showed; undefined when the words were typed
 */
async function confirmPeriods({ periods }: { periods?: string }, context: ErrandContext) {
  const { by, pack, now, documents, log } = context;
  if (!isAdmin(by, context)) return onlyAdmins;
  const current = periodsOf(pack);
  if (periods !== undefined && periods !== current)
    return periodsReply(context, 'The periods have changed since. Please look again, and confirm these.');
  const confirmed = { by: by.id, name: by.name || 'an administrator', at: now(), periods: current };
  const record = await retentionIn(documents).change((before) => withConfirmed(before, confirmed));
  if (record.confirmed?.at !== confirmed.at) return periodsReply(context);
  log.info({ event: 'retention.confirmed', by: by.id });
  return periodsReply(context, 'Confirmed. I list what is due at least 30 days before it goes.');
}

/** An administrator stops the schedule. Records that were released already are not erased either. */
async function stopSchedule(context: ErrandContext) {
  const { by, documents, log } = context;
  if (!isAdmin(by, context)) return onlyAdmins;
  await retentionIn(documents).change(withErasingStopped);
  log.info({ event: 'retention.stopped', by: by.id });
  return periodsReply(context, 'Stopped. I erase nothing now. What was released stays, too.');
}

/**
 * A second person releases the listed records.
 * @param given `round`: the list that the pressed card showed; undefined when the words were typed
 */
async function releaseListed({ round: list }: { round?: Instant }, context: ErrandContext): Promise<Reply> {
  const { by, pack, now, documents, log } = context;
  const refusal = await refusalToOthers(context);
  if (refusal) return [refusal];
  let why: ReleaseRefused | undefined;
  let count = 0;
  await retentionIn(documents).change((before) => {
    why = whyNotReleased(before, pack, { by: by.id, list });
    count = before.listed.length;
    return why ? before : withReleased(before, by.id, now());
  });
  if (why) return periodsReply(context, notReleasedWords[why]);
  log.info({ event: 'retention.released', by: by.id, count });
  return periodsReply(context, `Released: ${count}. Each goes on its day. A legal hold keeps it until then.`);
}

const notReleasedWords: Record<ReleaseRefused, string> = {
  off: 'Erasing by schedule is off. Nothing was released.',
  'same-person': 'You confirmed the periods, so somebody else must release. Nothing was released.',
  'nothing-listed': 'Nothing waits to be released.',
  'another-list': 'The list has changed since. Please look at this one. Nothing was released.',
};

/** Whether typed words about retention are a command from this person. Other people may type them as an answer. */
const hasSayInRetention = (context: ErrandContext) =>
  isAdmin(context.by, context) || context.currentSetUp().managers.includes(context.by.id);

const ownChat = ['chat'] as const;

const actions: readonly Action[] = [
  errand(showRetention, ownChat, (_, context) => showPeriods(context)),
  errand(confirmRetention, ownChat, confirmPeriods),
  errand(stopRetention, ownChat, (_, context) => stopSchedule(context)),
  errand(releaseRetention, ownChat, releaseListed),
];

/** Typed words that do the same as the retention buttons, for administrators and managers. */
const typed = [showRetention, confirmRetention, stopRetention, releaseRetention].map(
  (verb): Typed => ({
    who: hasSayInRetention,
    words: [verb.name.replace('-', ' ')],
    does: (_, { press }) => press(verb, {}),
  }),
);

export const retention = {
  name: 'retention',
  actions,
  events,
  face,
  teamFace,
  typed,
  sideTask,
  clears({ id, events: all }) {
    const erased = erasedIn(all);
    return erased && { before: erased.at, card: clearedCard(id) };
  },
  ownCase(record, pack) {
    const erased = erasedIn(record.events);
    return erased && erased.why !== 'deleted-draft' ? replyCard(erasedReceiptCard(record, erased, pack)) : undefined;
  },
  receipt: {
    instead({ record, pack }) {
      const erased = erasedIn(record.events);
      return erased && erasedReceiptCard(record, erased, pack);
    },
  },
} satisfies Feature;
