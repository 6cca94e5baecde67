import type { LetterheadStyle } from './page.ts';
import { bodyType, LEFT, LETTER, type Sheet, setParagraph, WIDTH } from './text.ts';

/** Draws the head of a letter with its top at `y` and answers where the letter begins. */
export function setLetterhead(
  sheet: Sheet,
  name: string,
  lines: readonly string[],
  style: LetterheadStyle,
  y: number,
): number {
  return LETTERHEADS[style](sheet, name, lines, y);
}

type Letterhead = (sheet: Sheet, name: string, lines: readonly string[], y: number) => number;

const LETTERHEADS: Record<LetterheadStyle, Letterhead> = {
  rule: (sheet, name, lines, y) => {
    const end = setStack(sheet, name, lines, y, 'left');
    sheet.context.fillRect(LEFT, end + 4, WIDTH, 1.6);
    return end + 18;
  },
  centered: (sheet, name, lines, y) => {
    const end = setStack(sheet, name, lines, y, 'center');
    sheet.context.fillRect(LEFT, end + 3, WIDTH, 0.8);
    sheet.context.fillRect(LEFT, end + 6, WIDTH, 0.8);
    return end + 20;
  },
  split: (sheet, name, lines, y) => {
    const half = WIDTH * 0.52;
    const afterName = setParagraph(sheet, name, bodyType(sheet, 8, true), { y, width: half });
    const right = { left: LEFT + half, width: WIDTH - half, align: 'right' } as const;
    const end = setParagraph(sheet, lines.join('\n'), bodyType(sheet, -2.5), { y, ...right });
    return Math.max(afterName, end) + 14;
  },
  band: (sheet, name, lines, y) => {
    const { context } = sheet;
    context.fillRect(LEFT - 12, y, WIDTH + 24, 30);
    context.fillStyle = '#fff';
    setParagraph(sheet, name, bodyType(sheet, 6, true), { y: y + 5, left: LEFT });
    context.fillStyle = '#000';
    const typeface = bodyType(sheet, -2);
    return setParagraph(sheet, lines.join('   |   '), typeface, { y: y + 35, align: 'center' }) + 12;
  },
  logo: (sheet, name, lines, y) => {
    drawLogo(sheet, name, y);
    const place = { left: LEFT + 58, width: WIDTH - 58 };
    const afterName = setParagraph(sheet, name, bodyType(sheet, 9, true), { y: y + 2, ...place });
    const typeface = bodyType(sheet, -2);
    const end = setParagraph(sheet, lines.join('\n'), typeface, { y: afterName - 3, ...place });
    return Math.max(end, y + 50) + 14;
  },
  plain: (sheet, name, lines, y) => setStack(sheet, name, lines, y, 'left') + 10,
};

function setStack(
  sheet: Sheet,
  name: string,
  lines: readonly string[],
  y: number,
  align: 'left' | 'center',
): number {
  const afterName = setParagraph(sheet, name, bodyType(sheet, 8, true), { y, align });
  return setParagraph(sheet, lines.join('\n'), bodyType(sheet, -1.5), { y: afterName - 3, align });
}

/** A disc with a figure in it, another one for each name. */
function drawLogo({ context }: Sheet, name: string, y: number): void {
  const corners = 3 + (name.length % 5);
  const [x, middle, radius] = [LEFT + 24, y + 25, 22];
  context.beginPath();
  context.arc(x, middle, radius, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = '#fff';
  context.beginPath();
  for (let corner = 0; corner < corners * 2; corner++) {
    const angle = (corner * Math.PI) / corners - Math.PI / 2;
    const reach = radius * (corner % 2 === 0 ? 0.82 : 0.4);
    context.lineTo(x + Math.cos(angle) * reach, middle + Math.sin(angle) * reach);
  }
  context.fill();
  context.fillStyle = '#000';
}

/** Small print at the foot of the page. */
export function setFooter(sheet: Sheet, words: string): void {
  const { context } = sheet;
  context.fillRect(LEFT, LETTER.height - 52, WIDTH, 0.6);
  setParagraph(sheet, words, bodyType(sheet, -3), { y: LETTER.height - 49, align: 'center' });
}
