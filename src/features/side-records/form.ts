import { carerWarning, type FormRetry, limit, limitWords, text, untouchedForm } from '../../cards/forms.ts';
import { button, type Card, coloured, type Input, input, line, mashCard, plain } from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import { shortLimit } from './rules.ts';
import type { SideKind } from './state.ts';
import { saveSideRecord } from './verbs.ts';

/** The title of each kind of record, on its button and its form. */
export const sideTitles: Record<SideKind, string> = {
  police: 'Police informed',
  family: 'Claims to be family',
  visitor: 'Visitor or stranger',
  news: 'New information',
  missing: 'Child is missing',
};

/** What to do when somebody says that they are family. @source Protocol 10.1 */
export const familyClaimAdvice = ['Do not hand over. Do not disclose.', 'Look into them first.'];

const helpTexts: Record<SideKind, string> = {
  police: 'When were the police told, and what is their reference? The bot has told nobody.',
  family: 'Who says that they are family, to whom, and what do they want?',
  visitor: 'Who was seen at the placement, when, and doing what? Do not write where the child stays.',
  news: 'What is new, from whom and since when? It stands beside the referral.',
  missing: 'Ring the police first, on 999. This tells the MASH and every manager.',
};

/** The form for a record beside the referral. Only the person who fills it in sees the form. */
export function sideForm(record: CaseRecord, kind: SideKind, retry: FormRetry = untouchedForm): Card {
  const data = { case: record.id, choice: kind, attempt: retry.attempt };
  const alarm = familyClaimAdvice.map((words) => line(words, 'bold'));
  return mashCard({
    summary: `${record.id}: record`,
    top: [line(record.id, 'bold')],
    heading: sideTitles[kind],
    blocks: [
      ...(kind === 'family' ? [coloured('attention', alarm)] : []),
      plain(
        [line(helpTexts[kind]), line('It goes to the MASH, not to the referrer. Only you see this form.', 'small')],
        'Small',
      ),
      ...carerWarning(record),
    ],
    inputs: inputsOf(kind, retry),
    buttons: [
      button(saveSideRecord, 'Record it', data, { style: 'positive' }),
      button(show, 'Cancel', { case: record.id }, { inputs: 'none' }),
    ],
  });
}

function inputsOf(kind: SideKind, retry: FormRetry): Input[] {
  const short = limitWords(shortLimit);
  if (kind === 'police')
    return [
      { ...text('when', `When were they told? (required, ${short})`, retry), multiline: false },
      { ...text('reference', `Police reference (${short})`, retry), multiline: false },
    ];
  if (kind !== 'missing') return [text('words', `In your words (required, ${limit})`, retry)];
  const know = input('one', `know__${retry.attempt}`, 'Do the police know?', {
    value: retry.typed.know ?? '',
    choices: [
      { title: 'Yes', value: 'yes' },
      { title: 'Not yet', value: 'no' },
    ],
  });
  return [know, text('words', `Since when, and who says so? (${limit})`, retry)];
}
