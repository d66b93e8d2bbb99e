export const id = 357;
export const ids = [357];
export const modules = {

/***/ 4357:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   manifestOf: () => (/* binding */ manifestOf)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5279);
/* harmony import */ var _manifest_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5643);
/* harmony import */ var _manifest_values_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3045);
/* harmony import */ var _match_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5966);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7380);
/* harmony import */ var _selection_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5129);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6036);







const schema = 'https://raw.githubusercontent.com/org/private-registry-action/v1/manifest.schema.json';
/** What an entry begins with, in this order. */
const leading = ['registry_type', 'url', 'auth_type'];
const trailing = ['username', 'replaces_base', 'visibility'];
const ordered = [
    ...leading,
    ..._registry_js__WEBPACK_IMPORTED_MODULE_3__/* .fieldNames */ .pi.filter(field => !leading.includes(field) && !trailing.includes(field)),
    ...trailing
];
/**
 * The registries of an organization as a manifest. With secrets and selected repositories filled in, it plans to no
 * change; what a manifest cannot say is left out, and a comment tells so.
 */
function manifestOf(org, registries) {
    const described = describeAll(registries);
    const entries = described.flatMap(({ lines }) => lines);
    const head = [
        `# yaml-language-server: $schema=${schema}`,
        `# The private registries of ${oneLine(org)}, as GitHub shows them.`,
        '# GitHub reveals no secrets: put each into the variable that secret_env names.',
        '# Nor does it show selected repositories: where a comment asks for them, add selected_repositories.'
    ];
    const isEmpty = described.every(({ isEntry }) => !isEntry);
    return [...head, isEmpty ? 'registries: []' : 'registries:', ...entries, ''].join('\n');
}
function describeAll(registries) {
    const variables = variablesFor(registries);
    const isKnown = knownByAddress(registries);
    const names = Map.groupBy(registries, ({ name }) => name.toUpperCase());
    return registries.map((registry, index) => {
        const { name } = registry;
        const isPinned = !isKnown(registry);
        const isAlone = names.get(name.toUpperCase())?.length === 1;
        if (isPinned && !(isTaken('name', name) && isAlone))
            return {
                isEntry: false,
                lines: [
                    `  # ${oneLine(name)} is left out: neither its address nor its name can tell in a manifest which it is.`
                ]
            };
        const members = [
            ...(isPinned ? [`name: ${quoted(name)}`] : []),
            ...membersOf(registry, `${variables[index]}`)
        ];
        return { isEntry: true, lines: members.map((line, at) => `  ${at === 0 ? '-' : ' '} ${line}`) };
    });
}
/** Whether a manifest can tell by type and address alone which registry is meant. */
function knownByAddress(registries) {
    const identityOf = ({ registry_type, url = '' }) => (0,_match_js__WEBPACK_IMPORTED_MODULE_2__/* .addressOf */ .ci)(registry_type, url);
    const alike = Map.groupBy(registries, identityOf);
    const typesWithHidden = new Set(registries.filter(({ url }) => !url).map(({ registry_type }) => registry_type));
    return registry => isTaken('registry_type', registry.registry_type) &&
        isTaken('url', registry.url) &&
        !typesWithHidden.has(registry.registry_type) &&
        alike.get(identityOf(registry))?.length === 1;
}
/** The keys of an entry but for its name, with comments among them. */
function membersOf(registry, variable) {
    const { auth_type, visibility } = registry;
    const authType = (0,_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .authTypeNamed */ .Wy)(auth_type);
    const lines = ordered.flatMap(field => memberFor(field, registry[field], authType));
    if (visibility === 'selected')
        lines.push(selectionIn(registry['selected_repository_ids']));
    // An older server does not show the auth type; nobody knows whether a newer one has a secret.
    if (authType ? _registry_js__WEBPACK_IMPORTED_MODULE_3__/* .authTypes */ .QV[authType].secret : !auth_type)
        lines.push(`secret_env: ${quoted(variable)}`);
    else if (!authType)
        lines.push('# If this auth_type has a secret, add secret_env.');
    return lines;
}
function memberFor(field, value, authType) {
    const isUnset = value === undefined || value === null || (field === 'username' && value === '');
    if (field === 'url' && (isUnset || value === ''))
        return ['# GitHub does not show the url.'];
    if (isUnset || (field === 'replaces_base' && value === false))
        return [];
    const reason = objectionTo(field, value, authType);
    if (reason)
        return [`# ${field} is left out and stays as it is: ${reason}.`];
    return [`${field}: ${typeof value === 'boolean' ? value : quoted(`${value}`)}`];
}
/** Why a manifest cannot have this value; nothing if it can. */
function objectionTo(field, value, authType) {
    // Without an auth type, a user name is taken for that of a token.
    if (!(0,_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .fieldsFor */ .VV)(authType ?? 'token').includes(field))
        return authType ? `it does not belong to ${authType}` : 'the auth_type that it belongs to is not known';
    if (isTaken(field, value))
        return undefined;
    if (_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .fields */ .OA[field].kind === 'boolean')
        return 'it is neither true nor false';
    if (typeof value !== 'string')
        return 'it is no text';
    if (_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .fields */ .OA[field].kind === 'choice')
        return `this action does not know '${oneLine(value)}'`;
    const fault = value === '' ? undefined : faultOfValue(field, value);
    return fault ? `it ${fault}` : 'it is empty';
}
function selectionIn(ids) {
    if (Array.isArray(ids) && ids.every(id => typeof id === 'number' && (0,_selection_js__WEBPACK_IMPORTED_MODULE_4__/* .isRepositoryId */ .es)(`${id}`)))
        return `selected_repository_ids: [${[...new Set(ids)].join(', ')}]`;
    return '# selected_repositories could not be read; add them.';
}
const nowhere = { file: '', line: 0, column: 0 };
/** What is wrong with a text, whatever the key. */
function faultOfValue(key, text) {
    const field = _address_js__WEBPACK_IMPORTED_MODULE_5__/* .hostFields */ .oU.find(known => known === key);
    return (0,_text_js__WEBPACK_IMPORTED_MODULE_6__/* .faultOfText */ .Zm)(key, text) ?? (field && (0,_address_js__WEBPACK_IMPORTED_MODULE_5__/* .faultOfHost */ .C0)(field, text));
}
/** Whether the manifest takes a value for a key, in the judgement of its own reader. */
function isTaken(key, value) {
    const known = _manifest_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .entryKeys */ .rW.get(key);
    const part = { kind: 'scalar', place: nowhere, value, written: '' };
    if (value === undefined || !known || (0,_manifest_values_js__WEBPACK_IMPORTED_MODULE_1__/* .readValue */ .w)(key, known, part, () => { }) !== value)
        return false;
    return typeof value !== 'string' || faultOfValue(key, value) === undefined;
}
/** A variable for each secret: the registry's name, as far as a variable may be called so. No two are the same. */
function variablesFor(registries) {
    const names = registries.map(({ name }) => name);
    const used = new Set(names.filter(name => isTaken('secret_env', name)).map(name => name.toUpperCase()));
    return names.map(name => {
        if (isTaken('secret_env', name))
            return name;
        const made = name.replace(/\W/g, '_');
        const first = isTaken('secret_env', made) ? made : `REGISTRY_${made}`;
        let variable = first;
        for (let number = 2; used.has(variable.toUpperCase()); number += 1)
            variable = `${first}_${number}`;
        used.add(variable.toUpperCase());
        return variable;
    });
}
const invisible = /(?! )[\p{C}\p{Z}]/gu;
/** Text in YAML, on one line, and read as text whatever it looks like. */
function quoted(text) {
    const isPlain = /^[A-Za-z][\w./:@+-]*(?<!:)$/.test(text);
    if (isPlain && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text))
        return text;
    if (text.search(invisible) < 0)
        return `'${text.replaceAll("'", "''")}'`;
    return `"${text.replace(/["\\]/g, '\\$&').replace(invisible, escaped)}"`;
}
function escaped(character) {
    const code = Number(character.codePointAt(0)).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
/** Foreign text for a comment. */
function oneLine(text) {
    return text.slice(0, 100).replace(invisible, ' ');
}


/***/ }),

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


/***/ })

};
