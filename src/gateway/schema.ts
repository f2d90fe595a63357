import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { buildSchema } from 'type-graphql'
import type { Catalogue } from '../catalogue/catalogue.ts'
import './fields/assessment/assessmentFields.ts'
import './fields/assessment/assessmentMutations.ts'
import './fields/assessment/comprehensiveFields.ts'
import './fields/assessment/dispatchFields.ts'
import './fields/assessment/whatIfFields.ts'
import './fields/catalogue/catalogueRoots.ts'
import './fields/checks/findingFields.ts'
import './fields/deliveries/batchFields.ts'
import { declareChanges } from './fields/deliveries/changeFields.ts'
import './fields/deliveries/publishFields.ts'
import './fields/entities/departmentFields.ts'
import { mount } from './fields/entities/mount.ts'
import { declareOutputs } from './fields/entities/outputs.ts'
import { declareRoots } from './fields/entities/roots.ts'
import './fields/figures/indicatorFields.ts'
import './fields/figures/ownFormulaFields.ts'
import './fields/figures/targetFields.ts'
import './fields/sharing/meFields.ts'
import { roots } from './graph/declareField.ts'
import { withFactDirective } from './graph/directive.ts'
import { walled } from './graph/wall.ts'

let built: Promise<GraphQLSchema> | undefined

/** Fields declare themselves where they are imported; those that follow from the catalogue are declared here. */
async function build(catalogue: Catalogue): Promise<GraphQLSchema> {
  declareOutputs(catalogue)
  declareRoots(catalogue)
  declareChanges(catalogue)
  const declared = await buildSchema({
    resolvers: [roots],
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
