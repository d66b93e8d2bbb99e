/** Where something stands: from `start` to before `end`. */
export interface Place {
  start: number
  end: number
}

/** Bytes that were decoded from a text, or the text itself. */
export interface View {
  readonly bytes: Uint8Array
  /** Where in the text the bytes of a place come from. */
  origin(place: Place): Place
}
