import { type Context, type Reply, type ReplyMessage, replyCard } from '../../actions/context.ts';
import { mashPersonOf } from '../../actions/desk-person.ts';
import { isAdmin } from '../../actions/staff.ts';
import type { Instant } from '../../base/time.ts';
import {
  periodsOf,
  type ReleaseRefused,
  whyNotReleased,
  withConfirmed,
  withErasingStopped,
  withReleased,
} from '../../settings/retention.ts';
import { retentionCard } from './schedule-cards.ts';

/**
 * Whether somebody has to do with erasing: an administrator, or a manager who is in the MASH channel at this moment.
 * @returns in words, where they have not, or Teams does not say
 */
async function whyNot(context: Context): Promise<ReplyMessage | undefined> {
  if (isAdmin(context.by, context)) return undefined;
  const person = await mashPersonOf(context);
  if (person && !('roles' in person)) return person;
  if (person?.roles.has('mash-manager')) return undefined;
  return { text: 'Only administrators and MASH managers have to do with erasing. Nothing was changed.' };
}

async function shown(context: Context, notice?: string): Promise<Reply> {
  const { by, pack, retention } = context;
  const record = await retention.load();
  const reader = { isAdmin: isAdmin(by, context), mayRelease: record.confirmed?.by !== by.id };
  return replyCard(retentionCard(record, pack, reader, notice));
}

/** The periods, and what waits to be released. */
export async function showPeriods(context: Context): Promise<Reply> {
  const refused = await whyNot(context);
  return refused ? [refused] : shown(context);
}

const onlyAdmins: Reply = [
  { text: 'Only an administrator of this bot confirms or stops erasing by schedule. Nothing was changed.' },
];

/** An administrator confirms the periods of the pack. @param periods as their card showed them; undefined where it was typed */
export async function confirmPeriods(periods: string | undefined, context: Context): Promise<Reply> {
  const { by, pack, now, retention, log } = context;
  if (!isAdmin(by, context)) return onlyAdmins;
  const present = periodsOf(pack);
  if (periods !== undefined && periods !== present)
    return shown(context, 'The periods have changed since. Please look again, and confirm these.');
  const confirmed = { by: by.id, name: by.name || 'an administrator', at: now(), periods: present };
  const record = await retention.change((before) => withConfirmed(before, confirmed));
  if (record.confirmed?.at !== confirmed.at) return shown(context);
  log.info({ event: 'retention.confirmed', by: by.id });
  return shown(context, 'Confirmed. I list what is due at least 30 days before it goes.');
}

/** An administrator stops it. What was released is not erased either. */
export async function stop(context: Context): Promise<Reply> {
  const { by, retention, log } = context;
  if (!isAdmin(by, context)) return onlyAdmins;
  await retention.change(withErasingStopped);
  log.info({ event: 'retention.stopped', by: by.id });
  return shown(context, 'Stopped. Nothing is erased by itself, also not what was released.');
}

/** A second person releases what is listed. @param list the one that their card showed; undefined where it was typed */
export async function release(list: Instant | undefined, context: Context): Promise<Reply> {
  const { by, pack, now, retention, log } = context;
  const refused = await whyNot(context);
  if (refused) return [refused];
  let why: ReleaseRefused | undefined;
  let count = 0;
  await retention.change((before) => {
    why = whyNotReleased(before, pack, { by: by.id, list });
    count = before.listed.length;
    return why ? before : withReleased(before, by.id, now());
  });
  if (why) return shown(context, notReleased[why]);
  log.info({ event: 'retention.released', by: by.id, count });
  return shown(context, `Released: ${count}. Each goes on its day. A legal hold keeps it until then.`);
}

const notReleased: Record<ReleaseRefused, string> = {
  off: 'Erasing by schedule is off. Nothing was released.',
  'same-person': 'You confirmed the periods, so somebody else must release. Nothing was released.',
  'nothing-listed': 'Nothing waits to be released.',
  'another-list': 'The list has changed since. Please look at this one. Nothing was released.',
};

/** Whether a word about retention is meant for this: others may type it as an answer. */
export const isConcerned = (context: Context): boolean =>
  isAdmin(context.by, context) || context.standing().managers.includes(context.by.id);
