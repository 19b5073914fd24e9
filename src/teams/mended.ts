import type { Activity } from 'botbuilder';
import { mendedWords, withMendedNote } from '../cards/mended.ts';
import type { Turn } from './answering.ts';

/** Everything that is answered in this turn says, too, that a character of what was sent could not be read. */
export const tellingMended = (turn: Turn): Turn => ({
  activity: turn.activity,
  sendActivity(said, ...rest) {
    if (typeof said === 'string') return turn.sendActivity(withWords(said), ...rest);
    note(said);
    return turn.sendActivity(said, ...rest);
  },
  updateActivity(changed) {
    note(changed);
    return turn.updateActivity(changed);
  },
});

function note(activity: Partial<Activity>): void {
  const body = activity.type === 'invokeResponse' ? activity.value?.body : undefined;
  if (typeof body?.value === 'string') body.value = withWords(body.value);
  else if (body?.value) body.value = withMendedNote(body.value);
  if (activity.text) activity.text = withWords(activity.text);
  for (const attachment of activity.attachments ?? [])
    if (attachment.content?.type === 'AdaptiveCard') attachment.content = withMendedNote(attachment.content);
}

const withWords = (text: string): string => `${text}\n\n${mendedWords}`;
