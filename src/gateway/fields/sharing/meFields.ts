import 'reflect-metadata'
import { AreaCode } from '../../../ground/scalars.ts'
import type { Role as CallerRole } from '../../../sharing/caller.ts'
import type { Context } from '../../graph/context.ts'
import { byConstants, constant, declareEnum } from '../../graph/declareEnum.ts'
import { declareQuery, frame } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import type { Words } from '../../graph/describe.ts'
import { DepartmentType, departmentNamed } from '../entities/departmentFields.ts'

const Role = declareEnum(
  'Role',
  { zh: '调用方角色', en: 'What a caller may do' },
  byConstants({
    reader: { zh: '读取：部门的系统或分析员', en: 'A department reads' },
    steward: {
      zh: '数据管理员：部门的发布、审批与更正',
      en: 'A department publishes and decides',
    },
    office: { zh: '领导小组办公室', en: "The leading group's office" },
    official: { zh: '区县、乡镇政府', en: 'A county or township government' },
    authority: { zh: '数据共享主管部门', en: 'The data-sharing authority' },
    auditor: { zh: '审计', en: 'The auditor' },
  } satisfies Record<CallerRole, Words>),
)

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

declareQuery('me', {
  type: Me,
  zh: '当前调用方',
  en: 'Who is asking',
  sharing: frame,
  resolve: (_root, _args, { caller, catalogue }: Context): Me => {
    const { subject, role, department, area } = caller
    const named = department && departmentNamed(catalogue, department)
    return {
      subject,
      role: constant(role),
      ...(named && { department: named }),
      ...(area && { area }),
    }
  },
})
