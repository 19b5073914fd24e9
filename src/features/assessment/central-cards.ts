import type { Instant } from '../../base/time.ts';
import { whereToRing } from '../../cards/contact.ts';
import { carerWarning, type FormRetry, untouchedForm } from '../../cards/forms.ts';
import { laterFacts } from '../../cards/later-facts.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type Block,
  button,
  type Card,
  coloured,
  input,
  line,
  mashCard,
  type Parts,
  plain,
  spacedLine,
} from '../../cards/parts.ts';
import { answerInWords, ticksInWords } from '../../cards/referral-text.ts';
import { assessmentShow } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import { answerTo } from '../../check/draft.ts';
import { assessmentText, CentralOutcome } from '../../history/assessment.ts';
import type { CentralQuestion } from '../../protocol/central.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { assessmentSheet, formButton, neverWritePlacement } from './forms.ts';
import { outcomeBoxes, sentBoxes } from './rules.ts';
import { assessmentOf, centralOf } from './state.ts';
import { centralPrepare } from './verbs.ts';
import { centralLines, outcomeWords } from './words.ts';

/**
 * Sorts the questions of the national form: those that the case already answers, in the words that were written, and
 * those still missing. Nothing is made up, shortened or rewritten. The case does not hold where the child is placed, so
 * neither does this text.
 * @source Protocol 4.3; today’s national guidance
 */
function centralAnswers(
  record: CaseRecord,
  pack: Pack,
): { known: { ask: string; lines: string[] }[]; missing: string[] } {
  const all = pack.central.asks.map((asked) => ({ ask: asked.ask, lines: linesFor(asked, record, pack) }));
  return {
    known: all.filter(({ lines }) => lines.length > 0),
    missing: all.filter(({ lines }) => lines.length === 0).map(({ ask }) => ask),
  };
}

function linesFor({ from, lists, always, findings }: CentralQuestion, record: CaseRecord, pack: Pack): string[] {
  const { answers, texts } = record.facts;
  const later = laterFacts(record, pack);
  const answered = from
    .filter((id) => later[id] || ![undefined, 'not-known'].includes(answerTo(answers, id)))
    .map((id) => fieldOf(pack, id))
    .map((field) => `${field.short}: ${later[field.id] ?? answerInWords(answers, field, pack)}`);
  const ticks = Object.fromEntries(Object.entries(answers.ticks).filter(([id]) => lists.includes(id)));
  const tickedLines =
    lists.length > 0 ? ticksInWords({ ...answers, ticks }, pack).map(({ title, text }) => `${title}. ${text}`) : [];
  return [...(always ? [always] : []), ...answered, ...tickedLines, ...(findings ? findingLines(record, texts) : [])];
}

function findingLines(record: CaseRecord, texts: Record<string, string>): string[] {
  const { suspicion, specialist } = assessmentOf(record.events);
  const text = (name: string) => texts[name] ?? '';
  return [
    ...(suspicion.kind === 'not-said'
      ? []
      : [`Why trafficking is suspected: ${text(assessmentText.suspicion(suspicion.entry.number))}`]),
    ...(specialist.kind === 'done'
      ? [`Reasonable grounds, why: ${text(assessmentText.grounds(specialist.finding.number))}`]
      : []),
  ];
}

const pageCharacters = 6000;

/** The same answers as pages of text to copy. Each page says that nothing was sent. */
function centralTexts(record: CaseRecord, pack: Pack, now: Instant): string[] {
  const { known, missing } = centralAnswers(record, pack);
  const parts = [
    ...known.map(({ ask, lines }) => [ask, ...lines.map((each) => `  ${each}`)].join('\n')),
    ['Still missing', ...missing.map((ask) => `  - ${ask}`)].join('\n'),
  ];
  const pages: string[] = [];
  for (const part of parts) {
    const page = pages.at(-1);
    if (page !== undefined && page.length + part.length <= pageCharacters)
      pages[pages.length - 1] = `${page}\n\n${part}`;
    else pages.push(part);
  }
  const head = `Case ${record.id}, from what is recorded up to ${clockAndDay(now)}. Nothing was sent.`;
  return pages.map((page, at) => `${head} Page ${at + 1} of ${pages.length}.\n\n${page}`);
}

/**
 * Text for the national form, to copy, with the answers that the case already has. A person sends it.
 * @source Protocol 4.3; today’s national guidance
 */
export function prepareCentralCard(record: CaseRecord, pack: Pack, now: Instant, page = 1): Card {
  const { missing } = centralAnswers(record, pack);
  const texts = centralTexts(record, pack, now);
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
      ...carerWarning(record),
      plain([
        'A child is not asked for consent. Each child has their own referral, brothers and sisters too.',
        neverWritePlacement,
      ]),
      ...whoElseToTell(pack),
      ...stillMissing(missing),
    ],
    inputs: [
      input('text', `copy__${at}`, `Text to copy, page ${at} of ${texts.length}`, {
        multiline: true,
        value: texts[at - 1] ?? '',
      }),
    ],
    buttons: [
      formButton(record, 'Record that it was sent', 'central-sent', { inputs: 'none' }),
      at < texts.length && button(centralPrepare, 'Next page', { ...data, page: at + 1 }, { inputs: 'none' }),
      button(assessmentShow, 'Back to the card', data, { inputs: 'none' }),
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

function stillMissing(missing: string[]): Block[] {
  if (missing.length === 0) return [];
  const more = missing.length - missingOnCard;
  return [
    plain([
      line(`Still missing: ${missing.length} ${missing.length === 1 ? 'answer' : 'answers'}`, 'bold'),
      ...missing.slice(0, missingOnCard).map((each) => line(`• ${each}`, 'small')),
      more > 0 && line(`And ${more} more. All of them stand at the end of the text.`, 'small'),
    ]),
  ];
}

/** The form in which a person records that they sent the central referral, with its reference and the day. */
export function centralSentForm(record: CaseRecord, pack: Pack, again: FormRetry = untouchedForm, notice = ''): Card {
  const central = centralOf(record.events);
  const latestNumber = central.kind === 'recorded' ? central.entry.number : 0;
  return assessmentSheet(record, 'central-sent', again, {
    heading: latestNumber > 0 ? 'Correct what was sent' : 'Record that it was sent',
    help: 'I send nothing. You say here that you, or a colleague, sent it.',
    blocks: [latestNumber > 0 && plain([line('Recorded so far', 'bold'), ...centralLines(record, pack.central)])],
    boxes: sentBoxes,
    labels: { reference: 'Reference you were given', sent: 'Sent on' },
    notice,
    revision: latestNumber,
  });
}

/** The form in which a person records what the authority said. */
export function centralOutcomeForm(record: CaseRecord, pack: Pack, again: FormRetry = untouchedForm): Card {
  const central = centralOf(record.events);
  const pathway = central.kind === 'recorded' ? central.entry.pathway : pack.central.pathway;
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
