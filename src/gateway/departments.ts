import 'reflect-metadata'
import {
  Arg,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { notFound } from '../ground/refusal.ts'
import { ViewType, viewsOf } from './catalogueTypes.ts'
import type { Context } from './context.ts'

const frame = { sharing: { frame: true } }

/** A member department, with the views that it adds. */
@ObjectType('Department', { description: '成员单位。A member department.', simpleResolvers: true })
export class DepartmentType {
  @Extensions(frame)
  @Field(() => String, { description: '标识，即字段名。Its name in the graph.' })
  code!: string

  @Extensions(frame)
  @Field(() => String, { description: '中文名称。Chinese name.' })
  zh!: string

  @Extensions(frame)
  @Field(() => String, { description: '英文名称。English name.' })
  en!: string
}

/** The department with this code, as the graph answers it. */
export function departmentNamed(catalogue: Catalogue, code: string): DepartmentType | undefined {
  const found = catalogue.departments.find(({ slug }) => slug === code)
  return found && { code: found.slug, zh: found.zh, en: found.en }
}

/** `departments` and `department(code)`. */
@Resolver(() => DepartmentType)
export class DepartmentResolver {
  @Extensions(frame)
  @Query(() => [DepartmentType], { description: '全部成员单位。All member departments.' })
  departments(@Ctx() { catalogue }: Context): DepartmentType[] {
    return catalogue.departments.map(({ slug, zh, en }) => ({ code: slug, zh, en }))
  }

  @Extensions(frame)
  @Query(() => DepartmentType, {
    nullable: true,
    description: '某一成员单位。The member department with this code.',
  })
  department(
    @Arg('code', () => String, { description: '如 finance。Such as finance.' }) code: string,
    @Ctx() { catalogue }: Context,
  ): DepartmentType {
    const found = departmentNamed(catalogue, code)
    if (!found) throw notFound('成员单位', 'department', code.slice(0, 64))
    return found
  }

  @Extensions(frame)
  @FieldResolver(() => [ViewType], { description: '该部门提供的视图。The views that it adds.' })
  views(@Root() { code }: DepartmentType, @Ctx() { catalogue }: Context): ViewType[] {
    return viewsOf(catalogue, code)
  }
}
