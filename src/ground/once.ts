/**
 * Makes something when it is first asked for, once, however many ask before it is there. After a failure it
 * is made anew for whoever asks next.
 */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  const tryToMake = async () => {
    try {
      return await make()
    } catch (error) {
      made = undefined
      throw error
    }
  }
  return () => {
    made ??= tryToMake()
    return made
  }
}
