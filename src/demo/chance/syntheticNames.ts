import type { Random } from './random.ts'

const surnames =
  '杨张田冉李王陈罗吴龙石麻安黎任覃谭向徐周刘何侯崔杜代肖黄赵滕唐姚邓宋梁彭梅袁熊满宁舒蒲简旷'
const menGiven =
  '国建军明德文志强勇华光福贵全胜林海云峰平生永正兴旺东伟涛鹏飞龙刚辉松柏江波浩宇轩泽俊杰'
const womenGiven =
  '秀英兰芳梅桂花玉珍琴霞丽红艳美莲菊香翠凤仙娥云燕萍静敏雪婷欣怡雨涵梦瑶诗琪思颖佳慧'
const brandFirst = '兴盛富裕绿丰金康泰惠和永宏众鑫春山清泉'
const brandSecond = '农民乡土田禾园谷源业原泽林露果野岭'

/** A surname that is common in the region. */
export function drawSurname(random: Random): string {
  return character(surnames, random)
}

/** A given name of one or two characters, put together at random; whoever bears it is invented. */
export function drawGivenName(sex: 'MALE' | 'FEMALE', random: Random): string {
  const characters = sex === 'MALE' ? menGiven : womenGiven
  const first = character(characters, random)
  return random.chance(0.78) ? first + character(characters, random) : first
}

/** An invented name for a cooperative or enterprise. */
export function drawBrand(random: Random): string {
  return character(brandFirst, random) + character(brandSecond, random)
}

function character(from: string, random: Random): string {
  return from.charAt(Math.floor(from.length * random.next()))
}
