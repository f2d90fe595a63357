/** How the first cell of a template's second sheet ends, by which that is known where a filled template comes back. */
export const endOfExplanation = '：填报说明'
/** With what the row below it begins. */
export const secondOfExplanation = '名称'
