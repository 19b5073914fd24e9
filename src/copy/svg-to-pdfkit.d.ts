declare module 'svg-to-pdfkit' {
  interface Options {
    width?: number;
    height?: number;
    assumePt?: boolean; // reads one unit of the drawing as one point
    fontCallback?: (family: string, bold: boolean) => string;
  }
  /** Draws an SVG into a PDFKit document, with its upper left corner at this point. */
  export default function SVGtoPDF(doc: PDFKit.PDFDocument, svg: string, x: number, y: number, options?: Options): void;
}
