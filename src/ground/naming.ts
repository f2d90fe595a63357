/** `HouseholdRegister` → `household_register`: how a name of ours is written in the database. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
}

/** `devReform` → `DevReform`: how a field's name begins a type's name. */
export function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** `EcoForest` → `ecoForest`: how a type's name becomes a field's name. */
export function uncapitalised(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** `remainingPoorPersons` → `REMAINING_POOR_PERSONS`: how a name of ours is written in an enumeration. */
export function constantCase(name: string): string {
  return snakeCase(name).toUpperCase()
}
