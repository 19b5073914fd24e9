import { expect, it } from '@jest/globals';
import { dataWith, fillIn, initialValues } from './filling-in.ts';
import { findExecuteAction, submitInPlaceOf } from './seeing.ts';

const submit = { type: 'Action.Submit', title: 'Continue', data: { verb: 'answer' } };
const card = {
  type: 'AdaptiveCard',
  body: [
    { type: 'Input.Text', id: 'name', label: 'Your name (required)', isRequired: true },
    { type: 'Input.Text', id: 'named', label: 'Your name for them' },
    {
      type: 'Container',
      isVisible: false,
      items: [
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
  ],
  actions: [
    { type: 'Action.Execute', title: 'Continue', data: { step: 'x' }, fallback: submit },
    { type: 'Action.Execute', title: 'Back', data: { step: 'x' }, associatedInputs: 'none' },
  ],
};

const send = (title: string, filled: Parameters<typeof fillIn>[1]) =>
  dataWith(findExecuteAction(card, title), card, { ...initialValues(card), ...fillIn(card, filled) });

it('The fake client sends the filled inputs with the button’s data, joins ticks by commas and leaves empty inputs out', () => {
  const data = send('Continue', { 'your name': 'Jane', seen: ['2', '1 · Tired'], 'Carer told': true });
  expect(data).toEqual({ step: 'x', name: 'Jane', seen: 'b,a', told: 'yes' });
});

it('The fake client sends "false" for an untouched toggle', () => {
  expect(send('Continue', { 'your name': 'Jane' })).toMatchObject({ told: 'false' });
});

it('The fake client holds a press back while a required input is empty, unless the button takes no inputs', () => {
  expect(() => send('Continue', {})).toThrow('Your name (required) must be filled in');
  expect(send('Back', {})).toEqual({ step: 'x' });
});

it('The fake client fails where a button, an input or a choice is missing, naming those there are, and where several fit', () => {
  expect(() => findExecuteAction(card, 'Submit referral')).toThrow('there are: [Continue] [Back]');
  expect(submitInPlaceOf(findExecuteAction(card, 'Continue'))).toBe(submit);
  expect(() => submitInPlaceOf(findExecuteAction(card, 'Back'))).toThrow('no Action.Submit');
  expect(() => fillIn(card, { phone: '1' })).toThrow('there are: "Your name (required)"');
  expect(() => fillIn(card, { seen: '3' })).toThrow('no choice "3"');
  expect(() => fillIn(card, { your: 'x' })).toThrow('could be any of');
});
