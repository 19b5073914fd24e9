import { createRequire } from 'node:module';

const font = (name: string) => createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

interface OpenPdf {
  doc: PDFKit.PDFDocument;
  root: PDFKit.PDFStructureElement;
  /** Ends the document. @returns the bytes of the file */
  close(): Promise<Buffer>;
}

/** Points, 72 to an inch. */
type Margins = Record<'top' | 'bottom' | 'left' | 'right', number>;

/** A tagged A4 document (PDF/UA) with a title, a language and fonts of its own: `regular` and `bold`. */
export async function openPdf(title: string, margins: Margins): Promise<OpenPdf> {
  const { default: Document } = await import('pdfkit'); // 200 ms and 20 MB, for those who ask for a file
  const doc = new Document({
    size: 'A4',
    margins,
    bufferPages: true, // the number of pages is known at the end
    tagged: true,
    subset: 'PDF/UA' as 'PDF/A-1', // its types do not know it yet
    pdfVersion: '1.7',
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: title, Creator: 'MASH Referrals' },
  });
  const chunks: Buffer[] = [];
  const written = new Promise<Buffer>((resolve, reject) => {
    doc
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', reject);
  });
  doc.registerFont('regular', font('DejaVuSans')).registerFont('bold', font('DejaVuSans-Bold'));
  const root = doc.struct('Document');
  doc.addStructure(root);
  return {
    doc,
    root,
    close() {
      doc.end();
      return written;
    },
  };
}
