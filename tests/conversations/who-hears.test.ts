import { describe, expect, it } from '@jest/globals';
import { minute, text } from './a-program.ts';
import { aSentReferral } from './a-sent-referral.ts';
import { contains, lacks } from './expecting.ts';

describe('what a referrer says before the decision, while a manager is on duty', () => {
  const { machine, types, news, heard, caseCard, receipt, adds, presses, reference } = aSentReferral(
    '2026-06-10T13:03:00.000Z',
    {},
  );

  it('It comes to the manager on duty in five seconds, silently, and no word of it is on the card', async () => {
    await adds('Her aunt has a red car.');
    await machine.pass(5000);
    expect(news()).toEqual({ mo: ['silent'], ana: [], dee: [] });
    const [card] = heard('mo', 'NEW INFORMATION');
    expect(card?.summary).toBe(`${reference()}: NEW WORDS, written 14:04. NEW INFORMATION, not read yet`);
    contains(text(card?.card), 'The referrer added something, 14:04', 'Nobody has taken the case.');
    lacks(JSON.stringify(card), /aunt|red car|Jane|burn/i);
    contains(text(receipt()), 'What you told us at 14:04: sent to the MASH at 14:04, not read yet');
  });

  it('The card says NEW since when, until somebody has read it: “I am on it” is not reading', async () => {
    contains(text(caseCard()), /NEW INFORMATION since 14:04.*\. Nobody has read it yet\./);
    await types('mo', `I am on it ${reference()}`);
    await machine.pass(5000);
    contains(text(caseCard()), 'Nobody has read it yet.');
    contains(text(receipt()), 'What you told us at 14:04: sent to Mo Hussain at 14:04, not read yet');
    await presses('mo', caseCard() ?? {}, 'I have read it');
    await machine.pass(5000);
    contains(text(caseCard()), /read by Mo Hussain, 14:04/);
    contains(text(receipt()), /What you told us at 14:04: sent to Mo Hussain at 14:04, read at 14:04/);
  });

  it('My referrals says to whom what they said last was sent, and whether it was read', async () => {
    const list = () => types('jane', 'my referrals');
    contains(text(await list()), /What you told us at 14:04: sent to Mo Hussain at 14:04, read at 14:04/);
    await machine.pass(3 * minute);
    await adds('Her brother has a bike.');
    await machine.pass(5000);
    contains(text(await list()), /What you told us at 14:07: sent to Mo Hussain at 14:07, not read yet/);
    await presses('mo', caseCard() ?? {}, 'I have read it');
    await machine.pass(1000);
  });

  it('The message to each who was told then says who has read it, without a sound', async () => {
    await machine.pass(5 * minute);
    await adds('Her uncle has a dog.');
    await machine.pass(16 * minute);
    await presses('ana', caseCard() ?? {}, 'I have read it');
    await machine.pass(5000);
    for (const who of ['mo', 'ana'] as const) {
      const [read] = heard(who, `${reference()}: it was read`);
      expect(read).toMatchObject({ alert: false });
      contains(text(read?.card), /✓ {2}Read by Ana Silva, 14:28/);
    }
  });

  it('The lines of two minutes come in one message more, and a line that may hold danger at once', async () => {
    await machine.pass(5 * minute);
    for (const words of ['A man came.', 'He has a beard.', 'He has a dog.']) {
      await adds(words);
      await machine.pass(10); // what has one time is one message
    }
    await machine.pass(2 * minute - 1000);
    expect(news()).toEqual({ mo: ['silent'], ana: [], dee: [] });
    contains(text(heard('mo', 'NEW INFORMATION').at(-1)?.card), /The referrer added something, [34] times/);
    await machine.pass(1000);
    expect(news().mo).toEqual(['silent', 'silent']);
    await adds('A van came.');
    await machine.pass(10);
    expect(news().mo).toHaveLength(2); // it waits for the end of the next two minutes
    await adds('he is here now');
    await machine.pass(1000);
    expect(news().mo).toEqual(['silent', 'silent', 'rings']);
    expect(heard('mo', 'MAY BE IN DANGER')).toHaveLength(1);
    await machine.pass(3 * minute);
    expect(news().mo).toHaveLength(3); // which told of the van, too
  });

  it('News that rang and that nobody reads goes to all managers after five minutes, then to the escalation contact', async () => {
    await machine.pass(5 * minute);
    expect(news()).toMatchObject({ ana: ['rings'], dee: [] });
    await machine.pass(5 * minute);
    expect(news()).toMatchObject({ ana: ['rings'], dee: ['rings'] });
    expect(heard('jane', 'please ring')).toHaveLength(1);
    await machine.pass(11 * minute);
    expect(news()).toMatchObject({ ana: ['rings'], dee: ['rings'] });
  });
});

describe('a referrer who types many lines', () => {
  const { machine, types, news, heard, adds, presses, reference, caseCard } = aSentReferral(
    '2026-06-10T13:03:00.000Z',
    { danger: 'Yes, now' },
  );
  const newest = () => text(heard('mo', 'NEW INFORMATION').at(-1)?.card);
  const rung = () => heard('mo', 'NEW').flatMap(({ summary, alert }) => (alert ? [summary] : []));

  it('Danger after danger updates the message that nobody has read, and rings anew when a minute is over', async () => {
    await types('mo', `I am on it ${reference()}`);
    for (const words of ['he is here now', 'he has a knife', 'he is hurting her']) {
      await adds(words);
      await machine.pass(5000);
    }
    expect(news().mo).toEqual(['rings']);
    contains(
      newest(),
      /^HT-\S+\nURGENT\nNEW INFORMATION\nMAY BE IN DANGER, written 14:04\n/,
      'added something, 3 times',
    );
    await machine.pass(minute);
    expect(news().mo).toEqual(['rings']);
    await adds('he is hitting her');
    await machine.pass(5000);
    expect(news().mo).toEqual(['rings', 'rings']);
    lacks(newest(), /hurting|knife|hitting/);
  });

  it('Another kind rings at once, and says in its preview which', async () => {
    await adds('she is at the desk');
    await machine.pass(5000);
    expect(news().mo).toEqual([]); // it is shown in the message that rang last
    contains(newest(), 'The referrer added something, 5 times, the last at 14:05');
    await adds('i cant find her');
    await machine.pass(5000);
    expect(rung()).toEqual([
      `${reference()}: MAY BE IN DANGER, MAY BE MISSING, written 14:05. NEW INFORMATION, not read yet`,
    ]);
    await adds('found her, in the toilets');
    await machine.pass(5000);
    expect(rung().slice(1)).toEqual([`${reference()}: REPORTED FOUND, written 14:05. NEW INFORMATION, not read yet`]);
    await adds('he is here with a knife');
    await machine.pass(5000);
    expect(rung().slice(2)).toEqual([`${reference()}: MAY BE IN DANGER, written 14:05. NEW INFORMATION, not read yet`]);
  });

  it('Who has read it hears of the next line by itself', async () => {
    await presses('mo', caseCard() ?? {}, 'I have read it');
    await adds('he has a knife');
    await machine.pass(5000);
    expect(news().mo).toEqual(['rings']);
    contains(newest(), /\nMAY BE IN DANGER, written 14:05\n.*\nThe referrer added something, 14:05/);
  });

  it('A manager whose duty begins meanwhile is rung at once', async () => {
    await types('ana', 'on duty');
    await adds('he has a knife and a bat');
    await machine.pass(5000);
    expect(news().ana).toEqual(['rings']);
  });
});

describe('more danger in the first minute of a ring', () => {
  const { machine, types, news, heard, adds, reference } = aSentReferral('2026-06-10T13:03:00.000Z', {
    danger: 'Yes, now',
  });

  it('rings once more two minutes after the ring; nothing rings for it again', async () => {
    await types('mo', `I am on it ${reference()}`);
    for (const words of ['he is hitting her', 'he has cut her arm']) {
      await adds(words);
      await machine.pass(30_000);
    }
    expect(news().mo).toEqual(['rings']);
    contains(text(heard('mo', 'NEW INFORMATION').at(-1)?.card), 'added something, 2 times');
    await machine.pass(minute + 5000);
    expect(news().mo).toEqual(['rings', 'rings']);
    await machine.pass(minute);
    expect(news().mo).toEqual(['rings', 'rings']);
  });
});

describe('what a referrer says at night, when nobody is on duty', () => {
  const { machine, news, adds, heard, types, presses, caseCard, reference } = aSentReferral(
    '2026-06-10T22:03:00.000Z',
    {
      onDuty: false,
    },
  );

  it('It comes to every manager silently, and goes no further', async () => {
    await adds('Her aunt has a red car.');
    await machine.pass(5000);
    expect(news()).toEqual({ mo: ['silent'], ana: ['silent'], dee: [] });
    await machine.pass(31 * minute);
    expect(news()).toEqual({ mo: ['silent'], ana: ['silent'], dee: [] });
    expect(heard('jane', 'please ring')).toEqual([]);
  });

  it('Whose duty begins next hears of it with a signal, in one message with references only, once', async () => {
    await types('ana', 'on duty');
    await machine.pass(10_000);
    const [night, ...more] = heard('ana', 'Not read yet: what came while nobody was on duty');
    expect([night?.alert, more]).toEqual([true, []]);
    contains(text(night?.card), reference());
    lacks(JSON.stringify(night), /aunt|red car|Jane/i);
    expect(heard('mo', 'Not read yet')).toEqual([]);
    await types('ana', 'off duty');
    await presses('mo', caseCard() ?? {}, 'I have read it');
    await types('mo', 'on duty');
    await machine.pass(10_000);
    expect(heard('mo', 'Not read yet')).toEqual([]);
    await types('mo', 'off duty');
  });

  it('What makes it urgent rings once for each, by the alarm while nobody has taken it, and goes up', async () => {
    await adds('he is here now');
    await machine.pass(5000);
    expect(news()).toEqual({ mo: ['silent'], ana: ['silent'], dee: [] });
    for (const who of ['mo', 'ana'] as const)
      expect(heard(who, reference()).filter(({ alert }) => alert)).toMatchObject([
        { summary: expect.stringContaining(`URGENT ${reference()}`) },
      ]);
    await machine.pass(10 * minute);
    expect(news().dee).toEqual(['rings']);
  });
});

describe('what a referrer says about a child in danger', () => {
  const { machine, news, adds, types, reference, heard } = aSentReferral('2026-06-10T13:03:00.000Z', {
    danger: 'Yes, now',
  });

  it('It rings for who has the case and for who is on duty', async () => {
    await types('ana', `I am on it ${reference()}`);
    await adds('Her aunt has a red car.');
    await machine.pass(5000);
    expect(news()).toEqual({ mo: ['rings'], ana: ['rings'], dee: [] });
    contains(text(heard('mo', 'NEW INFORMATION')[0]?.card), 'URGENT', 'Ana Silva has the case.');
  });
});

describe('a question, a message and a hand-over in an urgent case', () => {
  const { machine, types, reference, heard, caseCard, goes } = aSentReferral('2026-06-10T13:03:00.000Z', {
    danger: 'Yes, now',
  });
  it('They do not end the ringing, and the colleague is told with a signal', async () => {
    await goes(['Ask the referrer'], ['Send question', { 'Your question': 'Where is she?' }]);
    await goes(['Tell the referrer'], ['Send message', { 'Your message': 'Keep her there.' }]);
    await goes(['More'], ['Hand to…'], ['Hand over', { 'Who takes it over': 'Ana Silva' }]);
    expect(heard('ana', 'handed to you')).toMatchObject([{ alert: true }]);
    contains(text(caseCard()), 'handed, not taken yet, to Ana Silva, 14:04');
    await machine.pass(14 * minute);
    expect(heard('dee', `URGENT ${reference()}`)).toHaveLength(1);
    contains(text(heard('mo', `URGENT ${reference()}`).at(-1)?.card), 'Handed to Ana Silva, not taken yet.');
  });

  it('“I am on it” of the colleague ends it', async () => {
    await types('ana', `I am on it ${reference()}`);
    await machine.pass(16 * minute);
    expect([...heard('dee', 'URGENT'), ...heard('jane', 'please ring 0300')]).toEqual([]);
    contains(text(caseCard()), 'taken by Ana Silva, 14:18');
  });
});

describe('plain lines of an urgent case, which somebody reads', () => {
  const { machine, types, news, heard, adds, reference, caseCard, goes } = aSentReferral('2026-06-10T13:03:00.000Z', {
    danger: 'Yes, now',
  });
  const rung = () => heard('mo', 'NEW').flatMap(({ summary, alert }) => (alert ? [summary] : []));
  const reads = () => types('mo', `I have read it ${reference()}`);

  it('The first rings, and says that it is new words', async () => {
    await types('mo', `I am on it ${reference()}`);
    await adds('She has a blue coat.');
    await machine.pass(5000);
    expect(rung()).toEqual([`${reference()}: NEW WORDS, written 14:04. NEW INFORMATION, not read yet`]);
  });

  it('Those of the next five minutes stand in that message, which is edited and says NEW, without a sound', async () => {
    for (const words of ['She has a bag.', 'It is red.', 'Is anybody there?']) {
      await adds(words);
      await machine.pass(minute);
    }
    expect(news().mo).toEqual([]);
    contains(text(heard('mo', 'NEW').at(-1)?.card), 'NEW INFORMATION since 14:04', 'added something, 4 times');
    contains(text(caseCard()), /NEW INFORMATION since 14:04.*\. Nobody has read it yet\./);
  });

  it('Unread they go to all managers five minutes after the ring, who were not rung just before', async () => {
    await machine.pass(2 * minute);
    expect(news()).toMatchObject({ mo: ['rings'], ana: ['rings'] });
  });

  it('For five minutes after who has the case has read, they come silently, and go up five minutes later', async () => {
    await reads();
    await machine.pass(4 * minute);
    await adds('She has a scarf.');
    await machine.pass(5000);
    expect(news()).toMatchObject({ mo: ['silent'], ana: [] });
    await adds('It is green.');
    await machine.pass(4 * minute);
    expect(news()).toMatchObject({ mo: ['silent'], ana: [] });
    await machine.pass(minute);
    expect(news()).toMatchObject({ mo: ['silent', 'rings'], ana: ['rings'] });
    await reads();
  });

  it('Later they ring again; and a question’s answer sounds at once for who asked, and says so', async () => {
    await machine.pass(5 * minute);
    await adds('Her shoes are white.');
    await machine.pass(5000);
    expect(rung()).toHaveLength(1);
    await reads();
    await goes(['Ask the referrer'], ['Send question', { 'Your question': 'Which room?' }]);
    await machine.pass(minute);
    await types('jane', 'the art room');
    await machine.pass(5000);
    const last = heard('mo', 'NEW').findLast(({ isNew }) => isNew);
    contains(last?.summary ?? '', 'ANSWER TO YOU, written');
  });

  it('Danger rings at once, also in the minute after somebody has read', async () => {
    await reads();
    await adds('he is here now with a knife');
    await machine.pass(5000);
    contains(rung().join(), 'MAY BE IN DANGER');
  });
});
