export const id = 680;
export const ids = [680];
export const modules = {

/***/ 5643:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   En: () => (/* binding */ keysOfOne),
/* harmony export */   rW: () => (/* binding */ entryKeys),
/* harmony export */   wx: () => (/* binding */ notBlank)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2787);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7380);
/* harmony import */ var _selection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5129);
/* harmony import */ var _token_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4722);




/** Text that is more than white space. */
const notBlank = /\S/;
const reservedPrefixes = ['GITHUB', 'INPUT', 'ACTIONS', 'RUNNER', 'NODE'];
const reservedNames = ['PATH', 'HOME'];
/** What setup-node gives npm to log in with. */
const allowedName = 'NODE_AUTH_TOKEN';
const secretEnv = {
    shape: {
        kind: 'text',
        pattern: new RegExp(`^(?!(?!${allowedName}$)(${anyCase(reservedPrefixes)})_)(?!(${anyCase(reservedNames)})$)(?!${_token_js__WEBPACK_IMPORTED_MODULE_1__/* .tokenPattern */ .M})[A-Za-z_][A-Za-z0-9_]*$`),
        mustBe: `the name of a variable, and not one of ${reservedPrefixes.map(prefix => `${prefix}_*`).join(', ')} (but ${allowedName}), ${reservedNames.join(', ')}`
    },
    title: 'Variable with the secret',
    description: 'The name of the variable that holds the secret. Never the secret itself.'
};
const fieldTexts = {
    registry_type: ['Type', 'The type of the registry.'],
    url: [
        'Address',
        'The complete address of the registry, with https://. It holds no user name and no password.'
    ],
    username: ['User name', 'The name to log in with. null clears it.'],
    replaces_base: [
        'Replaces the public registry',
        'Whether Dependabot uses this registry in place of the public one of its kind.'
    ],
    visibility: ['Visibility', 'Which repositories of the organization may use the registry.'],
    auth_type: ['Authentication', 'How to log in to the registry. For a new registry the default is token.'],
    tenant_id: ['Azure tenant', 'The id of the Azure tenant. For oidc_azure.'],
    client_id: ['Azure client', 'The id of the Azure application. For oidc_azure.'],
    aws_region: ['AWS region', 'The region of the AWS registry. For oidc_aws.'],
    account_id: ['AWS account', 'The id of the AWS account, in quotes. For oidc_aws.'],
    role_name: ['AWS role', 'The name of the AWS role. For oidc_aws.'],
    domain: ['CodeArtifact domain', 'The CodeArtifact domain. For oidc_aws.'],
    domain_owner: ['CodeArtifact domain owner', 'The account that owns the domain, in quotes. For oidc_aws.'],
    jfrog_oidc_provider_name: ['JFrog provider', 'The name of the OIDC provider in JFrog. For oidc_jfrog.'],
    identity_mapping_name: ['JFrog identity mapping', 'The name of the identity mapping. For oidc_jfrog.'],
    audience: [
        'Audience',
        'Whom the OIDC token is for. For oidc_aws, oidc_jfrog, oidc_cloudsmith and oidc_gcp.'
    ],
    namespace: ['Cloudsmith organization', 'The namespace in Cloudsmith. For oidc_cloudsmith.'],
    service_slug: ['Cloudsmith service account', 'The slug of the service account. For oidc_cloudsmith.'],
    api_host: ['Cloudsmith API host', 'The host of the Cloudsmith API. For oidc_cloudsmith.'],
    workload_identity_provider: [
        'Google identity provider',
        'The full name of the workload identity provider. For oidc_gcp.'
    ],
    service_account: ['Google service account', 'The service account to act as. For oidc_gcp.']
};
const fieldKeys = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldNames */ .pi.map((field) => {
    const [title, description] = fieldTexts[field];
    return [field, { shape: _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fields */ .OA[field], title, description }];
});
/** Every key that an entry of the manifest may have, in the order in which they are told of. */
const entryKeys = new Map([
    [
        'name',
        {
            shape: {
                kind: 'text',
                pattern: _names_js__WEBPACK_IMPORTED_MODULE_2__/* .registryName */ .j,
                mustBe: 'the name of a registry: letters, digits, _, - and ., and not public-key'
            },
            title: 'Name',
            description: 'Pins one of several registries of the same type and address. It must exist.'
        }
    ],
    ...fieldKeys,
    ['secret_env', secretEnv],
    [
        'selected_repository_ids',
        {
            shape: {
                kind: 'list',
                items: { ids: true, mustBe: `a repository's id, which is a whole number such as 1296269` },
                mayBeEmpty: true
            },
            title: 'Selected repositories by id',
            description: 'The ids of the repositories that may use the registry. Goes with visibility: selected.'
        }
    ],
    [
        'selected_repositories',
        {
            shape: {
                kind: 'list',
                items: {
                    pattern: _selection_js__WEBPACK_IMPORTED_MODULE_3__/* .selectionPattern */ .HF,
                    ids: true,
                    mustBe: `a repository's name, a pattern with * or an id`
                },
                mayBeEmpty: true
            },
            title: 'Selected repositories',
            description: 'The repositories that may use the registry: names, patterns with * or ids. Goes with visibility: selected.'
        }
    ],
    [
        'orgs',
        {
            shape: {
                kind: 'list',
                items: { pattern: _names_js__WEBPACK_IMPORTED_MODULE_2__/* .orgName */ .O, ids: false, mustBe: `an organization's name` },
                mayBeEmpty: false
            },
            title: 'Organizations',
            description: 'The only organizations in which the registry is wanted. Without it, in all of the step.'
        }
    ]
]);
/** Keys that belong to one registry, so that `defaults` cannot have them. */
const keysOfOne = ['name', 'url'];
/** JSON Schema knows no pattern without regard to case. */
function anyCase(words) {
    const letters = (word) => word.replace(/[a-z]/gi, letter => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
    return words.map(letters).join('|');
}


/***/ }),

/***/ 3045:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ readValue)
/* harmony export */ });
/* harmony import */ var _manifest_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5643);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7033);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7380);
/* harmony import */ var _selection_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5129);
/* harmony import */ var _token_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4722);





/** The value of a key, undefined if it is not what the key may have. */
function readValue(name, { shape }, part, complain) {
    if (part.kind === 'unread')
        return undefined;
    const wrong = (text) => complain(part.place, `'${name}' ${text}`);
    const value = part.kind === 'scalar' ? part.value : undefined;
    switch (shape.kind) {
        case 'text':
            return readText(shape, part, wrong);
        case 'boolean':
            if (typeof value === 'boolean')
                return value;
            return wrong('must be true or false.');
        case 'choice':
            return ((0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .choiceNamed */ .dj)(String(value), shape.choices) ??
                wrong(`must be one of ${shape.choices.join(', ')}.${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .au)((0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .nearest */ .pA)(String(value), shape.choices))}`));
        case 'list':
            return readList(shape, part, name, complain);
    }
}
function readText(shape, part, wrong) {
    if (part.kind !== 'scalar')
        return void wrong('must be text.');
    const { value, written } = part;
    if (value === null && shape.clearable)
        return null;
    if (value === null || (typeof value === 'string' && !_manifest_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .notBlank */ .wx.test(value)))
        return void wrong('has no value; give it one, or remove the key.');
    if (typeof value !== 'string')
        return void wrong(isZeroLed(written)
            ? 'is a number here and has lost its leading zero; write it in quotes.'
            : 'must be text; write it in quotes.');
    if (shape.pattern?.test(value) === false)
        return void wrong((0,_token_js__WEBPACK_IMPORTED_MODULE_3__/* .looksLikeToken */ .N)(value)
            ? 'looks like a token itself; revoke that token, and give the name of the variable that holds a new one.'
            : `must be ${shape.mustBe}.`);
    return value;
}
function isZeroLed(number) {
    return /^[-+]?0\d/.test(number);
}
function readList({ items, mayBeEmpty }, part, name, complain) {
    if (part.kind !== 'list') {
        const isText = part.kind === 'scalar' && part.written !== '';
        const hint = isText ? ` Put it in brackets, and a name that begins with * in quotes.` : '';
        return complain(part.place, `'${name}' must be a list, such as [a, b].${hint}`);
    }
    if (part.items.length === 0 && !mayBeEmpty)
        return complain(part.place, `'${name}' is empty; fill it, or remove the key.`);
    const seen = new Set();
    const values = part.items.map(item => {
        const value = readItem(items, item, text => complain(item.place, `'${name}' ${text}`));
        const same = String(value).toLowerCase();
        if (value !== undefined && seen.has(same))
            complain(item.place, `'${name}' holds this twice; remove one.`);
        seen.add(same);
        return value;
    });
    return values.includes(undefined) ? undefined : values;
}
function readItem(items, part, wrong) {
    if (part.kind === 'unread')
        return undefined;
    const { value, written } = part.kind === 'scalar' ? part : { value: undefined, written: '' };
    const isDecimal = typeof value === 'number' && /^[1-9]\d*$/.test(written);
    if (items.ids && isDecimal && (0,_selection_js__WEBPACK_IMPORTED_MODULE_4__/* .isRepositoryId */ .es)(written))
        return items.pattern ? written : value;
    if (typeof value === 'string' && items.pattern?.test(value)) {
        if (!items.ids || !(0,_selection_js__WEBPACK_IMPORTED_MODULE_4__/* .selectionProblem */ .sZ)(value))
            return value;
    }
    const hint = items.pattern && part.kind === 'scalar' && typeof value !== 'string' ? '; write a name in quotes' : '';
    return void wrong(`holds something that is not ${items.mustBe}${hint}.`);
}


/***/ }),

/***/ 7680:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseManifest: () => (/* binding */ parseManifest),
  tooLarge: () => (/* binding */ tooLarge)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./src/registries/check.ts
var check = __webpack_require__(3303);
// EXTERNAL MODULE: ./src/registries/manifest-keys.ts
var manifest_keys = __webpack_require__(5643);
// EXTERNAL MODULE: ./src/registries/nearest.ts
var nearest = __webpack_require__(7033);
// EXTERNAL MODULE: ./src/registries/registry.ts
var registry = __webpack_require__(7380);
// EXTERNAL MODULE: ./src/registries/text.ts
var registries_text = __webpack_require__(6036);
;// CONCATENATED MODULE: ./src/registries/manifest-members.ts




/** What dependabot.yml and neighbouring actions call a secret. */
const secrets = ['secret', 'password', 'token', 'key', 'value'];
/** What they call other keys. */
const words = new Map([
    ['type', 'registry_type'],
    ['org', 'orgs'],
    ['owner', 'orgs'],
    ['organization', 'orgs'],
    ['organizations', 'orgs'],
    ['repositories', 'selected_repositories']
]);
/** The members of a mapping by their known names, in GitHub's spelling; a hyphen counts as an underscore. */
function membersOf({ members }, known, complain) {
    const found = new Map();
    const lines = new Map();
    for (const member of members) {
        const { key, place } = member;
        const name = key?.replaceAll('-', '_');
        const line = name === undefined ? undefined : lines.get(name);
        if (name !== undefined && known.includes(name) && line === undefined)
            found.set(name, member);
        else {
            complain(place, `${complaintAbout(member, known, line)}${expressionIn(member)}`);
            const meant = words.get(name ?? '');
            // It is given, if by another word, so that nothing more is said of it.
            if (meant && known.includes(meant) && !found.has(meant))
                found.set(meant, { ...member, value: { kind: 'unread', place } });
        }
        if (name !== undefined)
            lines.set(name, line ?? place.line);
    }
    return found;
}
/** Whoever gives a key that is not known may have an expression in mind that it was to hold. */
function expressionIn({ value }) {
    const isOne = value.kind === 'scalar' && typeof value.value === 'string' && (0,registries_text/* hasExpression */.xS)(value.value);
    return isOne ? ' Its value is an expression, which nothing evaluates here.' : '';
}
/** A key may be a value in the wrong place, so it is repeated only if it looks like a key. */
function complaintAbout({ key, value }, known, line) {
    if (key === undefined)
        return 'A key must be text.';
    if (key === '<<')
        return `Merge keys are not allowed; write the keys out, or give them in 'defaults'.`;
    const called = /^[a-z][a-z_-]{0,29}$/i.test(key) ? `The key '${key}'` : 'This key';
    const name = key.replaceAll('-', '_').toLowerCase();
    if (secrets.includes(name)) {
        const way = name === 'password' ? `, and auth_type: username_password` : '';
        return `'${name}' must not stand in a manifest; give 'secret_env', the name of the variable that holds it${way}.`;
    }
    if (line !== undefined)
        return `${called} stands here already, on line ${line}; remove one of them.`;
    return `${complaintAboutUnknown(name, called, known)}${inOurWords(words.get(name), value)}`;
}
function complaintAboutUnknown(name, called, known) {
    const isOfRegistry = manifest_keys/* entryKeys */.rW.has(name);
    if ((isOfRegistry || name === 'registries' || name === 'defaults') && !known.includes(name))
        return `${called} belongs to ${isOfRegistry ? 'a registry' : 'the manifest itself'}; the indentation is wrong here.`;
    const word = words.get(name) ?? '';
    const meant = known.includes(word) ? word : called === 'This key' ? undefined : (0,nearest/* nearest */.pA)(name, known);
    return `${called} is not known${meant ? `; did you mean '${meant}'?` : '.'}`;
}
/** A value that is one of few words may be repeated, as the word that it is here. */
function inOurWords(key = '', value) {
    const shape = manifest_keys/* entryKeys */.rW.get(key)?.shape;
    if (shape?.kind !== 'choice' || value.kind !== 'scalar')
        return '';
    const text = String(value.value);
    const choice = (0,registry/* choiceNamed */.dj)(text, shape.choices) ?? (0,nearest/* nearest */.pA)(text, shape.choices);
    return choice === undefined ? '' : ` Write ${key}: ${choice}.`;
}

// EXTERNAL MODULE: ./src/registries/match.ts
var match = __webpack_require__(5966);
;// CONCATENATED MODULE: ./src/registries/manifest-twins.ts

/** Complains of entries that mean the same registry in the same organization, each time at the later one. */
function complainOfTwins(entries, complain) {
    const known = entries.filter(({ wanted }) => identityOf(wanted) !== undefined);
    for (const alike of Map.groupBy(known, ({ wanted }) => identityOf(wanted)).values()) {
        if (alike.length > 1)
            complainOfOverlaps(alike, complain);
    }
}
/** None if it was not understood which registry is meant, or in which organizations. */
function identityOf({ name, spec, defaults, orgs, places }) {
    if ('orgs' in places && !orgs)
        return undefined;
    if ('name' in places)
        return name?.toLowerCase();
    const type = spec.registry_type ?? defaults.registry_type;
    return type && spec.url && (0,match/* addressOf */.ci)(type, spec.url);
}
function complainOfOverlaps(alike, complain) {
    const holders = new Map();
    for (const entry of alike) {
        const { name, orgs } = entry.wanted;
        const where = orgs?.map(org => org.toLowerCase()) ?? ['*'];
        const rivals = orgs ? ['*', ...where].map(org => holders.get(org)) : [...holders.values().take(1)];
        const other = rivals.find(rival => rival !== undefined);
        if (other) {
            const pin = name === undefined ? `pin each by its 'name', ` : '';
            complain(entry.place, `This is the same registry as the entry on line ${other.place.line}; remove one of them, ${pin}or give them different 'orgs'.`);
        }
        else
            for (const org of where)
                holders.set(org, entry);
    }
}

// EXTERNAL MODULE: ./src/registries/manifest-values.ts
var manifest_values = __webpack_require__(3045);
;// CONCATENATED MODULE: ./src/registries/manifest-entries.ts





/** The registries that a manifest wants. Everything that is wrong with it is complained of at its place. */
function readManifest(root, complain) {
    if (root.kind !== 'mapping') {
        const isEmpty = root.kind === 'scalar' && root.value === null;
        if (root.kind !== 'unread')
            complain(root.place, `${isEmpty ? 'The file is empty. ' : ''}The manifest must be a mapping with the key 'registries'.`);
        return [];
    }
    if (isDependabot(root))
        return readDependabot(root, complain);
    const members = membersOf(root, ['defaults', 'registries'], complain);
    const defaults = readDefaults(members.get('defaults')?.value, complain);
    const list = members.get('registries')?.value;
    if (!list)
        complain(root.place, `'registries' is missing; give the list of registries, [] for none.`);
    else if (list.kind === 'list')
        return readEntries(list.items, defaults, complain);
    else if (list.kind !== 'unread')
        complain(list.place, `'registries' must be a list of registries, [] for none.`);
    return [];
}
/** Whether this is the file that configures Dependabot in one repository, or its registries. */
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
/** Says what the registries of a dependabot.yml are in a manifest. */
function readDependabot({ place, members }, complain) {
    complain(place, `This is a dependabot.yml. The manifest is a file of its own, in which 'registries' is a list, such as - registry_type: npm_registry.`);
    const registries = members.find(({ key }) => key === 'registries')?.value;
    if (registries?.kind !== 'mapping')
        return [];
    const none = { spec: {}, places: {} };
    const entries = registries.members.flatMap(({ value }) => value.kind === 'mapping' ? [readEntry(value, none, complain)] : []);
    for (const { spec, places } of entries) {
        const [meant, other] = 'auth_type' in places ? [] : (0,check/* impliedAuthTypes */.kg)(spec);
        if (meant && !other)
            complain(places[''] ?? place, `'auth_type' is missing; add auth_type: ${meant}.`);
    }
    return entries;
}
function readDefaults(part, complain) {
    if (part?.kind === 'mapping') {
        const members = membersOf(part, [...manifest_keys/* entryKeys */.rW.keys()], complain);
        for (const { key, place } of manifest_keys/* keysOfOne */.En.flatMap(name => members.get(name) ?? []))
            complain(place, `'${key}' belongs to one registry; give it there, not in 'defaults'.`);
        for (const name of manifest_keys/* keysOfOne */.En)
            members.delete(name);
        return readMembers(members, complain);
    }
    if (part && part.kind !== 'unread')
        complain(part.place, `'defaults' must be a mapping of keys to values.`);
    return { spec: {}, places: {} };
}
function readEntries(parts, defaults, complain) {
    const mappings = parts.filter(part => part.kind === 'mapping');
    for (const { kind, place } of parts)
        if (kind === 'scalar' || kind === 'list')
            complain(place, `A registry must be a mapping of keys such as registry_type and url to values.`);
    const entries = mappings.map(mapping => ({
        place: mapping.place,
        wanted: readEntry(mapping, defaults, complain)
    }));
    complainOfTwins(entries, complain);
    return entries.map(({ wanted }) => wanted);
}
function readEntry(mapping, defaults, complain) {
    const own = readMembers(membersOf(mapping, [...manifest_keys/* entryKeys */.rW.keys()], complain), complain);
    const places = { ...defaults.places, ...own.places, '': mapping.place };
    const missing = ['registry_type', 'url'].filter(key => !(key in places));
    if (!('name' in places) && missing.length > 0)
        complain(mapping.place, `This registry has ${missing.map(key => `no '${key}'`).join(' and ')}; it is recognised by 'registry_type' and 'url', or by 'name'.`);
    const orgs = 'orgs' in own.places ? own.orgs : defaults.orgs;
    return {
        ...(own.name !== undefined && { name: own.name }),
        spec: own.spec,
        defaults: defaults.spec,
        ...(orgs && { orgs }),
        places
    };
}
/** The values come in the order of the table, whatever the order in the manifest is. */
function readMembers(members, complain) {
    const given = [...manifest_keys/* entryKeys */.rW].flatMap(([name, key]) => {
        const member = members.get(name);
        return member ? [{ name, place: member.place, value: (0,manifest_values/* readValue */.w)(name, key, member.value, complain) }] : [];
    });
    const understood = given.filter(({ value }) => value !== undefined).map(({ name, value }) => [name, value]);
    const { name, orgs, ...spec } = Object.fromEntries(understood);
    return {
        ...(name !== undefined && { name }),
        ...(orgs && { orgs }),
        spec,
        places: Object.fromEntries(given.map(({ name, place }) => [name, place]))
    };
}

;// CONCATENATED MODULE: ./src/registries/manifest-layout.ts
/** The lines, counted from 1, on which merge conflicts begin; of one that is half resolved, its first mark. */
function conflictsIn(lines) {
    const marked = [...lines.entries()].filter(([, line]) => /^(<{7}|[|]{7}|={7}|>{7})(?=\s|$)/.test(line));
    const begins = marked.filter(([, line]) => line.startsWith('<'));
    return (begins.length > 0 ? begins : marked.slice(0, 1)).map(([index]) => index + 1);
}
/**
 * The first line whose indentation fits no line above it. It only words what the parser complains of, and so
 * understands no text over several lines.
 */
function misindented(lines) {
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
/** Whether a line goes on with one of the open blocks, or opens one where it may. What it opens is open from now on. */
function fits({ column, dashes, isKey }, open, mayOpen) {
    const isList = dashes !== '';
    const deepest = open.length;
    while ((open.at(-1)?.column ?? -1) > column)
        open.pop();
    // A list may begin in the column of its key, and ends where the next key of that column begins.
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

;// CONCATENATED MODULE: ./src/registries/manifest.ts





/** A manifest must have fewer bytes. */
const tooLarge = 2 * 1024 * 1024;
/** No manifest of that size has more lexemes, unless it is garbage, of which the parser would make gigabytes. */
const mostLexemes = 600_000;
/** With more problems than are ever shown, what could be understood is not worth a look. */
const manyProblems = 100;
/** The library's own messages hold parts of the text, so none of them is used. */
const messages = {
    BAD_DIRECTIVE: 'This directive is not known; remove the line.',
    BAD_DQ_ESCAPE: 'The text in double quotes has a backslash that means nothing; write two, or use single quotes.',
    BAD_INDENT: 'The indentation is wrong here, or a bracket before it is not closed.',
    BAD_SCALAR_START: 'Text cannot begin with this character; write it in quotes.',
    BLOCK_AS_IMPLICIT_KEY: 'A key cannot stand here; check the indentation, and write text with a colon in quotes.',
    MISSING_CHAR: 'Something is missing here, such as a closing quote or bracket, a colon or a space.',
    MULTILINE_IMPLICIT_KEY: 'A key must be on one line; a colon or a closing quote may be missing.',
    MULTIPLE_DOCS: 'A second document begins here; only one YAML document is allowed.',
    RESOURCE_EXHAUSTION: 'Lists and mappings are nested too deeply here.',
    TAB_AS_INDENT: 'A tab cannot indent a line; use spaces.'
};
/** Errors that leave no doubt about what the rest says. */
const harmless = ['BAD_DIRECTIVE', 'BAD_DQ_ESCAPE', 'MULTIPLE_DOCS'];
/** Errors of things that are not allowed anyway, and complained of wherever they stand. */
const ofReferences = [
    'ALIAS_PROPS',
    'BAD_ALIAS',
    'BAD_COLLECTION_TYPE',
    'BAD_PROP_ORDER',
    'MULTIPLE_ANCHORS',
    'MULTIPLE_TAGS',
    'TAG_RESOLVE_FAILED'
];
/** The registries that a manifest wants. All its problems are found at once, and none of them repeats a value. */
function parseManifest(text, file) {
    const start = { file, line: 1, column: 1 };
    const refused = (problems) => ({ wanted: [], problems, warnings: [] });
    if (Buffer.byteLength(text) >= tooLarge)
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
    // Where the text is cut, it is not the author's fault that something is missing.
    const isCut = length < whole.length;
    const errors = isCut ? all.filter(({ pos }) => pos[0] < length) : all;
    const end = yaml.trimEnd().length;
    const placeAt = (offset) => {
        const { line, col } = lines.linePos(Math.min(offset, end));
        return { file, line, column: col };
    };
    const lineAt = (line) => yaml.slice(lines.lineStarts[line - 1], lines.lineStarts[line]);
    const problems = [
        ...withIndentation(complaintsOf(errors, placeAt, lineAt), yaml),
        ...references.map(({ offset, text }) => ({ text, place: placeAt(offset) }))
    ];
    if (isCut)
        problems.push({
            text: 'The manifest has too many keys, values and marks; it was read only up to here.',
            place: placeAt(length)
        });
    const complain = (place, text) => void problems.push({ place, text });
    const isSound = errors.every(({ code }) => harmless.includes(code) || ofReferences.includes(code));
    const reader = { placeAt, complain: isSound ? complain : () => { } };
    const root = contents ? partOf(contents, reader, { before: start }) : { ...nothing, place: start };
    const wanted = isSound ? readManifest(root, complain) : [];
    const inOrder = problems.toSorted(byPlace);
    if (inOrder.length > manyProblems)
        return refused(inOrder);
    return { wanted, problems: inOrder, warnings: complaintsOf(warnings, placeAt, lineAt) };
}
function parsed(yaml, lineCounter) {
    const { stackTraceLimit } = Error;
    // The library makes an error of each mistake, and a stack costs more than all the rest.
    Error.stackTraceLimit = 0;
    // It also compares every key with every other, unless it is told not to.
    const options = {
        schema: 'core',
        merge: false,
        uniqueKeys: false,
        prettyErrors: false,
        lineCounter
    };
    try {
        return (0,dist/* parseDocument */.Tp)(yaml, options);
    }
    finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}
function byPlace({ place: a }, { place: b }) {
    return a.line - b.line || a.column - b.column;
}
/** One a line: where the YAML is broken, one mistake has several errors. */
function complaintsOf(errors, placeAt, lineAt) {
    const found = new Map();
    for (const { code, pos } of errors) {
        const place = placeAt(pos[0]);
        if (ofReferences.includes(code) || found.has(place.line))
            continue;
        const broken = messages[code] ?? 'This is not YAML; quotes, brackets or the indentation may be wrong.';
        // Its braces have a meaning of their own inside brackets.
        const text = (0,registries_text/* hasExpression */.xS)(lineAt(place.line)) ? `This line ${registries_text/* holdsExpression */.x9}.` : broken;
        found.set(place.line, { place, text });
    }
    return [...found.values()];
}
/**
 * A line that is indented wrongly is told in place of the errors that come of it: where the text before it goes on into
 * it, at that line, and wherever the parser finds itself lost afterwards.
 */
function withIndentation(found, yaml) {
    const slip = found.length > 0 ? misindented(yaml.split('\n')) : undefined;
    const cause = found.find(({ place: { line } }) => line === slip?.line || line === slip?.before);
    if (!slip || !cause)
        return found;
    const place = { ...cause.place, line: slip.line, column: slip.column };
    const text = `The indentation is wrong here: it differs from that of line ${slip.before}.`;
    return [...found.filter(({ place: { line } }) => line < slip.before), { place, text }];
}
const notAllowed = {
    alias: `Aliases are not allowed; write the value out. Put a pattern that begins with * in quotes: '*-api'.`,
    anchor: 'Anchors are not allowed; remove it.',
    tag: 'Tags are not allowed; remove it, and write text in quotes.'
};
/**
 * Anchors, aliases and tags are found before anything is made of them, and wherever they stand. The text is looked at
 * as far as `length`.
 */
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
        // Marks of the lexer stand between what is written; this one before plain text, whatever that begins with.
        const isMark = !isContent && [dist/* CST */.DB.DOCUMENT, dist/* CST */.DB.FLOW_END, dist/* CST */.DB.SCALAR].includes(lexeme);
        if (!isMark)
            offset += lexeme.length;
        isContent = isMark && lexeme === dist/* CST */.DB.SCALAR;
        if (++count >= mostLexemes)
            break;
    }
    return { references, length: count < mostLexemes ? yaml.length : offset };
}
const nothing = { kind: 'scalar', value: null, written: '' };
/** Where nothing is written, `place` is that of the key before it. No rule looks deeper than a list in an entry. */
function partOf(node, reader, { before, called } = {}, depth = 0) {
    const [from, to] = node.range;
    const place = from === to && before ? before : reader.placeAt(from);
    if ((0,dist/* isScalar */.jn)(node)) {
        const fault = called && typeof node.value === 'string' && manifest_keys/* notBlank */.wx.test(node.value)
            ? (0,registries_text/* faultOfText */.Zm)(called, node.value)
            : undefined;
        if (fault)
            reader.complain(place, `'${called}' ${fault}.`);
        return fault
            ? { kind: 'unread', place }
            : { kind: 'scalar', place, value: node.value, written: node.source };
    }
    if (depth > 4)
        return { kind: 'unread', place };
    if ((0,dist/* isSeq */.oP)(node))
        return {
            kind: 'list',
            place,
            items: node.items.map(item => partOf(item, reader, called ? { called } : {}, depth + 1))
        };
    if (!(0,dist/* isMap */.jh)(node))
        return { kind: 'unread', place };
    const members = node.items.map(({ key, value }) => {
        const at = reader.placeAt(key.range[0]);
        const name = (0,dist/* isScalar */.jn)(key) && typeof key.value === 'string' ? key.value : undefined;
        const above = { before: at, ...(name && isKnown(name) && { called: name }) };
        return {
            key: name,
            place: at,
            value: value ? partOf(value, reader, above, depth + 1) : { ...nothing, place: at }
        };
    });
    return { kind: 'mapping', place, members };
}
/** Of other keys only that they are not known is told. */
function isKnown(name) {
    return ['registries', 'defaults'].includes(name) || manifest_keys/* entryKeys */.rW.has(name.replaceAll('-', '_'));
}


/***/ }),

/***/ 5966:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B0: () => (/* binding */ findByAddress),
/* harmony export */   W3: () => (/* binding */ canonicalUrl),
/* harmony export */   ci: () => (/* binding */ addressOf),
/* harmony export */   hw: () => (/* binding */ findWithoutPath),
/* harmony export */   jZ: () => (/* binding */ isAllShown),
/* harmony export */   kS: () => (/* binding */ findUnaddressed),
/* harmony export */   tX: () => (/* binding */ differences)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5279);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7380);


/** An address in the form in which two are compared: scheme and host in lower case, without default port and one trailing slash. */
function canonicalUrl(url) {
    const whole = (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .withScheme */ .GV)(url);
    return (URL.parse(whole)?.href ?? whole).replace(/\/$/, '');
}
/** Type and address as one text, the same for all that mean the same registry. */
function addressOf(type, url) {
    return `${type} ${canonicalUrl(url)}`;
}
/** The registries of this type at this address. Those that the server shows without an address never match. */
function findByAddress(registries, type, url) {
    const address = addressOf(type, url);
    return registries.filter(registry => typeof registry.url === 'string' && addressOf(registry.registry_type, registry.url) === address);
}
/** The registries of this type at this address as it is without its path, which nobody has shown GitHub to keep. */
function findWithoutPath(registries, type, url) {
    const origin = URL.parse(url)?.origin;
    return origin && canonicalUrl(url) !== origin ? findByAddress(registries, type, origin) : [];
}
/** Registries of this type that the server shows without an address, so that nobody can tell which they are. */
function findUnaddressed(registries, type) {
    return registries.filter(registry => registry.registry_type === type && !registry.url);
}
/** The fields that are wanted and shown, but with different values. */
function differences(spec, registry) {
    const fieldsApart = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldNames */ .pi
        .filter(field => spec[field] !== undefined && isShown(field, registry))
        .filter(field => !sameValue(field, spec[field], registry[field]))
        .map(field => ({ field, wanted: spec[field], shown: registry[field] }));
    return [...fieldsApart, ...selectionApart(spec, registry)];
}
/** Whether GitHub shows every field that a spec writes: neither a secret nor selected repositories are shown. */
function isAllShown(spec, registry) {
    return Object.keys(spec).every(key => _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldNames */ .pi.some(field => field === key && isShown(field, registry)));
}
/**
 * Older servers show neither the auth type nor what belongs to it. Where the auth type is shown, a field that belongs
 * to one and is not shown is not set.
 */
function isShown(field, registry) {
    if (registry[field] !== undefined)
        return true;
    return registry.auth_type !== undefined && (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypesOf */ .Th)(field).length > 0;
}
/** Only the answer to a create shows the ids, in any order. */
function selectionApart({ selected_repository_ids: wanted }, registry) {
    const { selected_repository_ids: shown } = registry;
    if (!wanted || !Array.isArray(shown))
        return [];
    const same = new Set(wanted).symmetricDifference(new Set(shown)).size === 0;
    return same ? [] : [{ field: 'selected_repository_ids', wanted, shown }];
}
function sameValue(field, wanted, shown) {
    if (field === 'url')
        return typeof shown === 'string' && canonicalUrl(String(wanted)) === canonicalUrl(shown);
    // A field that is off or empty may be shown as null, or not at all.
    const empty = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fields */ .OA[field].kind === 'boolean' ? false : '';
    return (wanted ?? empty) === (shown ?? empty);
}


/***/ })

};
