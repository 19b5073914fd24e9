import { button, type Card, input, line, mashCard, plain } from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sendHand } from './verbs.ts';

/** The form for choosing who takes the case over, among the colleagues whom Teams lists in the channel now. */
export function handForm(
  { id }: CaseRecord,
  colleagues: { id: string; name: string }[],
  { attempt, problem }: { attempt: number; problem: string } = { attempt: 0, problem: '' },
): Card {
  const none = colleagues.length === 0;
  return mashCard({
    summary: `${id}: hand over`,
    top: [line(id, 'bold')],
    heading: 'Hand to a colleague',
    blocks: [
      plain(
        [
          line(
            none
              ? 'Teams names nobody else in this channel. Ask a manager to add your colleague.'
              : 'The card and the thread will name them. I do not message them: tell them yourself.',
          ),
        ],
        'Small',
      ),
    ],
    inputs: none
      ? []
      : [
          input('compact', `to__${attempt}`, 'Who takes it over? (required)', {
            choices: colleagues.map((each) => ({ title: each.name, value: each.id })),
            problem,
          }),
        ],
    buttons: [
      ...(none ? [] : [button(sendHand, 'Hand over', { case: id, attempt }, { style: 'positive' })]),
      button(show, 'Cancel', { case: id }, { inputs: 'none' }),
    ],
  });
}
