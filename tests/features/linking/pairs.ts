/**
 * Made-up pairs of referrals: what two referrers may write about the same child or household, and about different ones.
 * Nobody in here exists. The pairs measure how good the comparison is, so some are hard on purpose. None was left out
 * because it came out wrong.
 */

/** The text in each box, by the id of the box in the pack. */
export type BoxTexts = Record<string, string>;

export interface Pair {
  about: string;
  one: BoxTexts;
  other: BoxTexts;
  /** Whether somebody at the MASH would want to see both together. */
  together: boolean;
}

const child = (name: string, age = '', more: BoxTexts = {}): BoxTexts => ({
  'child-name': name,
  'child-age': age,
  ...more,
});
const home = (address: string, more: BoxTexts = {}): BoxTexts => ({ address, ...more });

const together = (about: string, pairs: [BoxTexts, BoxTexts][]): Pair[] =>
  pairs.map(([one, other]) => ({ about, one, other, together: true }));
const apart = (about: string, pairs: [BoxTexts, BoxTexts][]): Pair[] =>
  pairs.map(([one, other]) => ({ about, one, other, together: false }));

export const pairs: Pair[] = [
  ...together('spelling', [
    [child('Sarah Thompson', '04/03/2012'), child('Sara Thomson', '04/03/2012')],
    [child('Mohammed Hussain', '12/11/2010'), child('Muhammad Hussein', '12/11/2010')],
    [child('Katherine O’Neill', '01/02/2013'), child('Catherine ONeill', '01/02/2013')],
    [child('Shaun MacDonald', '9/9/2011'), child('Sean Mcdonald', '09/09/2011')],
    [child('Aaliyah Begum', '14'), child('Aliya Begum', 'about 14')],
    [child('Zoë Clarke', '23/06/2014'), child('Zoe Clark', '23/06/2014')],
    [child('Siobhan Kelly', '17/05/2009'), child('Shivaun Kelly', '17/05/2009')],
    [child('Jaydn Phillips', '13'), child('Jayden Philips', '13')],
    [child('Yousef Ibrahim', '02/08/2011'), child('Yusuf Ebrahim', '02/08/2011')],
    [child('Tatyana Ivanova', '11'), child('Tatiana Ivanova', '11')],
  ]),
  ...together('scripts and accents', [
    [child('Nguyễn Thị Mai', '15'), child('Nguyen Thi Mai', '15')],
    [child('Łukasz Wiśniewski', '03/04/2010'), child('Lukasz Wisniewski', '03/04/2010')],
    [child('Đặng Văn Hùng', 'about 16'), child('Dang Van Hung', '16')],
    [child('Олександр Коваленко', '19/07/2011'), child('Oleksandr Kovalenko', '19/07/2011')],
    [child('محمد علي', '05/05/2012'), child('Mohammed Ali', '05/05/2012')],
    [child('فاطمة حسن', '22/01/2013'), child('Fatima Hassan', '22/01/2013')],
    [child('Işıl Yılmaz', '12'), child('Isil Yilmaz', '12')],
    [child('Çağla Öztürk', '30/10/2013'), child('Cagla Ozturk', '30/10/2013')],
    [child('陈美玲', '08/08/2010'), child('Chen Meiling', '08/08/2010')],
    [child('Gjergj Hoxha', '17'), child('Gjerji Hoxha', '17')],
  ]),
  ...together('order', [
    [child('Thompson, Sarah', '04/03/2012'), child('Sarah Thompson', '04/03/2012')],
    [child('Mai Nguyen', '15'), child('Nguyen Thi Mai', '15')],
    [child('Li Wei', '10/10/2011'), child('Wei Li', '10/10/2011')],
    [child('HASSAN Amina', '12'), child('Amina Hassan', '12 years old')],
  ]),
  ...together('middle names', [
    [child('Grace Adaeze Okonkwo', '11/12/2011'), child('Grace Okonkwo', '11/12/2011')],
    [child('Ahmed Mohamed Ali Warsame', '14'), child('Ahmed Warsame', '14')],
    [child('Maria da Conceição Silva', '07/07/2010'), child('Maria Silva', '07/07/2010')],
    [child('John Paul Murphy', '13'), child('John P Murphy', '13')],
  ]),
  ...together('short forms', [
    [child('Kate Brown', '21/03/2012'), child('Katherine Brown', '21/03/2012')],
    [child('Bill Harris', '14'), child('William Harris', '14')],
    [child('Mo Khan', '10/01/2011'), child('Mohammed Khan', '10/01/2011')],
    [child('Lizzie Ward', '15'), child('Elizabeth Ward', '15')],
    [child('Sasha Petrenko', '12'), child('Oleksandra Petrenko', '12')],
    [child('Tolly Adeyemi', '19/02/2010'), child('Tolulope Adeyemi', '19/02/2010')],
  ]),
  ...together('words written together', [
    [child('Abdul Rahman Noor', '15'), child('Abdulrahman Noor', '15')],
    [child('Al-Hassan Jallow', '16/06/2010'), child('Alhassan Jallow', '16/06/2010')],
    [child('Anna-Maria Popescu', '11'), child('Anna Maria Popescu', '11')],
    [child('Mary Jane Osei', '09/03/2014'), child('Maryjane Osei', '09/03/2014')],
  ]),
  ...together('a date with a slip', [
    [child('Emma Wright', '04/03/2012'), child('Emma Wright', '03/04/2012')],
    [child('Daniel Okafor', '21/06/2010'), child('Daniel Okafor', '12/06/2010')],
    [child('Chloe Evans', '15/08/2011'), child('Chloe Evans', '15/08/2012')],
    [child('Amira Saleh', '01/01/2011'), child('Amira Saleh', '15')],
    [child('Linh Tran', '17 or 18'), child('Linh Tran', '18')],
    [child('Besnik Gashi', '05/09/2009'), child('Besnik Gashi', '05/09/2013')],
  ]),
  ...together('a name of one word, and the date of birth', [
    [child('Baby Brown', '20/11/2026'), child('Baby Brown', '20/11/2026')],
    [child('Amira', '04/03/2012'), child('Amira (surname not known)', '04/03/2012')],
  ]),
  ...together('one address', [
    [home('14 Beech Road, Watford, WD18 0AA'), home('14 Beech Rd WD180AA')],
    [home('Flat 3, 22 Mill Street, Luton LU1 2AB'), home('Flat 3 22 Mill St, LU1 2AB')],
    [home('4 Gneiss Close'), home('4 Gneiss Close, Hatfield, AL10 9XY')],
    [home('9 Larch Avenue, Stevenage, SG1 3QT'), home('9 Larch Ave, Stevenage SG1 3TQ')],
    [child('Anna Brown', '12', home('7a Rowan Way, AL3 5PQ')), child('Ben Brown', '9', home('7A Rowan Way AL3 5PQ'))],
    [home('31 Oak Lane, EN8 8RR'), { 'all-addresses': '2 Elm Grove, N9 1AA (2024)\n31 Oak Lane, EN8 8RR (2025 on)' }],
    [{ premises: '118 Cedar Crescent, HP2 4JN' }, home('118 Cedar Crescent, Hemel, HP2 4JN')],
    [home('14 Beech Road, Watford, WD18 0AA'), { whereabouts: 'at home, 14 Beech Road, WD18 0AA' }],
  ]),
  ...together('one telephone', [
    [{ carer: 'Uncle, 020 7946 0123' }, { people: 'A man who rings from +44 20 7946 0123' }],
    [{ people: 'Driver, (01632) 960 555' }, { with: 'a man, 01632960555' }],
    [{ 'other-details': 'Rings +355 69 123 4567 each night' }, { people: 'Boss: 00355 69 1234567' }],
    [{ family: 'Mother 07912 345678' }, { carer: 'aunt 07912345678' }],
  ]),
  ...together('one carer', [
    [{ carer: 'Mrs Blessing Adebayo (aunt)' }, { carer: 'Blessing Adebayo, says she is the mother' }],
    [{ with: 'her uncle Tariq Mahmood' }, { carer: 'Tarik Mahmoud' }],
    [{ carer: 'Ion Popa and Elena Popa' }, { carer: 'Elena Popa' }],
    [{ carer: 'DRAGAN, Marku' }, { carer: 'Marku Dragan' }],
  ]),

  ...apart('one surname', [
    [child('Anna Brown', '12'), child('Ben Brown', '12')],
    [child('Aisha Khan', '04/03/2012'), child('Bilal Khan', '04/03/2012')],
    [child('Nguyen Thi Mai', '15'), child('Nguyen Thi Lan', '15')],
    [child('Nguyen Van Hung', '16'), child('Nguyen Van Duc', '16')],
    [child('Smith', '14'), child('Jack Smith', '14')],
    [child('Emily Jones', '13'), child('Emmanuel Jones', '13')],
    [child('Grace Mensah', '10'), child('Gloria Mensah', '10')],
    [child('Omar Hassan', '15'), child('Amir Hassan', '15')],
  ]),
  ...apart('one first name', [
    [child('Mohammed Ali', '14'), child('Mohammed Khan', '14')],
    [child('Sophie Turner', '12'), child('Sophie Taylor', '12')],
    [child('Amira', '14'), child('Amira Saleh', '14')],
    [child('Maria Silva', '11'), child('Maria Santos', '11')],
  ]),
  ...apart('a name alone, or another age', [
    [child('Emma Wright'), child('Emma Wright')],
    [child('Mohammed Ali', '7'), child('Mohammed Ali', '16')],
    [child('David Wilson', '04/03/2009'), child('David Wilson', '22/11/2015')],
    [child('Linh Tran', '12'), child('Linh Tran', '17')],
    [child('Sarah Ahmed', '15/02/2010'), child('Sarah Ahmad', '28/09/2010')],
  ]),
  ...apart('similar names', [
    [child('Hannah Cole', '13'), child('Hanna Cohen', '13')],
    [child('Daniel Moore', '12'), child('Danielle Moran', '12')],
    [child('Ali Hassan', '15'), child('Hassan Hussain', '15')],
    [child('Lena Marku', '16'), child('Lina Marki', '11')],
    [child('Harpreet Singh', '14'), child('Gurpreet Singh', '14')],
    [child('Manpreet Kaur', '03/03/2013'), child('Amanpreet Kaur', '17/10/2013')],
    [child('Sarah White', '04/03/2012'), child('Sarah Black', '04/03/2012')],
    [child('Chen Wei', '14'), child('Chan Wai Ling', '14')],
    [child('Leo Martin', '06/06/2013'), child('Theo Martins', '06/07/2013')],
  ]),
  ...apart('nobody named', [
    [child('Girl, about 14', '14'), child('Girl, about 14', '14')],
    [child('Unknown boy', '15'), child('Unknown male child', '15')],
    [child('Baby Brown', '0'), child('Anna Brown', '0')],
    [child('Baby', '20/11/2026'), child('Baby Brown', '20/11/2026')],
    [{ carer: 'no carer' }, { carer: 'No carer' }],
    [{ carer: 'mother' }, { carer: 'the mother' }],
    [{ carer: 'Mr Khan' }, { carer: 'Mrs Khan' }],
  ]),
  ...apart('other homes', [
    [home('14 Beech Road, WD18 0AA'), home('16 Beech Road, WD18 0AA')],
    [home('Flat 3, 22 Mill Street, LU1 2AB'), home('Flat 5, 22 Mill Street, LU1 2AB')],
    [home('12 High Street'), home('12 High Street')],
    [home('14 Beech Road, WD18 0AA'), home('14 Beech Road, CB4 1ZZ')],
    [home('Watford'), home('Watford')],
    [{ whereabouts: 'Ward 4, General Hospital, WD18 0HB' }, { whereabouts: 'Ward 4, General Hospital, WD18 0HB' }],
    [home('14 Beech Road, WD18 0AA, since 2024'), home('2024 Oak Lane, WD18 0AA')],
  ]),
  ...apart('other telephones', [
    [{ phone: '01632 960 014' }, { phone: '01632 960 014' }],
    [{ phone: '01632 960 014' }, { people: 'Ring me: 01632 960 014' }],
    [{ people: '0800 1111' }, { people: '0800 1111' }],
    [{ family: 'Council 0300 123 4043' }, { family: 'Council 0300 123 4043' }],
    [{ carer: 'Uncle, 020 7946 0123' }, { carer: 'Uncle, 020 7946 0124' }],
  ]),
  ...apart('other carers', [
    [{ carer: 'Blessing Adebayo' }, { carer: 'Patience Adebayo' }],
    [{ with: 'class teacher Mrs Anna Smith' }, { with: 'class teacher Mrs Anna Smith' }],
    [{ carer: 'John Smith' }, { carer: 'Joan Smart' }],
  ]),
];
