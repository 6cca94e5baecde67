import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { pdfjs } from 'react-pdf';

// The worker of the very build that react-pdf draws with: pdf.js refuses any other.
pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

let worker: pdfjs.PDFWorker | undefined;

/** The one worker all PDFs share for the life of the app: starting one costs more than drawing a page. */
export function sharedWorker(): pdfjs.PDFWorker {
  // pdf.js's warnings can quote the document; they must not reach a log.
  worker ??= new pdfjs.PDFWorker({ verbosity: pdfjs.VerbosityLevel.ERRORS });
  return worker;
}

/** Ends a worker that a document has hung. Every PDF opened with it is dead; the next one gets a new worker. */
export function replaceWorker(): void {
  worker?.destroy();
  worker = undefined;
}
