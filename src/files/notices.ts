import { type Instant, plus } from '../base/time.ts';
import { timeLeft } from '../cards/london.ts';
import { periodInWords } from '../features/retention/cards.ts';
import type { Pack } from '../protocol/pack.ts';

/** A page for everybody. It says what the program does and what the pack sets, and nothing of the council that runs it. */
export interface PublicPage {
  title: string;
  parts: { heading: string; lines: string[] }[];
}

/** What Teams shows as the app’s privacy page. */
export const privacyPage = ({ title, sharedWith, retention }: Pack): PublicPage => ({
  title: 'What MASH Referrals keeps, and for how long',
  parts: [
    {
      heading: 'Who is responsible',
      lines: [
        'The council or partnership that put this app into Teams. Its own privacy notice comes first: this page says only what the program does.',
        `The program follows “${title}”.`,
      ],
    },
    {
      heading: 'What is kept',
      lines: [
        'What a professional writes about a child, about people around the child and about themselves.',
        'The name and the account of everybody who uses the app, as Teams gives them.',
        'What the MASH asks, decides and tells, and when.',
        'Who read a case, and when.',
      ],
    },
    {
      heading: 'Who gets it',
      lines: [
        `A referral goes to: ${sharedWith}.`,
        'Each case is a card and a text in a channel of Teams. Teams keeps its own copies.',
        'No machine decides and no child is scored: a MASH manager decides.',
      ],
    },
    {
      heading: 'For how long',
      lines: [
        `A draft with which nobody goes on: ${periodInWords(retention.drafts)}.`,
        `A decided case, after anybody last worked on it: ${periodInWords(retention.decided)}.`,
        `Who read a case: ${periodInWords(retention.accessLog)}.`,
        `A person who no longer uses the app: ${periodInWords(retention.staff)}.`,
        `Backup files: ${periodInWords(retention.backups)}.`,
        `Who set these periods: ${retention.source}.`,
        'A person confirms these periods, and another releases each case, before the program erases it. A case that is not decided, or that a court or the council holds, is kept.',
      ],
    },
    {
      heading: 'Your rights',
      lines: ['To see what is held about you, to correct it or to object, ask the council.'],
    },
  ],
});

/** What Teams shows as the app’s terms of use. */
export const termsPage = ({ emergency, clocks }: Pack, now: Instant): PublicPage => ({
  title: 'Using MASH Referrals',
  parts: [
    { heading: emergency, lines: ['This app does not call anybody for you.'] },
    {
      heading: 'Who may use it',
      lines: [
        'Professionals and volunteers whom the council has given the app, for a child who they fear has been trafficked or is exploited.',
      ],
    },
    {
      heading: 'What it does',
      lines: [
        'It helps you to write a referral, and takes it to the MASH, the Multi-Agency Safeguarding Hub.',
        `The MASH has ${timeLeft(now, plus(now, clocks.decision.within))} to decide. The app reminds the MASH, and tells you what was decided.`,
        'It never scores a child, never decides, and never holds a referral back.',
      ],
    },
    {
      heading: 'What you do',
      lines: [
        'Ring if it cannot wait, or if the app does not say “Delivered”. Type “contacts” to the app for the numbers.',
        'Write what you saw and heard. To try the app, use its practice with a made-up child.',
        'Keep the files that you save where your agency keeps safeguarding records.',
        'The council’s own case system is the record.',
      ],
    },
  ],
});
