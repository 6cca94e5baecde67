import type { ReactElement } from 'react';
import { Page, type PageProps } from 'react-pdf';
import type { ShownDocument } from '../documents/documentEntry.ts';
import type { PageShape, Rotation } from '../layout/pageLayout.ts';

type TextProps = Pick<
  PageProps,
  'className' | 'inputRef' | 'renderTextLayer' | 'customTextRenderer' | 'onRenderTextLayerSuccess'
>;

interface PdfPageProps extends TextProps {
  readonly document: ShownDocument;
  /** From 1. */
  readonly page: number;
  readonly shape: PageShape;
  readonly rotation: Rotation;
  /** CSS pixels. */
  readonly width: number;
  /** Draws the picture of the page. Another function is mounted anew. */
  readonly draw: () => ReactElement;
}

/**
 * react-pdf's page, drawn by us and without anything live: links and forms of a fax are a picture. What is painted
 * already is there while react-pdf still asks for the page; suspending would hide it for a moment.
 */
export function PdfPage({ document, page, shape, rotation, draw, ...props }: PdfPageProps) {
  return (
    <Page
      renderTextLayer={false}
      {...props}
      pdf={document.pdf}
      pageNumber={page}
      rotate={(shape.rotate + rotation) % 360}
      renderMode="custom"
      customRenderer={draw}
      loading={draw}
      error={draw}
      renderAnnotationLayer={false}
      suspense={false}
    />
  );
}
