import fc from 'fast-check'

/** Any character of Unicode but halves of pairs; to make the unit `binary` of fast-check takes two seconds. */
export const character = fc
  .integer({ min: 0, max: 0x10f7ff })
  .map(code => String.fromCodePoint(code < 0xd800 ? code : code + 0x800))

/** What means something in Markdown, and what is not seen. */
export const special = '&<>|[]()!\\`*_~@#:/.w\n \u200b'.split('')
