const first = 1
const last = 0x10ffff

/** All characters of Unicode but NUL, in their order, in texts of so many; halves of pairs are no characters. */
export function unicodeInPieces(length: number): string[] {
  const pieces: string[] = []
  let piece: string[] = []
  for (let point = first; point <= last; point += 1) {
    if (point >= 0xd800 && point <= 0xdfff) continue
    piece.push(String.fromCodePoint(point))
    if (piece.length < length && point < last) continue
    pieces.push(piece.join(''))
    piece = []
  }
  return pieces
}
