import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPdf } from '../copy/a-copy.ts';
import { type OneDrive, startOneDrive } from '../fakes/one-drive.ts';
import { isJson, type Json } from '../fakes/wire.ts';
import type { Person } from './person.ts';
import { answersFileConsent } from './saving.ts';
import { allOf, refers } from './walks.ts';
import { startWorld, type World } from './world.ts';

const child = { 'Child’s name': 'Girl Opal Nguyễn', 'What worries you': 'Burn Amber.' };
const facts = /Opal|Amber|Nguyễn/;

describe('my copy in Teams', () => {
  let world: World;
  let oneDrive: OneDrive;
  let reference: string;
  beforeAll(async () => {
    oneDrive = await startOneDrive();
    world = await startWorld({ env: { TEAMS_FILES: 'on' } });
    reference = await refers(world.jane, { child });
  });
  afterAll(async () => {
    await world.stop();
    await oneDrive.stop();
  });

  const answers = (person: Person, action: 'accept' | 'decline', path: string, more: Json = {}) =>
    answersFileConsent(world, person, path, {
      action,
      context: { case: reference },
      uploadInfo: {
        name: `${reference}.pdf`,
        uploadUrl: `${oneDrive.base}${path}`,
        contentUrl: `${oneDrive.base}/files/${reference}.pdf`,
        uniqueId: 'a-file',
        fileType: 'pdf',
      },
      ...more,
    });
  const lastWords = (who: Person) => allOf(who.chat().slice(-2));

  it('The bot asks whether it may save the copy, naming only the reference, and offers the link as a second way', async () => {
    const { jane } = world;
    await jane.says('my copy');
    const chat = jane.chat(); // other news may arrive meanwhile
    const attachmentOf = (said: (typeof chat)[number] | undefined) => said?.attachments?.[0] as unknown as Json;
    const question = chat.findLast((each) => String(attachmentOf(each)?.contentType).endsWith('file.consent'));
    const second = chat.findLast((each) => allOf([each]).includes('Or save it through the browser'));
    const attachment = attachmentOf(question);
    const context = { case: reference };
    expect(attachment).toEqual({
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name: `${reference}.pdf`,
      content: {
        description: `Your own copy of ${reference}`,
        sizeInBytes: expect.any(Number),
        acceptContext: context,
        declineContext: context,
      },
    });
    expect(isJson(attachment.content) && Number(attachment.content.sizeInBytes)).toBeGreaterThan(5_000);
    expect(question?.summary).toBe('MASH Referrals');
    expect(second && chat.indexOf(second)).toBeGreaterThan(question ? chat.indexOf(question) : chat.length);
  });

  it('The bot saves the whole file where Teams says, and answers with the file', async () => {
    const { jane } = world;
    const answer = await answers(jane, 'accept', '/upload/1');
    expect(answer.status).toBe(200);
    await world.until(() => lastWords(jane).includes('card.file.info'));
    expect(lastWords(jane)).toContain('Saved to your OneDrive');
    const [put] = oneDrive.puts;
    const size = put?.body.length ?? 0;
    expect(put).toMatchObject({ method: 'PUT', headers: { 'content-range': `bytes 0-${size - 1}/${size}` } });
    expect((await readPdf(put?.body ?? Buffer.alloc(0))).words).toContain('Burn Amber.');
    expect(jane.chat().at(-1)?.attachments).toEqual([
      {
        contentType: 'application/vnd.microsoft.teams.card.file.info',
        contentUrl: `${oneDrive.base}/files/${reference}.pdf`,
        name: `${reference}.pdf`,
        content: { uniqueId: 'a-file', fileType: 'pdf' },
      },
    ]);
  });

  it('The copy is saved once when Teams sends the press again', async () => {
    const messagesBefore = world.jane.chat().length;
    expect((await answers(world.jane, 'accept', '/upload/1')).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(oneDrive.puts).toHaveLength(1);
    expect(world.jane.chat()).toHaveLength(messagesBefore);
  });

  it('The bot saves nothing for somebody who declines', async () => {
    const { jane } = world;
    expect((await answers(jane, 'decline', '/upload/2')).status).toBe(200);
    expect(lastWords(jane)).toContain('Nothing was saved');
    expect(oneDrive.puts).toHaveLength(1);
  });

  it('The bot says what to do when OneDrive does not take the file, and follows no redirect', async () => {
    const { jane } = world;
    for (const [index, status] of [503, 307, 202].entries()) {
      oneDrive.answers(status);
      const messagesBefore = jane.chat().length;
      expect((await answers(jane, 'accept', `/refused/${index}`)).status).toBe(200);
      await world.until(() => jane.chat().length > messagesBefore);
      expect(allOf([jane.chat().at(-1)])).toMatch(/NOT saved. Type “my copy” to try again/);
    }
    oneDrive.answers(201);
  });

  it('The bot sends the copy nowhere but to OneDrive, whatever the press says', async () => {
    const { jane } = world;
    const before = oneDrive.puts.length;
    const uploadInfo = { uploadUrl: 'https://sharepoint.com.example.org/upload', uniqueId: 'x' };
    expect((await answers(jane, 'accept', '/x', { uploadInfo })).status).toBe(200);
    expect(lastWords(jane)).toContain('NOT saved');
    expect(oneDrive.puts).toHaveLength(before);
  });

  it('Only the author can have the copy saved', async () => {
    const { tom } = world;
    const before = oneDrive.puts.length;
    expect((await answers(tom, 'accept', '/upload/tom')).status).toBe(200);
    expect(lastWords(tom)).toContain('Only the person who wrote it can open it here.');
    expect(oneDrive.puts).toHaveLength(before);
  });

  it('The bot saves nothing on a press that it cannot read, and says so', async () => {
    const answer = await answers(world.jane, 'accept', '/x', { context: 'HT' });
    expect(answer.status).toBe(200);
    expect(lastWords(world.jane)).toContain('I could not read that. Nothing was saved.');
  });

  it('The log has no address and no fact of the copy', () => {
    const log = world.log.join('\n');
    expect(log).toContain('copy.saved');
    expect(log).not.toMatch(facts);
    expect(log).not.toMatch(/\/upload\/|\/refused\/|sharepoint/);
  });
});
