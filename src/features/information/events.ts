import { clockAndDay } from '../../cards/london.ts';
import { type Events, words } from '../../cards/meaning.ts';
import { line } from '../../cards/parts.ts';
import { textOf } from '../../history/events.ts';

export const events: Events<'InformationAdded'> = {
  InformationAdded: {
    card: true,
    receipt: true,
    line: ({ number, at }, { record }) =>
      words(
        'Added by the referrer',
        line(record.facts.texts[textOf.information(number)] ?? ''),
        line(clockAndDay(at), 'small', 'Small'),
      ),
  },
};
