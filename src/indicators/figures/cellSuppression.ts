/** A village with the areas above it, and how many stand behind each figure of a family there. */
export interface Cell {
  readonly village: string
  readonly township: string
  readonly county: string
  readonly city: string
  /** The zone that assesses the village in place of its county. */
  readonly zone: string | null
  readonly behind: readonly number[]
}

/** What is decided on. */
export interface Withholding {
  /** From how many on a figure is shown. */
  readonly fewest: number
  /** Whether counties, zones and the city are told however few they have. */
  readonly isToldAbove: boolean
  /** Whether villages and townships are shown at all. */
  readonly isShownBelow: boolean
}

/** Villages that are withheld together: their sum may be known, and no part of it. */
type Group = readonly Cell[]

/** A part of the city while it is decided. */
interface Part {
  /** Withheld, and still too few together. */
  readonly loose: Group
  /** Withheld together. */
  readonly groups: readonly Group[]
  readonly shown: readonly Cell[]
}

/**
 * The areas of which each figure of a family is withheld, figure by figure.
 *
 * Villages with few behind any of the figures are put into groups with others, until no figure of a group
 * has few behind it or comes from one village alone: within their part of a township, then of a county or
 * zone, then in the county, then in the city. A village is shown where it is in no group, an area above
 * where it holds of each group all that have the figure, or none. So all that is shown is made of whole groups and of
 * villages that are shown: no sums and differences, over areas or figures of the family, tell two villages
 * of a group apart, or come to fewer than a group has.
 *
 * Where counties and zones are told by figures that the programme demands, no group goes beyond them; the
 * few that a whole county or zone has are then told by its own figure.
 */
export function withheldAreas(cells: readonly Cell[], how: Withholding): ReadonlySet<string>[] {
  const { fewest, isToldAbove, isShownBelow } = how
  // That nobody has anything tells of nobody.
  const some = cells.filter(({ behind }) => behind.some((number) => number > 0))
  const bySize = comparingSizes(some)
  const levels: ((cell: Cell) => string)[] = [
    ...(isShownBelow ? [({ township, zone }: Cell) => `${township} ${zone}`] : []),
    ({ county, zone }) => `${county} ${zone}`,
    ...(isToldAbove ? [] : [({ county }: Cell) => county, ({ city }: Cell) => city]),
  ]
  const each = some.toSorted(bySize).map((cell): Part => {
    const isFew = cell.behind.some((number) => number > 0 && number < fewest)
    const isLoose = isFew || !isShownBelow
    return { loose: isLoose ? [cell] : [], groups: [], shown: isLoose ? [] : [cell] }
  })
  const settled = levels.reduce<readonly Part[]>((parts, areaOf) => {
    const byArea = Map.groupBy(parts, ({ loose, groups: [group = []], shown }) =>
      areaOf((loose[0] ?? group[0] ?? shown[0]) as Cell),
    )
    return [...byArea.values()].map((all) => settle(together(all, bySize), fewest))
  }, each)
  const groups = settled.flatMap((part) => [...part.groups, part.loose])
  const [first] = some
  return (first?.behind ?? []).map((_, figure) => {
    const withheld = new Set<string>()
    for (const group of groups) {
      const concerned = group.filter(({ behind }) => (behind[figure] ?? 0) > 0)
      const isLeft = !isEnoughOf(concerned, figure, fewest)
      for (const { village, township } of concerned) {
        withheld.add(village)
        if (isLeft || !isShownBelow) withheld.add(township)
      }
      for (const areaOf of above) {
        const touched = new Set(concerned.map(areaOf))
        const isCut = touched.size > 1
        if (isCut || (isLeft && !isToldAbove)) for (const area of touched) withheld.add(area ?? '')
      }
    }
    return withheld
  })
}

/** The areas above a village; of several where a village need not lie in one. */
const above: readonly ((cell: Cell) => string | null)[] = [
  ({ township }) => township,
  ({ county }) => county,
  ({ zone }) => zone,
  ({ city }) => city,
]

/** Parts that lie together, as one. */
function together(parts: readonly Part[], bySize: (one: Cell, other: Cell) => number): Part {
  return {
    loose: parts.flatMap(({ loose }) => loose),
    groups: parts.flatMap(({ groups }) => groups),
    shown: parts.flatMap(({ shown }) => shown).sort(bySize),
  }
}

/** Puts those who are withheld together with the smallest that are there, until they are enough. */
function settle({ loose, groups, shown }: Part, fewest: number): Part {
  let group = loose
  const [others, villages] = [[...groups], [...shown]]
  while (group.length > 0 && !isEnough(group, fewest)) {
    const village = villages.shift()
    const other = village ? [village] : others.shift()
    if (!other) return { loose: group, groups: [], shown: [] }
    group = [...group, ...other]
  }
  return { loose: [], groups: group.length > 0 ? [...others, group] : others, shown: villages }
}

/** Whether no figure of a group has few behind it, or comes from one village alone. */
function isEnough(group: Group, fewest: number): boolean {
  return (group[0]?.behind ?? []).every((_, figure) => isEnoughOf(group, figure, fewest))
}

function isEnoughOf(group: Group, figure: number, fewest: number): boolean {
  const from = group.map(({ behind }) => behind[figure] ?? 0).filter((number) => number > 0)
  return from.length === 0 || (from.length > 1 && from.reduce((sum, one) => sum + one) >= fewest)
}

/** The villages of small townships first, and small ones before large ones. */
function comparingSizes(cells: readonly Cell[]): (one: Cell, other: Cell) => number {
  const sizeOf = ({ behind }: Cell) => behind.reduce((sum, one) => sum + one, 0)
  const sizes = new Map<string, number>()
  for (const cell of cells) sizes.set(cell.township, (sizes.get(cell.township) ?? 0) + sizeOf(cell))
  const ofTownship = ({ township }: Cell) => sizes.get(township) ?? 0
  return (one, other) =>
    ofTownship(one) - ofTownship(other) ||
    sizeOf(one) - sizeOf(other) ||
    (one.village < other.village ? -1 : 1)
}
