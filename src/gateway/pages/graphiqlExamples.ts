/** A query that GraphiQL offers to fill in. */
export interface Example {
  readonly zh: string
  readonly en: string
  /** The demo caller to ask as; left out: whoever is chosen. */
  readonly caller?: string
  readonly query: string
}

/** The examples above GraphiQL's editor, each one ready to run; the first stands in a new editor. */
export const examples: readonly Example[] = [
  {
    zh: '沿河县各村',
    en: 'Villages of a county',
    query: `# 沿河县前 20 个村，以及各部门所知：一次提问，一次作答。
query VillagesOfYanhe {
  villages(within: "520627", first: 20) {
    totalCount
    nodes {
      code
      fullName
      # 统计局：人均可支配收入（元/年）
      statistics {
        income(period: "2019") {
          disposableIncomePerCapita
          wageIncome
        }
      }
      # 扶贫办：贫困村状况
      povertyOffice {
        status(period: "2019") {
          poorVillageFlag
          registeredPersons
          remainingPoorPersons
        }
      }
      # 农信社：信合村村通，按季度
      ruralCredit {
        outlet(period: "2019-Q4") {
          outletInstalled
          creditVillageStatus
        }
      }
      # 农业委：种植结构（亩）
      agriculture {
        cropping(period: "2019") {
          totalSownArea
          teaArea
        }
      }
    }
    # 下一页：把 endCursor 填入 after
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    zh: '同名的村',
    en: 'Villages of one name',
    query: `# 叫“大坪村”的不止一个：悉数列出，以全称区分。
query AreasNamedDaping {
  areas(search: "大坪村") {
    totalCount
    nodes { code kind fullName }
  }
}
`,
  },
  {
    zh: '筛选与排序',
    en: 'Filter and order',
    query: `# 尚有 50 人以上未脱贫的贫困村，收入最低者在前。
query PoorestVillages {
  villages(
    first: 10
    filter: {
      povertyOffice: {
        status: {
          period: "2017"
          poorVillageFlag: { eq: true }
          remainingPoorPersons: { gt: 50 }
        }
      }
    }
    orderBy: {
      period: "2017"
      by: STATISTICS_INCOME_DISPOSABLE_INCOME_PER_CAPITA
    }
  ) {
    totalCount
    nodes {
      fullName
      statistics {
        income(period: "2017") { disposableIncomePerCapita }
      }
      povertyOffice {
        status(period: "2017") { remainingPoorPersons }
      }
    }
  }
}
`,
  },
  {
    zh: '农户的贷款',
    en: 'Loans of a household',
    caller: 'ruralCredit',
    query: `# 以农信社身份：有贷款的农户，及其每笔贷款。
# 换成财政局再运行：不得读取，也就不得据以筛选。
query LoansOfHouseholds {
  households(
    within: "520627"
    first: 5
    filter: { loans: { some: {} } }
  ) {
    nodes {
      householdId
      village { fullName }
      loans(first: 5) {
        nodes {
          contractNo
          lender { name }
          ruralCredit {
            ledger {
              product
              disbursedDate
              disbursedAmount
              outstandingBalance
              annualRate
            }
          }
        }
      }
    }
  }
}
`,
  },
  {
    zh: '按需指标',
    en: 'Figures on demand',
    query: `# 全市与各区县：贫困发生率（C01）、贫困村出列（T11），按需计算。
query Figures {
  city {
    poverty: indicator(code: "C01", period: "2018") { value unit numerator denominator status }
    delisted: indicator(code: "T11", period: "2018") { value denominator }
    counties {
      nodes {
        name
        before: indicator(code: "C01", period: "2017") { value }
        now: indicator(code: "C01", period: "2018") {
          value
          status
          definition { zh formula source }
        }
      }
    }
  }
}
`,
  },
  {
    zh: '自拟公式',
    en: "A formula of one's own",
    query: `# 用中文自拟公式：各区县的农村贫困发生率（%），高者在前。
# 改动公式再运行；写错处会指明第几个字符、应写什么。
query FormulaOfMyOwn {
  compute(
    formula: "100 * 求和(扶贫办.贫困村状况.未脱贫人数) / 求和(公安局.村户籍人口统计.乡村人口)"
    level: COUNTY
    periods: ["2017", "2018"]
    orderBy: { code: "own", descending: true }
  ) {
    nodes {
      area { name }
      period
      values { value unit numerator denominator status }
    }
  }
}
`,
  },
  {
    zh: '年度考评',
    en: 'The yearly assessment',
    query: `# 一年的考评草稿：前五名，各项得分，及所欠的部门。
query AssessmentOfAYear {
  assessment(year: 2020, of: DRAFT) {
    villages(first: 5) {
      totalCount
      nodes {
        name
        score
        isComplete
        rankInTownship
        rankInUnit
        rankInCity
        departmentsOwing
        items { code points effectiveWeight status }
      }
    }
  }
}
`,
  },
  {
    zh: '留空的数据',
    en: 'What stays blank',
    caller: 'finance',
    query: `# 以财政局身份：错退人数、存款余额有条件共享，故留空。
# 每项只说明一次缘由与出路，见 errors。
# 换成统计局再运行：错退人数有值，存款余额仍留空。
query WhatFinanceMayNotRead {
  villages(within: "520627", first: 5) {
    nodes {
      name
      statistics {
        income(period: "2019") { disposableIncomePerCapita }
        povertySpotCheck(period: "2019-H1") {
          wronglyExitedPersons
        }
      }
      ruralCredit {
        outlet(period: "2019-Q4") {
          transactionCount
          depositBalance
        }
      }
    }
  }
}
`,
  },
  {
    zh: '检索目录',
    en: 'Search the catalogue',
    query: `# 哪些部门有“收入”数据？query 可直接粘贴。
query SearchCatalogue {
  catalogue(search: "收入") {
    totalCount
    nodes {
      fact
      zh
      en
      departments
      unit
      sharing
      query
    }
  }
}
`,
  },
  {
    zh: '代码表',
    en: 'Code lists',
    query: `# 取值的中英文名称与标准代码。
query CodeLists {
  enumeration(name: "PovertyCause") {
    zh
    en
    source
    members { name code zh en }
  }
  # 全部代码表
  enumerations { name zh }
}
`,
  },
  {
    zh: '我与成员单位',
    en: 'Me and the departments',
    query: `# 网关认为我是谁；有哪些成员单位，各提供哪些视图。
query WhoAmI {
  me {
    role
    area
    department { code zh }
  }
  departments {
    code
    zh
    views { name zh period updated }
  }
}
`,
  },
]
