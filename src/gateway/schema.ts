import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { buildSchema } from 'type-graphql'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { assessmentResolver } from './fields/assessment/assessmentFields.ts'
import { AssessmentMutations } from './fields/assessment/assessmentMutations.ts'
import { comprehensiveResolver } from './fields/assessment/comprehensiveFields.ts'
import { dispatchResolver } from './fields/assessment/dispatchFields.ts'
import { CatalogueResolver } from './fields/catalogue/catalogueRoots.ts'
import { findingResolver } from './fields/checks/findingFields.ts'
import { BatchResolver } from './fields/deliveries/batchFields.ts'
import { changeResolver } from './fields/deliveries/changeFields.ts'
import { DepartmentResolver } from './fields/entities/departmentFields.ts'
import { Inputs } from './fields/entities/inputs.ts'
import { mount } from './fields/entities/mount.ts'
import { Outputs } from './fields/entities/outputs.ts'
import { declareRoots } from './fields/entities/roots.ts'
import { figureResolver } from './fields/figures/figureRoots.ts'
import { targetResolver } from './fields/figures/targetFields.ts'
import { MeResolver } from './fields/sharing/meFields.ts'
import { withFactDirective } from './graph/directive.ts'
import { walled } from './graph/wall.ts'

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
