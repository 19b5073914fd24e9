import { expect, it } from '@jest/globals';
import { readIncoming } from '../../src/teams/incoming.ts';
import { profiles } from '../fakes/people.ts';
import { processorMs } from '../fakes/time-taken.ts';

const { jane } = profiles;
const mention = (text: string) => ({ type: 'mention', mentioned: { id: '28:bot' }, text });

function textIn(text: string, entities?: unknown[]): string | undefined {
  const incoming = readIncoming({
    type: 'message',
    id: '1',
    text,
    entities,
    serviceUrl: 'https://smba.trafficmanager.net/uk/',
    from: { id: jane.id, aadObjectId: jane.objectId, name: jane.name },
    conversation: { id: 'a:1', conversationType: 'personal' },
  });
  return incoming?.kind === 'text' ? incoming.text : undefined;
}

it('The text comes without the mention of the bot', () => {
  expect(textIn('<at>MASH Referrals</at> my referrals', [mention('<at>MASH Referrals</at>')])).toBe('my referrals');
});

it('The text comes without any mention, however many there are', () => {
  const both = [mention('<at>MASH Referrals</at>'), mention('<at id="1">Mo</at>')];
  expect(textIn('<at>MASH Referrals</at> hi <at id="1">Mo</at><at>MASH Referrals</at>', both)).toBe('hi');
});

it('The text keeps what only looks like a mention, because the person typed it', () => {
  const typed = 'he wrote <at>the old pier</at> on the wall';
  expect(textIn(typed)).toBe(typed);
  expect(textIn(`<at>MASH Referrals</at> ${typed}`, [mention('<at>MASH Referrals</at>')])).toBe(typed);
});

it('The text keeps nested tags that the person typed, even if an entity calls the whole a mention', () => {
  const typed = '<at>a<at>b</at>c';
  expect(textIn(typed, [mention(typed), mention('')])).toBe(typed);
});

it('The text is read although some entities are not mentions', () => {
  expect(textIn('hi', [null, 'x', {}, { type: 'mention' }, { type: 'clientInfo', text: 'hi' }])).toBe('hi');
});

it.each([
  ['opening tags', '<at>'],
  ['unfinished tags', '<at'],
  ['closing tags', '</at>'],
  ['mentions', '<at>x</at>'],
  ['brackets', '<'],
])('A text of a quarter of a megabyte of %s is read at once', (_name, part) => {
  const text = part.repeat(Math.floor((256 * 1024) / part.length));
  const read = () => void textIn(text, [mention('<at>MASH Referrals</at>')]);
  expect(processorMs(read)).toBeLessThan(500);
});
