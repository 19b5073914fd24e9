import type { Instant } from '../../base/time.ts';
import { whereToRing } from '../../cards/contact.ts';
import { carerWarning, type FormRetry, untouchedForm } from '../../cards/forms.ts';
import { laterFacts } from '../../cards/later-facts.ts';
import { clockAndDay, counted } from '../../cards/london.ts';
import {
  type Block,
  buttonWithoutInputs,
  type Card,
  coloured,
  input,
  inRows,
  line,
  mashCard,
  type Parts,
  plain,
  shown,
  spacedLine,
} from '../../cards/parts.ts';
import { answerInWords, ticksInWords } from '../../cards/referral-text.ts';
import { assessmentShow } from '../../cards/verbs.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { answerTo } from '../../draft/draft.ts';
import { assessmentText, CentralOutcome } from '../../history/assessment.ts';
import type { CentralQuestion } from '../../protocol/central.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { assessmentSheet, formButton, neverWritePlacement } from './forms.ts';
import { outcomeBoxes, sentBoxes } from './rules.ts';
import { assessmentOf, centralOf } from './state.ts';
import { centralPrepare } from './verbs.ts';
import { centralLines, outcomeWords } from './words.ts';

/**
 * The questions of the national form, with the answers that the case already has, in the words that were written.
 * Nothing is made up, shortened or rewritten. The case does not hold where the child is placed, so neither does this
 * text.
 * @source Protocol 4.3; today’s national guidance
 */
const centralAnswers = (record: CaseRecord, pack: Pack) =>
  pack.central.asks.map((asked) => ({ ask: asked.ask, lines: linesFor(asked, record, pack) }));

function linesFor({ from, lists, always, findings }: CentralQuestion, record: CaseRecord, pack: Pack) {
  const { answers } = record.facts;
  const later = laterFacts(record, pack);
  const answered = from
    .filter((id) => later[id] || ![undefined, 'not-known'].includes(answerTo(answers, id)))
    .map((id) => fieldOf(pack, id))
    .map((field) => `${field.short}: ${later[field.id] ?? answerInWords(answers, field, pack)}`);
  const ticked = ticksInWords(answers, pack, { isIn: ({ list }) => lists.includes(list) }).map(
    ({ title, text }) => `${title}. ${text}`,
  );
  return shown([always, answered, lists.length > 0 && ticked, findings && findingLines(record)]);
}

function findingLines(record: CaseRecord): Parts<string> {
  const { suspicion, specialist } = assessmentOf(record.events);
  const { finding } = specialist;
  return [
    suspicion && `Why trafficking is suspected: ${textIn(record, assessmentText.suspicion(suspicion.number))}`,
    finding && `Reasonable grounds, why: ${textIn(record, assessmentText.grounds(finding.number))}`,
  ];
}

const pageCharacters = 6000;

/** The same answers as pages of text to copy. Each page says that nothing was sent. */
function centralTexts({ id }: CaseRecord, known: CentralAnswers, missing: string[], now: Instant) {
  const parts = [
    ...known.map(({ ask, lines }) => [ask, ...lines.map((each) => `  ${each}`)].join('\n')),
    ['Still missing', ...missing.map((ask) => `  - ${ask}`)].join('\n'),
  ];
  const pages = inRows(parts, (page) => inParagraphs(page).length <= pageCharacters);
  const head = `Case ${id}, from what is recorded up to ${clockAndDay(now)}. Nothing was sent.`;
  return pages.map((page, at) => `${head} Page ${at + 1} of ${pages.length}.\n\n${inParagraphs(page)}`);
}

type CentralAnswers = ReturnType<typeof centralAnswers>;
const inParagraphs = (texts: string[]) => texts.join('\n\n');

/**
 * Text for the national form, to copy, with the answers that the case already has. A person sends it.
 * @source Protocol 4.3; today’s national guidance
 */
export function prepareCentralCard(record: CaseRecord, pack: Pack, now: Instant, page = 1) {
  const all = centralAnswers(record, pack);
  const known = all.filter(({ lines }) => lines.length > 0);
  const missing = all.filter(({ lines }) => lines.length === 0).map(({ ask }) => ask);
  const texts = centralTexts(record, known, missing, now);
  const at = Math.min(Math.max(page, 1), texts.length);
  const data = { case: record.id };
  return mashCard({
    summary: `${record.id}: central referral, to prepare`,
    top: [line('Only you see this card', 'small')],
    heading: 'Prepare central referral',
    blocks: [
      coloured('emphasis', [
        line('I send nothing. Copy the text and send it yourself.', 'bold'),
        spacedLine(pack.central.where),
        spacedLine('Then press “Record that it was sent”.'),
      ]),
      carerWarning(record),
      plain([
        'A child is not asked for consent. Each child has their own referral, brothers and sisters too.',
        neverWritePlacement,
      ]),
      whoElseToTell(pack),
      missing.length > 0 && stillMissing(missing),
    ],
    inputs: [
      input('text', `copy__${at}`, `Text to copy, page ${at} of ${texts.length}`, {
        multiline: true,
        value: texts[at - 1] ?? '',
      }),
    ],
    buttons: [
      formButton(record, 'Record that it was sent', 'central-sent', { inputs: 'none' }),
      at < texts.length && buttonWithoutInputs(centralPrepare, 'Next page', { ...data, page: at + 1 }),
      buttonWithoutInputs(assessmentShow, 'Back to the card', data),
    ],
  });
}

/**
 * Who must send the central referral, and who else to tell, if the pack names them.
 * @source today’s national guidance
 */
function whoElseToTell({ central: { duty, guardian }, contacts }: Pack): Parts<Block> {
  const other = contacts.find(({ id }) => id === guardian);
  return [
    duty && plain([line(duty, 'bold')]),
    other && plain([line(`Tell them too: ${other.name}`, 'bold'), ...whereToRing(other, 'bold')]),
  ];
}

const missingOnCard = 8; // a longer list would push the text box, which is the point of the card, out of sight

function stillMissing(missing: string[]) {
  const more = missing.length - missingOnCard;
  return plain([
    line(`Still missing: ${counted(missing.length, 'answer')}`, 'bold'),
    missing.slice(0, missingOnCard).map((each) => line(`• ${each}`, 'small')),
    more > 0 && line(`And ${more} more. All of them stand at the end of the text.`, 'small'),
  ]);
}

/** The form in which a person records that they sent the central referral, with its reference and the day. */
export function centralSentForm(record: CaseRecord, pack: Pack, again: FormRetry = untouchedForm, notice = ''): Card {
  const latestNumber = centralOf(record.events)?.entry.number ?? 0;
  return assessmentSheet(record, 'central-sent', again, {
    heading: latestNumber > 0 ? 'Correct what was sent' : 'Record that it was sent',
    help: 'I send nothing. You say here that you, or a colleague, sent it.',
    blocks: [latestNumber > 0 && plain([line('Recorded so far', 'bold'), centralLines(record, pack.central)])],
    boxes: sentBoxes,
    labels: { reference: 'Reference you were given', sent: 'Sent on' },
    notice,
    revision: latestNumber,
  });
}

/** The form in which a person records what the authority said. */
export function centralOutcomeForm(record: CaseRecord, pack: Pack, again: FormRetry = untouchedForm): Card {
  const pathway = centralOf(record.events)?.entry.pathway ?? pack.central.pathway;
  const choices = Object.fromEntries(CentralOutcome.options.map((each) => [each, outcomeWords(each, pathway)]));
  return assessmentSheet(record, 'central-outcome', again, {
    heading: 'Record central answer',
    help: 'What the authority said, in its own terms. It is their decision, and I make none.',
    blocks: [plain(centralLines(record, pack.central))],
    boxes: outcomeBoxes(pathway),
    labels: { outcome: 'What they said', who: 'Who said so', heard: 'Heard on' },
    choices,
  });
}
