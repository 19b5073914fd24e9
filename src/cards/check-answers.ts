import { consentIsRecorded } from '../check/consent.ts';
import { type Answers, answerTo } from '../check/draft.ts';
import { checkIsDone, notKnown } from '../check/not-known.ts';
import { fieldOf, formOf, type Pack } from '../protocol/pack.ts';
import { button, coloured, excerpt, type Line, line, section } from './parts.ts';
import type { Shown } from './question.ts';
import { answerInWords, dangerInWords, ticksInWords } from './referral-text.ts';
import { type Block, type Card, referrerCard, withExcerpts } from './template.ts';

/** Everything by section, with a way to change each, and what is not known yet as advice. */
export function checkAnswersCard(shown: Shown): Card {
  return withExcerpts((length) => sections(shown, length));
}

function sections(shown: Shown, length: number): Card {
  const { caseId, draft, pack } = shown;
  const { answers, progress } = draft;
  const data = { case: caseId, step: 'check-answers', revision: progress.revision };
  const part = (id: string, title: string, lines: Line[], label = 'Change'): Block =>
    section(title, lines, [button(label, 'change', { ...data, to: id }, { tooltip: `${label}: ${title}` })]);
  const done = checkIsDone(answers);
  const missing = notKnown(answers, pack).map((field) => field.short);
  const notes = (shown.notes ?? []).map((note) => line(note, 'bold', 'Small'));
  return referrerCard({
    summary: 'MASH Referrals: check before you send',
    top: [],
    heading: 'Check before you send',
    headingSize: 'Large',
    blocks: [
      ...(notes.length > 0 ? [coloured('emphasis', notes)] : []),
      part('danger', 'Immediate danger', [line(dangerInWords(answers))]),
      part('child', 'The child and your worry', known(answers, 'child', pack, length)),
      part(
        'consent',
        'Consent',
        consentIsRecorded(answers) ? known(answers, 'consent', pack, length) : [line('Not answered yet')],
      ),
      part(
        'check',
        'Indicator check',
        done ? checked(answers, pack, length) : [line('Not done. You can add it before or after sending.')],
        done ? 'Change' : 'Do the check now',
      ),
      part('officer', 'Designated officer', known(answers, 'officer', pack, length)),
      part('details', 'More for the MASH', details(answers, pack, length)),
      part('about-you', 'About you', known(answers, 'about-you', pack, length)),
      ...(missing.length > 0
        ? [
            coloured('emphasis', [
              line('Not known yet, and the MASH may ask', 'bold'),
              line(`${missing.join(', ')}.`),
              line('You can send without them.', 'plain', 'Small'),
            ]),
          ]
        : []),
    ],
    inputs: [],
    rows: [
      {
        spacing: 'Medium',
        buttons: [
          button('Submit referral', 'submit', data, { style: 'positive' }),
          button('Back', 'back', data, { inputs: 'none' }),
        ],
      },
    ],
    after: [],
    emergency: pack.emergency,
  });
}

/** What is known of a form, one line a field, its first 200 characters or fewer: the whole text goes to the MASH. */
function known(answers: Answers, form: string, pack: Pack, length: number, except: string[] = []): Line[] {
  const lines = (formOf(pack, form)?.fields ?? [])
    .filter((id) => !except.includes(id) && answerTo(answers, id) !== undefined)
    .map((id) => fieldOf(pack, id))
    .map((field) => line(`${field.short}: ${excerpt(answerInWords(answers, field, pack), length)}`, 'plain', 'Small'));
  return lines.length > 0 ? lines : [line('Not known')];
}

/** The rest of the written referral, without what the child's own section shows already. */
function details(answers: Answers, pack: Pack, length: number): Line[] {
  const shown = formOf(pack, 'child')?.fields ?? [];
  const forms = pack.walk.referral.filter((id) =>
    formOf(pack, id)?.fields.some((field) => !shown.includes(field) && answerTo(answers, field)),
  );
  if (forms.length === 0) return [line('Nothing yet. You can send without it.')];
  return forms.flatMap((id) => known(answers, id, pack, length, shown));
}

function checked(answers: Answers, pack: Pack, length: number): Line[] {
  const said = ticksInWords(answers, pack);
  if (said.length === 0) return [line('Done. Nothing ticked.')];
  return said.map(({ title, text }) =>
    line(`${title}. ${excerpt(text.replaceAll('\n', '. '), length)}`, 'plain', 'Small'),
  );
}
