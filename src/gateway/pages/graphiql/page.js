// Runs in the browser, after GraphiQL's own script.
const caller = document.querySelector('#caller')
const examples = [...document.querySelectorAll('nav a')]
const asked = new URLSearchParams(location.search)
const remembered = 'demo-caller'
const workers = {
  editorWorkerService: '/graphiql/editorWorker.js',
  graphql: '/graphiql/graphqlWorker.js',
  json: '/graphiql/jsonWorker.js',
}
self.MonacoEnvironment = { getWorkerUrl: (_module, label) => workers[label] }

let token

async function lendToken() {
  const answer = await fetch(`/graphiql/token?caller=${encodeURIComponent(caller.value)}`)
  if (answer.ok) return answer.text()
  const { errors } = await answer.json()
  throw new Error(errors[0].message)
}

function choose() {
  sessionStorage.setItem(remembered, caller.value)
  token = lendToken()
}

async function send(operation, ownHeaders) {
  const headers = new Headers({ authorization: `Bearer ${await token}` })
  for (const [name, value] of Object.entries(ownHeaders ?? {})) headers.set(name, value)
  headers.set('content-type', 'application/json')
  return fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(operation) })
}

async function fetcher(operation, { headers } = {}) {
  let answer = await send(operation, headers)
  if (answer.status === 401) {
    // The token has expired, or the gateway was started anew with another issuer.
    token = lendToken()
    answer = await send(operation, headers)
  }
  return answer.json()
}

caller.value = asked.get('caller') ?? sessionStorage.getItem(remembered) ?? caller.value
if (!caller.value) caller.selectedIndex = 0
choose()
caller.addEventListener('change', () => {
  choose()
  document.querySelector('button[aria-label^="Re-fetch"]')?.click()
})

// GraphiQL keeps its tabs in the browser, but would open the one edited last, not the one left open.
function openTab() {
  if (asked.has('query')) return { query: asked.get('query') }
  const kept = localStorage.getItem('graphiql:tabState')
  if (kept === null) return { query: new URLSearchParams(examples[0].search).get('query') }
  const { tabs, activeTabIndex } = JSON.parse(kept)
  const { query, variables } = tabs[activeTabIndex]
  return { query: query ?? '', variables: variables ?? undefined }
}

YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#graphiql'), {
  ...openTab(),
  fetcher,
  defaultQuery: '# 在此书写查询；Ctrl-Enter 运行。 Write a query here; Ctrl-Enter runs it.\n',
  defaultEditorToolsVisibility: false,
  shouldPersistHeaders: false,
  onEditQuery: () => undefined,
})
history.replaceState(null, '', location.pathname)
