// Whatever comes from a file or from the gateway is set as text, never as markup.

/** Makes an element with its attributes and children. */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

function both(zh, en) {
  return [zh, ' ', element('small', { lang: 'en' }, en)]
}

/** Makes an element that says something in Chinese and, smaller, in English. */
export function said(tag, zh, en) {
  return element(tag, {}, ...both(zh, en))
}

/** Says something in a place that stands in the page, and shows it. */
export function say(place, zh, en) {
  place.replaceChildren(...both(zh, en))
  place.hidden = false
}

/** What is wrong, as the clerk is told of it. */
export class Trouble extends Error {
  constructor(zh, en) {
    super(`${zh} ${en}`)
  }
}
