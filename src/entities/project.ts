import { SharedEntity } from '../ground/entity.ts'
import { Open } from '../ground/fact.ts'
import { link, text } from '../ground/factType.ts'
import { County } from './county.ts'

/** A project; its code has 24 characters in groups of 4-6-2-2-6, small ones have a local number. */
@SharedEntity({
  zh: '项目',
  en: 'Project',
  owners: ['devReform'],
  key: 'projectCode',
  place: 'county',
})
export class Project {
  @Open(text, '项目代码', 'Project code')
  projectCode!: string

  @Open(
    link(() => County, { name: 'projects', zh: '项目', en: 'Projects of the county' }),
    '所在区县',
    'County it is built in',
    { column: 'county_code' },
  )
  county!: string
}

/** What every view of a project is keyed by. */
export abstract class OfProject {
  projectCode!: string
  period!: string
}
