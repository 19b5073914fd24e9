import type { LogVerdict } from './chained-log.ts';
import type { Difference } from './verify.ts';

/** Describes a difference in words, without revealing a fact. */
export function differenceInWords(difference: Difference): string {
  const number = 'event' in difference ? difference.event : '';
  const event = 'type' in difference ? `event ${number} (${difference.type})` : '';
  const fact = 'fact' in difference ? `the fact ${difference.fact}` : '';
  const words: Record<Difference['what'], string> = {
    unreadable: 'the document cannot be read as a case',
    'another-case': 'the document says that it is another case',
    'status-changed': 'the status is not what the history comes to',
    'event-changed': `${event} is not what was written: it was changed, or an earlier event was removed with its link`,
    'event-removed': `event ${number} was removed`,
    'event-added': `${event} was added later`,
    'events-reordered': `${event} stands in another place than where it was written`,
    'fact-changed': `${fact} is not what was written`,
    'fact-removed': `${fact} is gone, and no event says that it was erased`,
    'fact-without-commitment': `${fact} came without an event`,
  };
  return words[difference.what];
}

/**
 * Describes how a list is broken. `called`: what an entry of this list is called, such as "read" or "entry".
 */
export function brokenListInWords({ entry, what }: Extract<LogVerdict, { kind: 'broken' }>, called: string): string {
  const words = {
    changed: 'is not what was written, or stands in another place',
    removed: 'was removed',
  } satisfies Record<typeof what, string>;
  return `${called} ${entry} ${words[what]}`;
}
