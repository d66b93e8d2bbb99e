export const id = 812;
export const ids = [812];
export const modules = {

/***/ 3812:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseManifest: () => (/* binding */ parseManifest),
  sizeLimit: () => (/* binding */ sizeLimit)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./src/registries/address.ts
var address = __webpack_require__(5279);
// EXTERNAL MODULE: ./src/registries/check.ts
var check = __webpack_require__(3303);
// EXTERNAL MODULE: ./src/registries/manifest-keys.ts
var manifest_keys = __webpack_require__(5643);
// EXTERNAL MODULE: ./src/registries/match.ts
var match = __webpack_require__(5966);
// EXTERNAL MODULE: ./src/registries/problem.ts
var problem = __webpack_require__(6924);
// EXTERNAL MODULE: ./src/registries/registry.ts
var registry = __webpack_require__(7380);
;// CONCATENATED MODULE: ./src/registries/manifest-entries.ts






const rootKeys = ['defaults', 'registries'];
const none = { ignored: [], spec: {}, places: {} };
/** Reads the wanted registries of a manifest, as far as they are readable. */
function readEntries(root, refuse) {
    const isEmpty = root.kind === 'scalar' && root.value === null;
    const rule = `${isEmpty ? 'The file is empty. ' : ''}The manifest must be a mapping with the key 'registries'.`;
    if (root.kind !== 'mapping') {
        refuseOther(root, { called: 'The manifest', rule }, refuse);
        return [];
    }
    if (isDependabot(root))
        return readDependabot(root, refuse);
    const members = membersOf(root, rootKeys, refuse);
    const defaults = readDefaults(members.get('defaults')?.value, refuse);
    const list = members.get('registries')?.value;
    if (!list)
        refuse(root.place, `'registries' is missing; add a list of registries, or [] for none.`);
    return list ? readList(list, defaults, refuse) : [];
}
function readList(list, defaults, refuse) {
    if (list.kind !== 'list') {
        const rule = `'registries' must be a list of registries, or [] for none.`;
        refuseOther(list, { called: `'registries'`, rule }, refuse);
        return [];
    }
    const entries = list.items.flatMap(item => {
        if (item.kind === 'mapping')
            return [readEntry(item, defaults, refuse)];
        const rule = 'A registry must be a mapping with keys such as registry_type and url.';
        refuseOther(item, { called: 'This registry', rule }, refuse);
        return [];
    });
    refuseDuplicates(entries, refuse);
    return entries;
}
function isDependabot({ members }) {
    const registries = members.find(({ key }) => key === 'registries')?.value;
    if (members.some(({ key }) => key === 'updates'))
        return true;
    if (registries?.kind !== 'mapping')
        return false;
    return [
        members,
        ...registries.members.map(({ value }) => (value.kind === 'mapping' ? value.members : []))
    ].some(keys => keys.some(({ key }) => key === 'version' || key === 'type'));
}
/** Rejects a dependabot.yml and says what its keys are called in a manifest. */
function readDependabot({ place, members }, refuse) {
    refuse(place, `This is a dependabot.yml. The manifest is a separate file, in which 'registries' is a list, such as - registry_type: npm_registry.`);
    const registries = members.find(({ key }) => key === 'registries')?.value;
    if (registries?.kind !== 'mapping')
        return [];
    const entries = registries.members.flatMap(({ value }) => value.kind === 'mapping' ? [readEntry(value, none, refuse)] : []);
    for (const { spec, places } of entries) {
        const [implied, other] = 'auth_type' in places ? [] : (0,check/* impliedAuthTypes */.kg)(spec);
        if (implied && !other)
            refuse(places[''], `'auth_type' is missing; add auth_type: ${implied}.`);
    }
    return entries;
}
function readDefaults(part, refuse) {
    if (part?.kind === 'mapping') {
        const members = membersOf(part, [...manifest_keys/* entryKeys */.rW.keys()], refuse);
        for (const { key, place } of manifest_keys/* perRegistryKeys */.tn.flatMap(name => members.get(name) ?? []))
            refuse(place, `'${key}' applies to one registry; put it there, not in 'defaults'.`);
        for (const name of manifest_keys/* perRegistryKeys */.tn)
            members.delete(name);
        return readKeys(members, refuse);
    }
    const rule = `'defaults' must be a mapping of keys to values.`;
    if (part)
        refuseOther(part, { called: `'defaults'`, rule }, refuse);
    return none;
}
/** Refuses a part of another kind than it must be. An expression would be of that kind, if it were evaluated. */
function refuseOther(part, { called, rule }, refuse) {
    if (part.kind !== 'unread')
        refuse(part.place, isExpression(part) ? `${called} ${address/* holdsExpression */.x9}.` : rule);
}
function readEntry(mapping, defaults, refuse) {
    const { name, spec, ...own } = readKeys(membersOf(mapping, [...manifest_keys/* entryKeys */.rW.keys()], refuse), refuse);
    const places = { ...defaults.places, ...own.places, '': mapping.place };
    const missing = ['registry_type', 'url'].filter(key => !(key in places));
    if (!('name' in places) && missing.length > 0)
        refuse(mapping.place, `This registry has ${missing.map(key => `no '${key}'`).join(' and ')}; add 'registry_type' and 'url', or 'name'.`);
    const orgs = 'orgs' in own.places ? own.orgs : defaults.orgs;
    const ignored = [...defaults.ignored, ...own.ignored];
    return {
        ...(name !== undefined && { name }),
        ...{ spec, defaults: defaults.spec, places },
        ...(orgs && { orgs }),
        ...(ignored.length > 0 && { ignored: new Map(ignored) })
    };
}
/** The values are in the order of the table of keys, not in that of the manifest. */
function readKeys(members, refuse) {
    const values = {};
    const places = {};
    for (const key of manifest_keys/* entryKeys */.rW.keys()) {
        const member = members.get(key);
        const value = member && (0,manifest_keys/* readValue */.wK)(key, member.value, refuse);
        if (member)
            places[key] = member.place;
        if (value !== undefined)
            values[key] = value;
    }
    const { name, orgs, ignore_advice = [], ...spec } = values;
    const ignored = ignore_advice.map((advice) => [advice, places['ignore_advice']]);
    return { ...(name !== undefined && { name }), ...(orgs && { orgs }), ignored, spec, places };
}
/** Names for a secret in dependabot.yml and similar actions. */
const secretWords = ['secret', 'password', 'token', 'key', 'value'];
const synonyms = new Map([
    ['type', 'registry_type'],
    ['org', 'orgs'],
    ['owner', 'orgs'],
    ['organization', 'orgs'],
    ['organizations', 'orgs'],
    ['repositories', 'selected_repositories']
]);
/** The members of a mapping by their known names; a hyphen counts as an underscore. */
function membersOf({ members }, known, refuse) {
    const found = new Map();
    const lines = new Map();
    for (const member of members) {
        const { key, place, value } = member;
        if (key === undefined) {
            refuse(place, `A key must be text.${expressionIn(value)}`);
            continue;
        }
        const name = key.replaceAll('-', '_');
        const line = lines.get(name);
        lines.set(name, line ?? place.line);
        if (known.includes(name) && line === undefined) {
            found.set(name, member);
            continue;
        }
        refuse(place, `${keyProblem(key, value, known, line)}${expressionIn(value)}`);
        const intended = synonyms.get(name);
        // The key is given under another name, so it is not reported as missing.
        if (intended && known.includes(intended) && !found.has(intended))
            found.set(intended, { ...member, value: { kind: 'unread', place } });
    }
    return found;
}
function expressionIn(part) {
    return isExpression(part) ? ' Its value is an expression, which is not evaluated here.' : '';
}
function isExpression(part) {
    return part.kind === 'scalar' && typeof part.value === 'string' && (0,address/* hasExpression */.xS)(part.value);
}
/** A key may be a misplaced value, so the message repeats it only if it looks like a key. */
function keyProblem(key, value, known, line) {
    if (key === '<<')
        return `Merge keys are not allowed; write the keys out, or put them in 'defaults'.`;
    const isKeyLike = /^[a-z][a-z_-]{0,29}$/i.test(key);
    const called = isKeyLike ? `The key '${key}'` : 'This key';
    const name = key.replaceAll('-', '_').toLowerCase();
    if (secretWords.includes(name)) {
        const remedy = name === 'password' ? `, and auth_type: username_password` : '';
        return `'${name}' must not be in a manifest; use 'secret_env' with the name of the variable that holds it${remedy}.`;
    }
    if (line !== undefined)
        return `${called} is already on line ${line}; remove one of them.`;
    const isOfRegistry = manifest_keys/* entryKeys */.rW.has(name);
    if ((isOfRegistry || rootKeys.includes(name)) && !known.includes(name))
        return `${called} belongs ${isOfRegistry ? 'to a registry' : 'at the top level'}; the indentation is wrong here.`;
    const synonym = synonyms.get(name) ?? '';
    const intended = [synonym, isKeyLike && (0,problem/* nearest */.pA)(name, known)].find(word => word && known.includes(word));
    const hint = intended ? `; did you mean '${intended}'?` : '.';
    return `${isKeyLike ? `Unknown key '${key}'` : 'This key is unknown'}${hint}${suggestedChoice(synonym, value)}`;
}
/** The intended value of a key that takes one of a few words. It is one of our words, so it may be printed. */
function suggestedChoice(key, value) {
    const shape = manifest_keys/* entryKeys */.rW.get(key);
    if (shape?.kind !== 'choice' || value.kind !== 'scalar')
        return '';
    const text = String(value.value);
    const parsed = (0,registry/* parseChoice */.HU)(text, shape.choices);
    const choice = 'value' in parsed ? parsed.value : (0,problem/* nearest */.pA)(text, shape.choices);
    return choice === undefined ? '' : ` Write ${key}: ${choice}.`;
}
function refuseDuplicates(entries, refuse) {
    const holders = new Map();
    for (const entry of entries) {
        const identity = identityOf(entry);
        if (identity === undefined)
            continue;
        const alike = holders.get(identity) ?? new Map();
        holders.set(identity, alike);
        const { name, orgs, places } = entry;
        const where = orgs?.map(org => org.toLowerCase()) ?? ['*'];
        const [other] = orgs ? ['*', ...where].flatMap(org => alike.get(org) ?? []) : alike.values();
        const pin = name === undefined ? `pin each by its 'name', ` : '';
        const text = `This is the same registry as the entry on line ${other?.line}; remove one of them, ${pin}or give them different 'orgs'.`;
        if (other)
            refuse(places[''], text);
        else
            for (const org of where)
                alike.set(org, places['']);
    }
}
/** Undefined if the entry does not say which registry it is for, or in which organizations. */
function identityOf({ name, spec, defaults, orgs, places }) {
    if ('orgs' in places && !orgs)
        return undefined;
    if ('name' in places)
        return name?.toLowerCase();
    const type = spec.registry_type ?? defaults.registry_type;
    return type && spec.url && (0,match/* addressOf */.ci)(type, spec.url);
}

;// CONCATENATED MODULE: ./src/registries/manifest.ts



/** A manifest must be smaller than this, in bytes. */
const sizeLimit = 2 * 1024 * 1024;
/** Parsing a manifest with more lexemes could take gigabytes of memory. */
const maxLexemes = 600_000;
/** No more problems than this are reported, so with more of them the entries are not checked further. */
const maxProblems = 100;
/** These replace the library's messages, which repeat parts of the text. */
const messages = {
    BAD_DIRECTIVE: 'This directive is unknown; remove the line.',
    BAD_DQ_ESCAPE: 'The double-quoted text has an invalid escape; write two backslashes, or use single quotes.',
    BAD_INDENT: 'The indentation is wrong here, or a bracket before it is not closed.',
    BAD_SCALAR_START: 'Text cannot begin with this character; write it in quotes.',
    BLOCK_AS_IMPLICIT_KEY: 'A key is not allowed here; check the indentation, and write text with a colon in quotes.',
    MISSING_CHAR: 'Something is missing here, such as a closing quote or bracket, a colon or a space.',
    MULTILINE_IMPLICIT_KEY: 'A key must be on one line; a colon or a closing quote may be missing.',
    MULTIPLE_DOCS: 'A second document begins here; only one YAML document is allowed.',
    RESOURCE_EXHAUSTION: 'Lists and mappings are nested too deeply here.',
    TAB_AS_INDENT: 'A tab cannot indent a line; use spaces.'
};
/** Errors that do not make the rest of the text ambiguous. */
const recoverable = ['BAD_DIRECTIVE', 'BAD_DQ_ESCAPE', 'MULTIPLE_DOCS'];
/** Errors of anchors, aliases and tags, which `lex` rejects. */
const referenceErrors = [
    'ALIAS_PROPS',
    'BAD_ALIAS',
    'BAD_COLLECTION_TYPE',
    'BAD_PROP_ORDER',
    'MULTIPLE_ANCHORS',
    'MULTIPLE_TAGS',
    'TAG_RESOLVE_FAILED'
];
/** Reads a manifest as far as it is readable, with all problems at once. No message repeats a value. */
function parseManifest(text, file) {
    const start = { file, line: 1, column: 1 };
    const refused = (problems) => ({ wanted: [], problems, warnings: [] });
    if (Buffer.byteLength(text) >= sizeLimit)
        return refused([{ text: 'The manifest is too large; it must be smaller than 2 MiB.', place: start }]);
    const whole = text.replace(/^\uFEFF/, '');
    const conflicts = conflictsIn(whole.split('\n'));
    if (conflicts.length > 0)
        return refused(conflicts.map(line => ({
            text: 'A merge conflict is left here; resolve it, and remove the lines with <<<<<<<, ======= and >>>>>>>.',
            place: { file, line, column: 1 }
        })));
    const { references, length } = lex(whole);
    const yaml = whole.slice(0, length);
    const lines = new dist/* LineCounter */.HN();
    const { contents, errors: all, warnings } = parsed(yaml, lines);
    // Errors after the cut are a result of the cut.
    const isCut = length < whole.length;
    const errors = isCut ? all.filter(({ pos }) => pos[0] < length) : all;
    const end = yaml.trimEnd().length;
    const placeAt = (offset) => {
        const { line, col } = lines.linePos(Math.min(offset, end));
        return { file, line, column: col };
    };
    const lineAt = (line) => yaml.slice(lines.lineStarts[line - 1], lines.lineStarts[line]);
    const problems = [
        ...withIndentation(problemsOf(errors, placeAt, lineAt), yaml),
        ...references.map(({ offset, text }) => ({ text, place: placeAt(offset) }))
    ];
    if (isCut)
        problems.push({
            text: 'The manifest has too many keys and values; it was read only up to here.',
            place: placeAt(length)
        });
    const refuse = (place, text) => void problems.push({ place, text });
    const isReadable = errors.every(({ code }) => recoverable.includes(code) || referenceErrors.includes(code));
    const root = contents && isReadable ? partOf(contents, placeAt, start) : { ...emptyScalar, place: start };
    const wanted = isReadable ? readEntries(root, refuse) : [];
    const inOrder = problems.toSorted(({ place: a }, { place: b }) => a.line - b.line || a.column - b.column);
    if (inOrder.length > maxProblems)
        return refused(inOrder);
    return { wanted, problems: inOrder, warnings: problemsOf(warnings, placeAt, lineAt) };
}
function parsed(yaml, lineCounter) {
    const { stackTraceLimit } = Error;
    // The library creates an error for each mistake, and stack traces would cost more than everything else.
    Error.stackTraceLimit = 0;
    try {
        // `uniqueKeys` would compare every key with every other, in quadratic time.
        const options = { uniqueKeys: false, prettyErrors: false, lineCounter };
        return (0,dist/* parseDocument */.Tp)(yaml, { ...options, schema: 'core', merge: false });
    }
    finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}
/** At most one problem for each line, because one mistake in YAML causes several errors. */
function problemsOf(errors, placeAt, lineAt) {
    const found = new Map();
    for (const { code, pos } of errors) {
        const place = placeAt(pos[0]);
        if (referenceErrors.includes(code) || found.has(place.line))
            continue;
        const broken = messages[code] ?? 'This is not valid YAML; quotes, brackets or the indentation may be wrong.';
        // In a YAML list in brackets, the braces of an expression begin a mapping.
        const text = (0,address/* hasExpression */.xS)(lineAt(place.line)) ? `This line ${address/* holdsExpression */.x9}.` : broken;
        found.set(place.line, { place, text });
    }
    return [...found.values()];
}
/** Replaces the errors that a wrongly indented line causes, on it, before and after it, by one for that line. */
function withIndentation(found, yaml) {
    const misindent = found.length > 0 ? findMisindent(yaml.split('\n')) : undefined;
    const cause = found.find(({ place: { line } }) => line === misindent?.line || line === misindent?.before);
    if (!misindent || !cause)
        return found;
    const { line, column, before } = misindent;
    const text = `The indentation is wrong here: it differs from line ${before}.`;
    return [
        ...found.filter(({ place }) => place.line < before),
        { place: { ...cause.place, line, column }, text }
    ];
}
const notAllowed = {
    alias: `Aliases are not allowed; write the value out. Put a pattern that begins with * in quotes: '*-api'.`,
    anchor: 'Anchors are not allowed; remove this one.',
    tag: 'Tags are not allowed; remove this one, and write text in quotes.'
};
/** Finds anchors, aliases and tags before they are resolved, up to `length`. */
function lex(yaml) {
    const references = [];
    let count = 0;
    let offset = 0;
    let isContent = false;
    for (const lexeme of new dist/* Lexer */.JG().lex(yaml)) {
        const type = isContent ? undefined : dist/* CST */.DB.tokenType(lexeme);
        const text = type && notAllowed[type];
        if (text)
            references.push({ offset, text });
        // The lexer emits marks between the parts of the text. SCALAR precedes plain text, whatever that begins with.
        const isMark = !isContent && [dist/* CST */.DB.DOCUMENT, dist/* CST */.DB.FLOW_END, dist/* CST */.DB.SCALAR].includes(lexeme);
        if (!isMark)
            offset += lexeme.length;
        isContent = isMark && lexeme === dist/* CST */.DB.SCALAR;
        if (++count >= maxLexemes)
            break;
    }
    return { references, length: count < maxLexemes ? yaml.length : offset };
}
const emptyScalar = { kind: 'scalar', value: null, written: '' };
/** The part of the manifest that a node contains. An empty value has the place of the key `before` it. */
function partOf(node, placeAt, before, depth = 0) {
    const [from, to] = node.range;
    const place = from === to && before ? before : placeAt(from);
    if ((0,dist/* isScalar */.jn)(node))
        return { kind: 'scalar', place, value: node.value, written: node.source };
    if (depth > 4)
        return { kind: 'unread', place };
    if ((0,dist/* isSeq */.oP)(node)) {
        const items = node.items.map(item => partOf(item, placeAt, undefined, depth + 1));
        return { kind: 'list', place, items };
    }
    if (!(0,dist/* isMap */.jh)(node))
        return { kind: 'unread', place };
    const members = node.items.map(({ key, value }) => {
        const at = placeAt(key.range[0]);
        return {
            key: (0,dist/* isScalar */.jn)(key) && typeof key.value === 'string' ? key.value : undefined,
            place: at,
            value: value ? partOf(value, placeAt, at, depth + 1) : { ...emptyScalar, place: at }
        };
    });
    return { kind: 'mapping', place, members };
}
/** The lines, counted from 1, on which merge conflicts begin; for a half-resolved one, that of its first marker. */
function conflictsIn(lines) {
    const marked = [...lines.entries()].filter(([, line]) => /^(<{7}|[|]{7}|={7}|>{7})(?=\s|$)/.test(line));
    const begins = marked.filter(([, line]) => line.startsWith('<'));
    return (begins.length > 0 ? begins : marked.slice(0, 1)).map(([index]) => index + 1);
}
/** The first line whose indentation matches no line above it. Multiline text is ignored. */
function findMisindent(lines) {
    const open = [];
    let last = { line: 0, opens: true, scalar: Number.POSITIVE_INFINITY };
    for (const [index, text] of lines.entries()) {
        const found = structureOf(text);
        if (!found || found.column > last.scalar)
            continue;
        const { column, dashes, rest } = found;
        if (!fits(found, open, last.opens))
            return { line: index + 1, column: column + 1, before: last.line };
        const scalar = /[|>][-+\d]*$/.test(rest) ? column + dashes.length : Number.POSITIVE_INFINITY;
        last = { line: index + 1, opens: rest === '' || /[:[{,]$/.test(rest), scalar };
    }
    return undefined;
}
function structureOf(line) {
    const text = line.replace(/(^|\s)#.*/, '').trimEnd();
    const [, spaces = '', dashes = '', rest = ''] = /^( *)((?:- +|-$)*)(.*)$/.exec(text) ?? [];
    const isKey = /^([\w-]+|"[^"]*"|'[^']*') *:( |$)/.test(rest);
    return isKey || dashes !== '' ? { column: spaces.length, dashes, rest, isKey } : undefined;
}
/** Whether a line continues an open block or opens one where that is allowed. Adds the blocks that it opens. */
function fits({ column, dashes, isKey }, open, mayOpen) {
    const isList = dashes !== '';
    const deepest = open.length;
    while ((open.at(-1)?.column ?? -1) > column)
        open.pop();
    // A list may begin in the column of its key. It ends at the next key in that column.
    if (!isList && open.at(-1)?.isList && open.at(-2)?.column === column)
        open.pop();
    const above = open.at(-1);
    if (above?.column !== column || above.isList !== isList) {
        if (!mayOpen || open.length < deepest || (above?.column === column && !isList))
            return false;
        open.push({ column, isList });
    }
    for (const { index } of [...dashes.matchAll(/-/g)].slice(1))
        open.push({ column: column + index, isList: true });
    if (isKey && isList)
        open.push({ column: column + dashes.length, isList: false });
    return true;
}


/***/ })

};
