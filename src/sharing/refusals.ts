import type { Catalogue, Entry } from '../catalogue/catalogue.ts'
import { badInput, Refusal, type Sentence } from '../ground/refusal.ts'
import { type Sharing, sharingClasses } from '../ground/sharing.ts'

type Path = readonly (string | number)[]

function ownersOf(catalogue: Catalogue, { owners }: Entry) {
  return owners.map((slug) => {
    const found = catalogue.departments.find((department) => department.slug === slug)
    return found ?? { slug, zh: slug, en: slug }
  })
}

function factAndOwner(catalogue: Catalogue, entry: Entry) {
  const owners = ownersOf(catalogue, entry)
  const { fact, name } = entry
  return {
    zh: `“${fact.zh}”(${name})属于${sharingClasses[fact.sharing].zh}，由${owners.map(({ zh }) => zh).join('、')}提供`,
    en: `"${fact.en}" (${name}) is ${fact.sharing}, owned by ${owners.map(({ en }) => en).join(' and ')}`,
    extensions: {
      fact: name,
      sharing: fact.sharing,
      sensitivity: fact.sensitivity,
      ...(fact.legalBasis ? { legalBasis: fact.legalBasis } : {}),
      owners: owners.map(({ slug }) => slug),
    },
  }
}

const wayOut: Record<Sharing, Sentence> = {
  open: {
    zh: '您的角色不读取业务数据。',
    en: 'your role reads no facts.',
  },
  conditional: {
    zh: '请向提供部门申请共享。',
    en: 'apply to its owner for a grant.',
  },
  withheld: {
    zh: '该数据依法不予共享。',
    en: 'by law it is not shared.',
  },
}

/** A fact that the caller may not read: the blank's one reason, and the way out. */
export function mayNotRead(catalogue: Catalogue, entry: Entry, path: Path): Refusal {
  const { zh, en, extensions } = factAndOwner(catalogue, entry)
  const out = wayOut[entry.fact.sharing]
  const sentence = {
    zh: `${zh}，您无权读取，故留空；${out.zh}`,
    en: `${en}. You may not read it, so it is blank; ${out.en}`,
  }
  return new Refusal('FORBIDDEN', sentence, extensions, { path, status: 200 })
}

/** A fact that the caller may not read may not decide either: the whole operation is refused. */
export function mayNotDecideBy(catalogue: Catalogue, entry: Entry, path: Path): Refusal {
  const { zh, en, extensions } = factAndOwner(catalogue, entry)
  const sentence = {
    zh: `${zh}，您无权读取，也就不能据以筛选、排序或统计；请从查询中去掉它。`,
    en: `${en}. You may not read it, so you may not filter, order or count by it; leave it out.`,
  }
  return new Refusal('FORBIDDEN', sentence, { ...extensions, decidedBy: true }, { path })
}

/** A computed figure that the caller's role does not read. */
export function mayNotReadFigure(field: string, path: Path): Refusal {
  return new Refusal(
    'FORBIDDEN',
    { zh: '您的角色不读取指标数据，故留空。', en: 'Your role reads no figures, so it is blank.' },
    { field },
    { path, status: 200 },
  )
}

/** A condition that could single out whom a count of closed facts counts. */
export function mayNotSingleOut(catalogue: Catalogue, entry: Entry): Refusal {
  const { zh, en, extensions } = factAndOwner(catalogue, entry)
  const sentence = {
    zh: `${zh}；公式含有您只能计数的数据项，其条件只能用可供计数的数据项，请去掉它。`,
    en: `${en}. The formula counts by facts that you may not read, so its conditions may only use facts whose counts are open; leave this one out.`,
  }
  return new Refusal('FORBIDDEN', sentence, { ...extensions, decidedBy: true })
}

/** Conditions that together could tell what a count of closed facts leaves out. */
export function mayNotJoinConditions(): Refusal {
  return new Refusal('FORBIDDEN', {
    zh: '公式按您只能计数的数据项计数；这样的计数至多带一个条件，写作“数据项 = 值”，请去掉其余条件。',
    en: 'The formula counts by facts that you may not read; such a count has one condition at most, "fact = value"; leave the others out.',
  })
}

/** A figure of an area that holds the caller's own: its name may be read, its figures may not. */
export function mayNotReadAbove(area: string, own: string): Refusal {
  return new Refusal(
    'FORBIDDEN',
    {
      zh: `您只读取 ${own} 及其所辖区域的指标数据；${area} 在其上级，故留空。`,
      en: `You read the figures of ${own} and of the areas in it; ${area} lies above, so it is blank.`,
    },
    { area },
    { status: 200 },
  )
}

/** Arguments of a mutation that are not what they should be. */
export function doesNotFit({ message }: { readonly message: string }): Refusal {
  return badInput({ zh: `变更的参数不符：${message}`, en: message })
}

/** A mutation that says of nobody that they may run it, or whose duty says no more than no. */
export function mayNotDo(field: string, path: Path): Refusal {
  return new Refusal(
    'FORBIDDEN',
    { zh: `您无权执行 ${field}。`, en: `You may not run ${field}.` },
    { field },
    { path },
  )
}

/** A field that the schema gives no class: shut, whoever asks. */
export function hasNoClass(field: string, path: Path): Refusal {
  return new Refusal(
    'FORBIDDEN',
    {
      zh: `字段 ${field} 没有共享分类，不予开放。`,
      en: `The field ${field} has no sharing class; it is shut.`,
    },
    { field },
    { path, status: 200 },
  )
}
