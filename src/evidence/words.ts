import type { Difference } from './verify.ts';

/** What differs, in words and without a fact. */
export function differenceInWords(difference: Difference): string {
  switch (difference.what) {
    case 'unreadable':
      return 'the document cannot be read as a case';
    case 'another-case':
      return 'the document says that it is another case';
    case 'status-changed':
      return 'the status is not what the history comes to';
    case 'event-changed':
      return `${named(difference)} is not what was written: it was changed, or one before it was taken out with its link`;
    case 'event-removed':
      return `event ${difference.event} was removed`;
    case 'event-added':
      return `${named(difference)} was added later`;
    case 'events-reordered':
      return `${named(difference)} stands in another place than where it was written`;
    case 'fact-changed':
      return `the fact ${difference.fact} is not what was written`;
    case 'fact-removed':
      return `the fact ${difference.fact} is gone, and no event says that it was erased`;
    case 'fact-without-commitment':
      return `the fact ${difference.fact} came without an event`;
  }
}

const named = ({ event, type }: { event: number; type: string }): string => `event ${event} (${type})`;
