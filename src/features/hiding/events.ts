import { type Events, words } from '../../cards/meaning.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { EventAt, Plain } from '../../case/part.ts';
import { hiddenWhy, staffName } from '../../case/record.ts';
import { isOwnReferral } from '../../case/state.ts';
import { redrawn } from '../../case/tell.ts';
import { type EventOf, saidName } from '../../history/events.ts';
import { sideText } from '../side-records/state.ts';
import { agreeCard, hiddenCard, saidAt } from './cards.ts';

/** The lines in the threads that hold the words, or a copy of them. */
function linesWith({ said, copies }: EventOf<'WordsHidden'>, { record }: EventAt): Plain[] {
  const { events: all, facts } = record;
  const names = [said, ...copies];
  const isShown = (event: (typeof all)[number]) => {
    if (event.type === 'FamilyClaimed' || event.type === 'VisitorSeen') return names.includes(sideText.words(event));
    const address = event.type === 'AddressShown' && facts.held?.[event.number]?.words;
    return address
      ? names.some((name) => facts.texts[name]?.includes(address))
      : names.includes((event.type === 'SentByMistake' ? event.said : saidName(event)) ?? '');
  };
  return redrawn(record, (message) => {
    const event = message.kind === 'line' || message.kind === 'assessment-line' ? all[message.event] : undefined;
    return event !== undefined && isShown(event);
  });
}

export const events: Events<'HidingAsked' | 'WordsHidden'> = {
  HidingAsked: {
    notices: {
      agree: {
        to: ({ by }, { desk, referral }) =>
          desk.managers.filter((each) => each !== by && !(referral && isOwnReferral(referral, each))),
        isPast: ({ said }, { events: all }) => all.some((each) => each.type === 'WordsHidden' && each.said === said),
        card: agreeCard,
      },
    },
    line: (event, { record }) =>
      words(
        'A manager asks to hide words',
        `The referrer’s of ${saidAt(record, event)}: ${hiddenWhy[event.why]}. A second manager must agree.`,
        spacedSmallLine(whoAndWhen(record, event)),
      ),
  },
  WordsHidden: {
    card: true,
    also: linesWith,
    notices: {
      hidden: {
        to: (_, { record }) => [record.author],
        mayFail: true,
        card: (event, { record, pack }) => hiddenCard(event, record, pack),
      },
    },
    line: (event, { record }) =>
      words(
        'Words are hidden',
        `The referrer’s of ${saidAt(record, event)}: ${hiddenWhy[event.why]}. They stay in the record.`,
        spacedSmallLine(`${staffName(record, event.askedBy)} and ${whoAndWhen(record, event)}`),
      ),
  },
};
