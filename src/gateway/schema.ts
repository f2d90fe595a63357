import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { buildSchema } from 'type-graphql'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { assessmentResolver } from './assessment.ts'
import { AssessmentMutations } from './assessmentMutations.ts'
import { BatchResolver } from './batches.ts'
import { CatalogueResolver } from './catalogueRoots.ts'
import { changeResolver } from './changes.ts'
import { comprehensiveResolver } from './comprehensive.ts'
import { DepartmentResolver } from './departments.ts'
import { withFactDirective } from './directive.ts'
import { dispatchResolver } from './dispatch.ts'
import { figureResolver } from './figures.ts'
import { findingResolver } from './findings.ts'
import { Inputs } from './inputs.ts'
import { MeResolver } from './me.ts'
import { mount } from './mount.ts'
import { Outputs } from './outputs.ts'
import { declareRoots } from './roots.ts'
import { targetResolver } from './targets.ts'
import { walled } from './wall.ts'

let built: Promise<GraphQLSchema> | undefined

async function build(catalogue: Catalogue): Promise<GraphQLSchema> {
  const outputs: Outputs = new Outputs(
    catalogue,
    new Inputs(catalogue, (fact) => outputs.valueType(fact)),
  )
  outputs.declare()
  const declared = await buildSchema({
    resolvers: [
      declareRoots(catalogue, outputs),
      MeResolver,
      DepartmentResolver,
      CatalogueResolver,
      figureResolver(catalogue, outputs),
      ...assessmentResolver(catalogue, outputs),
      AssessmentMutations,
      ...targetResolver(catalogue),
      ...findingResolver(catalogue),
      dispatchResolver(catalogue),
      ...comprehensiveResolver(catalogue),
      BatchResolver,
      changeResolver(catalogue, outputs),
    ],
    orphanedTypes: catalogue.entities.map(({ cls }) => cls) as never,
    // Arguments are checked by their scalars and by the access plan, before anything is fetched.
    validate: false,
  })
  const schema = withFactDirective(declared)
  mount(schema)
  return walled(schema)
}

/** The one schema of this process: type-graphql keeps its declarations for the life of a process. */
export function schemaOf(catalogue: Catalogue): Promise<GraphQLSchema> {
  built ??= build(catalogue)
  return built
}
