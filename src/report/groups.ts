/** A part of the log that can be folded away. */
export interface Group {
  info(line: string): void
  end(): void
}

/** Where groups are printed. */
export interface Printer {
  start(title: string): void
  info(line: string): void
  end(): void
}

/** The groups of a log, of which one at a time can be open: the others wait with their lines. */
export interface Groups {
  open(title: string): Group
  /** Ends all groups that are not ended. */
  flush(): void
}

interface Member {
  title: string
  lines: string[]
  ended: boolean
}

/** Groups that are printed one after the other, in the order in which they were opened. */
export function createGroups(print: Printer): Groups {
  const queue: Member[] = []

  function begin({ title, lines }: Member): void {
    print.start(title)
    for (const line of lines) print.info(line)
  }

  /** Closes the first, then prints the next ones, up to one that goes on. */
  function advance(): void {
    while (queue[0]?.ended) {
      print.end()
      queue.shift()
      if (queue[0]) begin(queue[0])
    }
  }

  return {
    open(title) {
      const member: Member = { title, lines: [], ended: false }
      queue.push(member)
      if (queue[0] === member) begin(member)
      return {
        info(line) {
          if (queue.indexOf(member) > 0) member.lines.push(line)
          else print.info(line)
        },
        end() {
          member.ended = true
          advance()
        }
      }
    },
    flush() {
      for (const member of queue) member.ended = true
      advance()
    }
  }
}
