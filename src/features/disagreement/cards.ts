import type { Face } from '../../cards/face.ts';
import { begun } from '../../cards/fitted.ts';
import { helpCard } from '../../cards/helpful.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type Button,
  button,
  buttonWithoutInputs,
  type Card,
  capitalised,
  coloured,
  input,
  type Lines,
  line,
  type MashCard,
  mashCard,
  type Parts,
  plain,
  spacedBoldLine,
  titledLines,
} from '../../cards/parts.ts';
import { cardAbout } from '../../cards/to-referrer.ts';
import { myReferrals, show } from '../../cards/verbs.ts';
import { carerBlock, warningLines } from '../../cards/warnings.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { disagreementText, type Party } from '../../history/decision.ts';
import type { Pack } from '../../protocol/pack.ts';
import {
  agreementBy,
  agreements,
  currentLevel,
  type Disagreement,
  disagreementsOf,
  isOpen,
  type Side,
} from './state.ts';
import { type DisagreementStep, disagree, disagreementForm, openDisagreement } from './verbs.ts';
import { agreedWords, partyCalled, raisedBy, recordText, statusWords, untilInWords } from './words.ts';

type Sheet = Omit<MashCard, 'top' | 'badges'>;

/**
 * The layout that the card of a disagreement shares with its forms. In the MASH channel, only the person who pressed
 * sees the card.
 */
export function disagreementSheet(
  { id }: CaseRecord,
  side: Side,
  pack: Pack,
  { buttons = [], ...content }: Sheet,
): Card {
  if (side === 'mash') return mashCard({ ...content, top: [line(`${id} · only you see this card`, 'small')], buttons });
  return cardAbout(id, pack, {
    ...content,
    rows: [buttons],
  });
}

export const noDelayWords = 'It changes no deadline and holds up no help for the child.';

/** Who reads the card, and where: the referrer in their own chat, or a member of the MASH in its channel. */
export interface DisagreementReader {
  side: Side;
  party?: Party | undefined; // the raiser or the other party; a reader who is in neither cannot act
}

/** The state of one disagreement, with its whole record to copy. @source Protocol 13 */
export function disagreementCard(
  record: CaseRecord,
  disagreement: Disagreement,
  reader: DisagreementReader,
  pack: Pack,
  notice?: string,
) {
  const { number, levels } = disagreement;
  const open = isOpen(disagreement);
  const reason = textIn(record, disagreementText.outcome(number));
  const position: Lines = [
    line(open ? `Open: ${statusWords(disagreement)}` : capitalised(statusWords(disagreement)), 'bold'),
    disagreement.status === 'open' ? capitalised(untilInWords(disagreement)) : `By ${whoAndWhen(record, disagreement)}`,
    `Raised by ${raisedBy(record, disagreement)}, ${clockAndDay(levels[0].at)}`,
    levels.slice(1).map(({ at }, index) => `Level ${index + 1}: not settled, up on ${clockAndDay(at)}`),
    agreementLines(record, disagreement),
    reason && titledLines('Why it was closed', reason),
  ];
  return disagreementSheet(record, reader.side, pack, {
    summary: `${record.id}: disagreement ${number}`,
    heading: `Disagreement ${number}`,
    blocks: [
      notice && coloured('warning', [line(notice, 'bold')]),
      begun('position', coloured(open ? 'emphasis' : 'good', position)),
      reader.side === 'referrer' && carerBlock(record),
      plain([open && noDelayWords, warningLines(pack, 'disagree', record.facts.answers)]),
    ],
    inputs: [
      input('text', `copy__${record.revision}`, 'For the case notes of your agency: copy this text', {
        multiline: true,
        value: recordText(record, disagreement),
      }),
    ],
    buttons: [stepButtons(record, disagreement, reader), exitButton(record, reader)],
  });
}

/**
 * Which party says, at the current or last level, that the disagreement is settled, and which has not said so yet.
 */
function agreementLines(record: CaseRecord, disagreement: Disagreement): Lines {
  const said = agreements(disagreement);
  const silentSide = said[0]?.party === 'raiser' ? 'other' : 'raiser';
  return [
    said.map((each) =>
      titledLines(
        `${partyCalled(record, disagreement, each.party)} says that it is settled, ${clockAndDay(each.at)}`,
        agreedWords(record, each),
      ),
    ),
    said.length === 1 &&
      isOpen(disagreement) &&
      spacedBoldLine(`${partyCalled(record, disagreement, silentSide)} has not said so yet.`),
  ];
}

function stepButtons(
  record: CaseRecord,
  disagreement: Disagreement,
  { side, party }: DisagreementReader,
): Parts<Button> {
  const { number } = disagreement;
  const { level, target } = currentLevel(disagreement);
  const step = (title: string, choice: DisagreementStep) =>
    buttonWithoutInputs(disagreementForm, title, { case: record.id, number, level, choice });
  if (!isOpen(disagreement)) {
    // in the referrer's own chat the answer comes below the pressed card; in the channel it replaces the card
    const data = { case: record.id, ...(side === 'referrer' && { below: true }) };
    const again = buttonWithoutInputs(disagree, 'I disagree', data);
    return side === 'mash' || party === 'raiser' ? [again] : [];
  }
  return [
    party && !agreementBy(disagreement, party) && step('It is settled', 'settle'),
    party && step(target ? 'Change the date' : 'Set the date', 'date'),
    party && level < 3 && step(level === 1 ? 'Ask senior managers' : 'Ask the Board or Partnership', 'up'),
    party === 'raiser' && step('I no longer disagree', 'take-back'),
  ];
}

const exitButton = (record: CaseRecord, { side }: DisagreementReader) =>
  side === 'mash'
    ? buttonWithoutInputs(show, 'Back to the card', { case: record.id })
    : buttonWithoutInputs(myReferrals, 'My referrals', { below: true });

/** Tells a referrer that they can disagree only once the MASH has decided, and whom to ring until then. */
export const notDecidedHelp = (pack: Pack) =>
  helpCard(pack, {
    heading: 'There is no decision yet',
    lines: [
      'You can disagree once the MASH has decided.',
      `Is waiting not safe for the child? Ring ${pack.phones.urgent} now. You need not wait.`,
    ],
  });

/** Disagreements on the shared card. @source Protocol 13 */
export const face: Face = {
  blocks({ record }) {
    const lines = openOrLast(disagreementsOf(record.events)).map((each) => [
      spacedBoldLine(`Disagreement ${each.number} · ${statusWords(each)}`),
      `Raised by ${raisedBy(record, each)}, ${clockAndDay(each.levels[0].at)}${isOpen(each) ? ` · ${untilInWords(each)}` : ''}`,
    ]);
    return [plain(lines)];
  },

  more({ record }) {
    const all = disagreementsOf(record.events);
    const canRaise = !all.some((each) => isOpen(each) && each.side === 'mash');
    return [
      openOrLast(all).map(({ number }) =>
        button(openDisagreement, `Disagreement ${number}`, { case: record.id, number }),
      ),
      canRaise && button(disagree, 'I disagree', { case: record.id }),
    ];
  },
};

/** The open disagreements, or the last one if none is open. */
function openOrLast(all: Disagreement[]) {
  const open = all.filter(isOpen);
  return open.length > 0 ? open : all.slice(-1);
}
