import {
  decodePDFRawStream,
  type PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFPage,
  PDFRawStream,
  PDFStream,
} from '@cantoo/pdf-lib';

/**
 * Some pages of a PDF as a PDF of their own. Contents and images are copied as they stand, not decoded and written
 * again. Nothing else comes along: what is filed to one patient must not carry the pages of another inside.
 * @param numbers from 1
 * @returns undefined when the file cannot be taken apart (encrypted, damaged) or has no such page, or none is named
 */
export async function cutPdf(bytes: Uint8Array, numbers: readonly number[]): Promise<Buffer | undefined> {
  try {
    const whole = await PDFDocument.load(bytes, { updateMetadata: false });
    const pages = whole.getPages();
    const wanted = numbers.map((number) => pages[number - 1]);
    if (wanted.length === 0 || wanted.some((page) => page === undefined)) return undefined;
    for (const page of wanted) if (page) standAlone(page);
    const cut = await PDFDocument.create({ updateMetadata: false });
    const indices = numbers.map((number) => number - 1);
    for (const page of await cut.copyPages(whole, indices)) cut.addPage(page);
    return Buffer.from(await cut.save());
  } catch {
    // pdf-lib throws plain errors for whatever it does not understand in a file, and has one for encrypted ones.
    return undefined;
  }
}

/** Entries of a page that lead into the rest of the document: ISO 32000-1 table 30. */
const WAYS_OUT = ['AA', 'B', 'StructParents', 'PieceInfo', 'Metadata', 'Thumb', 'PresSteps'].map(name);
/** The same of an annotation, tables 164 and 170; what it looks like stays. */
const ANNOTATION_WAYS_OUT = ['A', 'AA', 'Dest', 'P', 'Parent', 'Popup', 'IRT', 'StructParent', 'PA'].map(
  name,
);

/** Takes off a page whatever would draw other pages after it into a copy. */
function standAlone(page: PDFPage): void {
  for (const key of WAYS_OUT) page.node.delete(key);
  for (const annotation of annotationsOf(page)) {
    for (const key of ANNOTATION_WAYS_OUT) annotation.delete(key);
  }
  const resources = page.node.Resources();
  if (resources) page.node.set(name('Resources'), withUsedPictures(resources, page));
}

/**
 * Some writers hang the pictures of every page into one list that all pages share; a copy of one page would bring all
 * of them. Only those stay that the page draws.
 */
function withUsedPictures(resources: PDFDict, page: PDFPage): PDFDict {
  const pictures = resources.lookupMaybe(name('XObject'), PDFDict);
  if (!pictures) return resources;
  const own = resources.clone();
  const kept = pictures.clone();
  const used = drawnNames(contentsOf(page), pictures);
  for (const key of pictures.keys()) if (!used.has(key)) kept.delete(key);
  own.set(name('XObject'), kept);
  return own;
}

/** The names a content draws, and those of the forms among them, which may draw from the list of their page. */
function drawnNames(contents: readonly PDFStream[], pictures: PDFDict): Set<PDFName> {
  const drawn = new Set<PDFName>();
  const waiting = [...contents];
  for (let content = waiting.pop(); content; content = waiting.pop()) {
    for (const key of namesIn(content)) {
      const picture = drawn.has(key) ? undefined : pictures.lookupMaybe(key, PDFStream);
      drawn.add(key);
      if (picture?.dict.get(name('Subtype')) === name('Form')) waiting.push(picture);
    }
  }
  return drawn;
}

function namesIn(content: PDFStream): PDFName[] {
  const bytes =
    content instanceof PDFRawStream ? decodePDFRawStream(content).decode() : content.getContents();
  const text = Buffer.from(bytes).toString('latin1');
  return Array.from(text.matchAll(/\/([^\s/[\]()<>{}%]+)\s*Do\b/g), ([, key]) => name(key ?? ''));
}

function contentsOf(page: PDFPage): PDFStream[] {
  const contents = page.node.Contents();
  if (contents instanceof PDFStream) return [contents];
  return contents ? elementsOf(page, contents).filter((element) => element instanceof PDFStream) : [];
}

function annotationsOf(page: PDFPage): PDFDict[] {
  const annotations = page.node.Annots();
  return annotations ? elementsOf(page, annotations).filter((element) => element instanceof PDFDict) : [];
}

function elementsOf(page: PDFPage, array: PDFArray) {
  return array.asArray().map((element) => page.doc.context.lookup(element));
}

function name(key: string): PDFName {
  return PDFName.of(key);
}
