import { describe, expect, it } from '@jest/globals';
import { dataWith, fillIn, initialValues } from './filling-in.ts';
import { findExecuteAction, seen, submitInPlaceOf } from './seeing.ts';

const submit = { type: 'Action.Submit', title: 'Continue', data: { verb: 'answer' } };
const card = {
  type: 'AdaptiveCard',
  body: [
    { type: 'TextBlock', style: 'heading', text: 'HT-7K3F-92Q' },
    { type: 'TextBlock', text: 'Ring **999**' },
    { type: 'Badge', text: 'URGENT', fallback: { type: 'TextBlock', text: 'URGENT' } },
    { type: 'RichTextBlock', inlines: ['Child is with: ', { type: 'TextRun', text: '**aunt**' }] },
    { type: 'Input.Text', id: 'name', label: 'Your name (required)', isRequired: true },
    { type: 'Input.Text', id: 'named', label: 'Your name for them' },
    {
      type: 'Container',
      isVisible: false,
      items: [
        { type: 'TextBlock', text: 'folded' },
        {
          type: 'Input.ChoiceSet',
          id: 'seen',
          label: 'Seen',
          isMultiSelect: true,
          choices: [
            { title: '1 · Tired', value: 'a' },
            { title: '2 · Burn', value: 'b' },
          ],
        },
      ],
    },
    { type: 'Input.Toggle', id: 'told', title: 'Carer told', valueOn: 'yes', valueOff: 'no' },
    {
      type: 'ColumnSet',
      columns: [
        {
          type: 'Column',
          items: [
            {
              type: 'ActionSet',
              actions: [
                { type: 'Action.Execute', title: 'Continue', verb: 'answer', data: { step: 'x' }, fallback: submit },
              ],
            },
          ],
        },
      ],
    },
  ],
  actions: [{ type: 'Action.Execute', title: 'Back', verb: 'back', data: { step: 'x' }, associatedInputs: 'none' }],
};

describe('a person looking at a card', () => {
  it('A person reads the words of a card in order, without folded parts, fallbacks and bold marks', () => {
    expect(seen(card, '1', 'a:1').text.split('\n')).toEqual([
      'HT-7K3F-92Q',
      'Ring 999',
      'URGENT',
      'Child is with: **aunt**',
      'Your name (required)',
      'Your name for them',
      'Carer told',
    ]);
  });

  it('The fake client finds buttons anywhere on a card, and its error lists them when one is missing', () => {
    expect(seen(card, '1', 'a:1').buttons).toEqual(['Continue', 'Back']);
    expect(findExecuteAction(card, 'Continue').verb).toBe('answer');
    expect(submitInPlaceOf(findExecuteAction(card, 'Continue'))).toBe(submit);
    expect(() => submitInPlaceOf(findExecuteAction(card, 'Back'))).toThrow('no Action.Submit');
    expect(() => findExecuteAction(card, 'Submit referral')).toThrow('there are: [Continue] [Back]');
  });
});

describe('a person filling in a card', () => {
  const send = (title: string, filled: Parameters<typeof fillIn>[1]) =>
    dataWith(findExecuteAction(card, title), card, { ...initialValues(card), ...fillIn(card, filled) });

  it('The fake client sends the filled inputs with the button’s data, joins ticks by commas and leaves empty inputs out', () => {
    expect(send('Continue', { 'your name': 'Jane', seen: ['2', '1 · Tired'], 'Carer told': true })).toEqual({
      step: 'x',
      name: 'Jane',
      seen: 'b,a',
      told: 'yes',
    });
  });

  it('The fake client sends "false" for an untouched toggle', () => {
    expect(send('Continue', { 'your name': 'Jane' })).toEqual({ step: 'x', name: 'Jane', told: 'false' });
  });

  it('The fake client holds a press back while a required input is empty, unless the button takes no inputs', () => {
    expect(() => send('Continue', {})).toThrow('Your name (required) must be filled in');
    expect(send('Back', {})).toEqual({ step: 'x' });
  });

  it('Filling in a card fails when no input or choice has the name, or several do', () => {
    expect(() => fillIn(card, { phone: '1' })).toThrow('there are: "Your name (required)"');
    expect(() => fillIn(card, { seen: '3' })).toThrow('no choice "3"');
    expect(() => fillIn(card, { your: 'x' })).toThrow('could be any of');
  });
});
