import { writeFile } from 'node:fs/promises'
import { gatherCatalogue } from '../catalogue/catalogue.ts'
import { printed, printedFolder } from '../gateway/printing.ts'

// Writes schema/: the schema with what the catalogue says of each fact, and the catalogue as a table.
for (const [file, text] of Object.entries(await printed(await gatherCatalogue()))) {
  await writeFile(new URL(file, printedFolder), text)
  console.log(`schema/${file}`)
}
