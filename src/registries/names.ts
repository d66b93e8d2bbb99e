/** What an organization may be called. */
export const orgName = /^[A-Za-z0-9][A-Za-z0-9_-]*$/

/**
 * What a registry may be called: in an address, other names would lead to another endpoint. JSON Schema knows no pattern
 * without regard to case.
 */
export const registryName = /^(?!\.+$)(?!([Pp][Uu][Bb][Ll][Ii][Cc]-[Kk][Ee][Yy])$)[\w.-]+$/
