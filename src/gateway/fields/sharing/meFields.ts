import 'reflect-metadata'
import { Ctx, Extensions, Query, Resolver, registerEnumType } from 'type-graphql'
import { AreaCode } from '../../../ground/scalars.ts'
import { roles } from '../../../sharing/caller.ts'
import type { Context } from '../../graph/context.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { DepartmentType, departmentNamed } from '../entities/departmentFields.ts'

const Role = Object.fromEntries(roles.map((role) => [role.toUpperCase(), role.toUpperCase()]))

registerEnumType(Role, {
  name: 'Role',
  description: '调用方角色。What a caller may do.',
  valuesConfig: {
    READER: { description: '读取：部门的系统或分析员。A department reads.' },
    STEWARD: {
      description: '数据管理员：部门的发布、审批与更正。A department publishes and decides.',
    },
    OFFICE: { description: "领导小组办公室。The leading group's office." },
    OFFICIAL: { description: '区县、乡镇政府。A county or township government.' },
    AUTHORITY: { description: '数据共享主管部门。The data-sharing authority.' },
    AUDITOR: { description: '审计。The auditor.' },
  },
})

const frame = { sharing: { frame: true } }

/** Who the token says is asking. */
@Shape('Me', '当前调用方', 'Who the token says is asking')
export class Me {
  @Plain(String, '账号', 'Account')
  subject!: string

  @Plain(Role, '角色', 'Role')
  role!: string

  @Plain(DepartmentType, '所属部门', 'Department', nullable)
  department?: DepartmentType

  @Plain(
    AreaCode,
    '辖区代码；空为全市',
    'Area to which the caller is bound; blank for the whole city',
    nullable,
  )
  area?: string
}

/** `me`: what the gateway takes the caller for. */
@Resolver()
export class MeResolver {
  @Extensions(frame)
  @Query(() => Me, { description: '当前调用方。Who is asking.' })
  me(@Ctx() { caller, catalogue }: Context): Me {
    const { subject, role, department, area } = caller
    return {
      subject,
      role: role.toUpperCase(),
      ...(department ? { department: departmentNamed(catalogue, department) } : {}),
      ...(area ? { area } : {}),
    }
  }
}
