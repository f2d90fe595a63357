/** What the text of a class says and its running form no longer knows: TypeScript's types are gone by then. */
export interface WrittenClass {
  readonly name: string
  /** Whether it is written as a view: by `@View` above it, or by facts within. */
  readonly isView: boolean
  /** Its properties, each with the type that stands behind the colon, if one does. */
  readonly properties: ReadonlyMap<string, string>
}

/** Comments, texts, and regular expressions: nothing in them is code. */
const noCode =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?<=[(,=:]\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*/g

/** What stands in place of brackets and all that was in them. */
const gap = '\u00a7'

const classHead =
  /((?:@\w+\u00a7\s*)*)(?:\bexport\s+(?:default\s+)?)?(?:\babstract\s+)?\bclass\s+(\w+)[^{]*\{/g

/** A member of a class at the beginning of a statement, where no type or value goes on from the line before. */
const member =
  /(?:^|[;}\u00a7]|(?<![:|&=,<]\s*)\n)\s*(?:@\w+\u00a7?\s*)*((?:(?:public|private|protected|readonly|static|declare|override|accessor|abstract)\s+)*)(#?[\p{ID_Start}_$][\p{ID_Continue}$]*|'')\s*[?!]?\s*(?::\s*([^\n;=]*)|=|;|(?=\n|$))/gu

/** Where the brace that was opened before a place is closed. */
function endOfBody(code: string, start: number): number {
  let depth = 1
  let at = start
  while (depth > 0 && at < code.length) {
    if (code[at] === '{') depth += 1
    if (code[at] === '}') depth -= 1
    at += 1
  }
  return at - 1
}

/** A text without what stands in some brackets, however deep. */
function without(text: string, brackets: RegExp): string {
  const less = text.replace(brackets, gap)
  return less === text ? text : without(less, brackets)
}

/** The classes that a file's text declares. */
export function classesInText(text: string): WrittenClass[] {
  const words = text.replace(noCode, (found) => (/^['"`]/.test(found) ? "''" : ' '))
  // What a decorator or a method is given, and what stands in the brackets of a heading, is no member.
  const code = without(words, /\([^()]*\)/g)
  return [...code.matchAll(classHead)].map((head) => {
    const [whole, decorators = '', name = ''] = head
    const start = head.index + whole.length
    const inside = code.slice(start, endOfBody(code, start))
    const body = without(inside, /\{[^{}]*\}|\[[^[\]]*\]/g)
    return {
      name,
      isView: /@View\b/.test(decorators) || /@(?:Open|Conditional|Withheld)\b/.test(body),
      properties: new Map(
        [...body.matchAll(member)]
          .filter(
            ([, modifiers = '', property = '']) =>
              !/static/.test(modifiers) && !property.startsWith('#'),
          )
          .map(([, , property = '', type = '']) => [property, type.trim()]),
      ),
    }
  })
}
