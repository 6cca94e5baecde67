import { GlobalWorkerOptions, PDFWorker, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
// The legacy build: the other one calls functions that Firefox ESR and last year's Safari and Chrome do not have.
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

let worker: PDFWorker | undefined;

/** The one worker all PDFs share for the life of the app: starting one costs more than drawing a page. */
export function sharedWorker(): PDFWorker {
  // pdf.js's warnings can quote the document; they must not reach a log.
  worker ??= new PDFWorker({ verbosity: VerbosityLevel.ERRORS });
  return worker;
}

/** Ends a worker that a document has hung. Every PDF opened with it is dead; the next one gets a new worker. */
export function replaceWorker(): void {
  worker?.destroy();
  worker = undefined;
}
