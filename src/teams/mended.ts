import type { Activity, TurnContext } from 'botbuilder';
import { mendedWords, withMendedNote } from '../cards/mended.ts';

/** Everything that is answered in this turn says, too, that a character of what was sent could not be read. */
export function tellMended(context: TurnContext): void {
  context.onSendActivities(async (_context, activities, next) => {
    activities.forEach(note);
    return next();
  });
  context.onUpdateActivity(async (_context, activity, next) => {
    note(activity);
    return next();
  });
}

function note(activity: Partial<Activity>): void {
  const body = activity.type === 'invokeResponse' ? activity.value?.body : undefined;
  if (typeof body?.value === 'string') body.value = withWords(body.value);
  else if (body?.value) body.value = withMendedNote(body.value);
  if (activity.text) activity.text = withWords(activity.text);
  for (const attachment of activity.attachments ?? [])
    if (attachment.content?.type === 'AdaptiveCard') attachment.content = withMendedNote(attachment.content);
}

const withWords = (text: string): string => `${text}\n\n${mendedWords}`;
