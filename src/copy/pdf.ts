import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';

const font = (name: string) => createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

interface OpenPdf {
  doc: PDFKit.PDFDocument;
  root: PDFKit.PDFStructureElement;
  /** Ends the document. @returns the bytes of the file */
  close(): Promise<Buffer>;
}

/**
 * A tagged A4 document (PDF/UA) with a title, a language and fonts of its own: `regular` and `bold`.
 * @param page its margins, in points, 72 to an inch
 */
export async function openPdf(title: string, page: Record<'top' | 'bottom' | 'side', number>): Promise<OpenPdf> {
  // costs 200 ms and 20 MB, so it is loaded only when somebody asks for a file
  const { default: Document } = await import('pdfkit');
  const doc = new Document({
    size: 'A4',
    margins: { top: page.top, bottom: page.bottom, left: page.side, right: page.side },
    bufferPages: true, // the number of pages is known only at the end
    tagged: true,
    subset: 'PDF/UA' as 'PDF/A-1', // the types do not list PDF/UA yet
    pdfVersion: '1.7',
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: title, Creator: 'MASH Referrals' },
  });
  const bytes = buffer(doc);
  doc.registerFont('regular', font('DejaVuSans')).registerFont('bold', font('DejaVuSans-Bold'));
  const root = doc.struct('Document');
  doc.addStructure(root);
  return {
    doc,
    root,
    close() {
      doc.end();
      return bytes;
    },
  };
}
