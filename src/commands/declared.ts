import { type Catalogue, gatherCatalogue } from '../catalogue/catalogue.ts'
import { DeclarationRefused } from '../ground/declarationRefused.ts'

/** Everything that is declared; where something is not understood, says so and ends. */
export async function declared(): Promise<Catalogue> {
  try {
    return await gatherCatalogue()
  } catch (error) {
    if (!(error instanceof DeclarationRefused)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
