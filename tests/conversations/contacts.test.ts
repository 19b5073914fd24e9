import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instantOf, londonDay, longDay } from '../../src/base/time.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { allOf, beginsCheck, continuesToChild } from './walks.ts';
import { startWorld, type World } from './world.ts';

/** Appendix 1 as printed in 2016. */
const printed = [
  "The referral to Children's Social Care process for professionals is the same as for the public, via the Customer Services Centre (CSC), telephone: 0300 123 4043, e-mail: CSF.hertsdirect@hertfordshire.gov.uk.",
  'Hertfordshire Mash (Multi-Agency Safeguarding Hub) Professional Advice Line 01438 737511',
  'NSPCC child trafficking advice and information line 0800 107 7057',
  'United Kingdom Human Trafficking Centre UKHTC, PO Box 8000, London SE11 5EN Tel: 0844 778 2406 Fax: 08704965534 Email: UKHTC@nca.x.gsi.gov.uk',
  'CEOP 33 Vauxhall Bridge Road London SW1V 2WG Tel: 0870 000 3344',
  'Refugee Council PO Box 68614 London E15 9DQ 020 7346 67 www.refugeecouncil.org.uk',
  'UK Border Agency 60-68 St Thomas Street, London, SE1 3QU 08431160033',
];

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

describe('contacts', () => {
  const lines = () => world.jane.sees().text.split('\n');
  beforeAll(() => world.jane.says('contacts'));

  it.each(printed)('The contacts card has the words of the protocol: %s', (words) => {
    expect(lines()).toContain(`“${words}”`);
  });

  it('The contacts card begins with whom to ring first, and ends with services that no longer exist', () => {
    const { text } = world.jane.sees();
    const order = ['999', '0300 123 4043', '01438 737511', '0800 107 7057', 'Others', '0870 000 3344'];
    const places = [...order, 'Replaced since 2016: ask your administrator', 'UK Border Agency'].map((words) =>
      lines().indexOf(words),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(text).toContain('No number yet: ask your administrator.\nPrivate fostering social worker');
    expect(lines()).toContain('NSPCC child trafficking advice');
    expect(lines()).toContain('UK Human Trafficking Centre (UKHTC)');
    expect(text).toContain('Designated officers');
    expect(text).toContain('Trafficking co-ordinator');
  });

  it('The contacts card says of each number that nobody has confirmed it', () => {
    expect(world.jane.sees().text).toContain('01438 737511\n2016 protocol, not confirmed');
    expect(world.jane.sees().text).toContain(
      '0300 123 4043\n2016 protocol, still in use in November 2025, not confirmed',
    );
  });

  it('The contacts card never offers the incomplete number to dial: it says not to dial it', () => {
    expect(lines().filter((line) => line.includes('7346'))).toEqual([
      '“020 7346 67” is incomplete in the 2016 protocol: do not dial.',
      `“${printed[5]}”`,
    ]);
    expect(allOf(world.jane.chat())).not.toMatch(/tel:|mailto:|https?:\/\/(www\.)?(refugeecouncil|ceop)/);
    for (const number of ['0844 778 2406', '08431160033']) expect(lines()).not.toContain(number);
  });

  it('The contacts card offers to confirm numbers to nobody but an administrator', () => {
    expect(world.jane.sees().buttons).toEqual(['Start a check', 'I only want advice']);
  });
});

describe('confirming a number', () => {
  const today = () => longDay(londonDay(instantOf(Date.now())));

  it('An administrator can confirm numbers in their own chat', async () => {
    await world.ash.says('contacts');
    const { buttons, text } = world.ash.sees();
    expect(buttons.filter((title) => title === 'Confirm')).toHaveLength(4);
    expect(text).toContain('Ring each one, then press Confirm');
  });

  it('Nobody but an administrator can confirm a number, not even with an administrator’s card', async () => {
    const { jane, mo, ash } = world;
    for (const person of [jane, mo]) {
      const answer = await person
        .on({ ...ash.sees(), conversationId: person.chatId })
        .presses('Confirm: MASH advice line');
      expect(allOf([answer])).toContain('Only an administrator of this bot can confirm a number. Nothing was changed.');
    }
    await jane.says('contacts');
    expect(jane.sees().text).not.toContain('Confirmed by');
  });

  it('Everybody sees who confirmed a number and when, wherever the number is shown', async () => {
    const { ash, jane } = world;
    await ash.presses('Confirm: MASH advice line');
    const confirmation = `Confirmed by Ash Kaur, ${today()}`;
    expect(ash.sees().text).toContain(`01438 737511\n${confirmation}`);
    await jane.says('contacts');
    expect(jane.sees().text).toContain(`01438 737511\n${confirmation}`);
    expect(jane.sees().text).toContain('0870 000 3344\n2016 protocol, not confirmed');
    await jane.says('advice');
    expect(jane.sees().text).toContain(`01438 737511\n${confirmation}`);
    const card = await beginsCheck(jane);
    await continuesToChild(card);
    await card.presses('Check answers', { 'What worries you': 'A burn.' });
    await card.presses('Yes');
    expect(card.sees().text).toContain(`MASH advice line (confirmed by Ash Kaur, ${today()})\n01438 737511`);
  });

  it('A confirmed number is still confirmed after a restart, and an administrator can take it back', async () => {
    await world.restart();
    const { ash, jane } = world;
    await ash.says('contacts');
    await ash.presses('Take back: MASH advice line');
    expect(ash.sees().text).toContain('01438 737511\n2016 protocol, not confirmed');
    await jane.says('contacts');
    expect(jane.sees().text).not.toContain('Confirmed by');
  });

  it('An administrator cannot confirm a number that has changed since their card, nor 999, nor a contact without a number that works', async () => {
    const { ash } = world;
    const press = (data: object) =>
      ash.raw({
        type: 'invoke',
        name: 'adaptiveCard/action',
        id: 'f:1',
        serviceUrl: world.teams.serviceUrl,
        channelId: 'msteams',
        from: { id: ash.profile.id, name: ash.profile.name, aadObjectId: ash.profile.objectId },
        recipient: { id: '28:bot' },
        conversation: { id: ash.chatId, conversationType: 'personal', tenantId: world.teams.tenantId },
        channelData: { tenant: { id: world.teams.tenantId } },
        value: { action: { type: 'Action.Execute', verb: 'confirm-contact', data } },
      });
    expect(allOf([await press({ contact: 'nspcc', phone: '0800 000 0000' })])).toContain(
      'has changed. Please look again.',
    );
    for (const contact of ['refugee-council', 'ukhtc', 'emergency', 'designated-officer', 'nobody', '__proto__'])
      expect(allOf([await press({ contact })])).toContain('That number cannot be confirmed. Nothing was changed.');
    await ash.says('contacts');
    expect(ash.sees().text).not.toContain('Confirmed by');
  });
});

describe('the contacts of another pack', () => {
  it('A pack can give the Consultation Hub its missing web address, and advice then shows the Hub to referrers from schools', async () => {
    const contacts = loadPack().contacts.map((each) =>
      each.id === 'consultation-hub' ? { ...each, web: 'hub.example.org' } : each,
    );
    const ownWorld = await startWorld({ pack: { extends: 'hertfordshire-2016', contacts } });
    try {
      await ownWorld.tom.says('advice');
      expect(ownWorld.tom.sees().text).not.toContain('Consultation Hub');
      const card = await beginsCheck(ownWorld.tom);
      await continuesToChild(card, {
        about: { Agency: 'School or education', 'Your name': 'Tom', 'Phone, for': '01632 960 015' },
      });
      await ownWorld.tom.says('advice');
      expect(ownWorld.tom.sees().text).toContain(
        'You work in a school?\nConsultation Hub for schools\nhub.example.org',
      );
      await ownWorld.tom.says('contacts');
      expect(ownWorld.tom.sees().text).toContain('hub.example.org');
    } finally {
      await ownWorld.stop();
    }
  });
});
