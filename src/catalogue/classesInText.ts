/** What the text of a class says and its running form no longer knows: TypeScript's types are gone by then. */
export interface WrittenClass {
  readonly name: string
  readonly isExported: boolean
  /** Its properties, each with the type that stands behind the colon. */
  readonly properties: ReadonlyMap<string, string>
}

/** Comments, texts, and regular expressions: nothing in them is code. */
const noCode =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?<=[(,=:]\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*/g

const classHead = /(\bexport\s+)?(?:\babstract\s+)?\bclass\s+(\w+)[^{]*\{/g
const property = /(?<![.\w])(\w+)[?!]?\s*:\s*([^\n;=]+)/g

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

/** A class's own lines: whatever stands in brackets within, such as what a decorator is given, is left out. */
function outermost(body: string): string {
  const inner = /\([^(){}[\]]*\)|\{[^(){}[\]]*\}|\[[^(){}[\]]*\]/g
  const less = body.replace(inner, ' ')
  return less === body ? body : outermost(less)
}

/** The classes that a file's text declares. */
export function classesInText(text: string): WrittenClass[] {
  const code = text.replace(noCode, ' ')
  return [...code.matchAll(classHead)].map((head) => {
    const start = head.index + head[0].length
    const body = outermost(code.slice(start, endOfBody(code, start)))
    return {
      name: head[2] ?? '',
      isExported: head[1] !== undefined,
      properties: new Map(
        [...body.matchAll(property)].map(([, name = '', type = '']) => [name, type.trim()]),
      ),
    }
  })
}
