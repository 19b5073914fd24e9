import { expect, it } from '@jest/globals';
import { saysWhoRefers } from '../../src/draft/says.ts';

it.each([
  'health, nurse. marie doyle',
  'housing, hostel',
  'marie doyle is my name im the staff nurse',
  '1? no wait sorry its health',
  'my names del',
  'night worker at the hostel',
  'school',
])('Who refers, and no more: %s', (words) => expect(saysWhoRefers(words)).toBe(true));

it.each([
  'police are outside the hostel',
  'he is a nurse',
  'school just rang he wasnt in',
  'nurse hurt',
  'hostel is on fire',
  'the man from the hostel is back',
  'kofi mensah 16 came from croydon',
  'marie doyle',
  'help me nurse',
  'ward 6, man at the door',
  'golf is back outside. same bloke',
])('More than who refers, or perhaps something else: %s', (words) => expect(saysWhoRefers(words)).toBe(false));
