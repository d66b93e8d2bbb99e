/** Chance that can be repeated: the same seed and case give the same throws. */
export interface Dice {
  /** A whole number from 0 up to, and without, this one. */
  below(limit: number): number
  oneOf<T>(choices: readonly T[]): T
  /** So many characters, each one of these. */
  text(length: number, characters: string): string
}

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** The dice of one case. */
export function diceFor(seed: number, number: number): Dice {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0
  // https://github.com/cprosche/mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    oneOf<T>(choices: readonly T[]): T {
      const choice = choices[below(choices.length)]
      if (choice === undefined) throw new Error('There is nothing to choose from.')
      return choice
    },
    text(length, characters) {
      const all = [...characters]
      return Array.from({ length }, () => all[below(all.length)]).join('')
    }
  }
}

/** So many letters and digits that stand for nothing. */
export function word(dice: Dice, length: number): string {
  return dice.text(length, letters)
}
