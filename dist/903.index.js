export const id = 903;
export const ids = [903];
export const modules = {

/***/ 9903:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  locateManifest: () => (/* binding */ locateManifest),
  W: () => (/* binding */ readManifest)
});

// UNUSED EXPORTS: wayInside

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/registries/check.ts
var check = __webpack_require__(3303);
// EXTERNAL MODULE: ./src/registries/wanted.ts
var registries_wanted = __webpack_require__(836);
;// CONCATENATED MODULE: ./src/registries/check-wanted.ts


/** Checks what can be told without an organization: what holds whether a registry exists or not. Each sentence comes once. */
function checkWanted(wanted) {
    const findings = wanted.map(entry => {
        const spec = (0,registries_wanted/* specFor */.Fq)(entry, {});
        return (0,check/* checkChange */.$_)(spec, (0,registries_wanted/* sourceFor */.nm)(entry, spec));
    });
    return {
        problems: different(findings.flatMap(({ problems }) => problems)),
        warnings: different(findings.flatMap(({ warnings }) => warnings))
    };
}
/** What is wrong with the defaults is found with every entry. */
function different(sentences) {
    return [...new Map(sentences.map(sentence => [JSON.stringify(sentence), sentence])).values()];
}

// EXTERNAL MODULE: ./src/registries/match.ts
var match = __webpack_require__(5966);
// EXTERNAL MODULE: ./src/request.ts
var request = __webpack_require__(4390);
// EXTERNAL MODULE: ./src/inputs/spec.ts
var inputs_spec = __webpack_require__(7026);
;// CONCATENATED MODULE: ./src/inputs/manifest.ts







/**
 * Reads the manifest that the inputs name: every registry that is wanted, with the values of the variables it names as
 * far as they are set. Everything that is wrong with it becomes a problem of the form.
 */
async function readManifest(form, { variables, mask }, checks) {
    const file = locateManifest(form, variables);
    const secrets = readSecrets(form, mask);
    const { parseManifest, tooLarge } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(82)]).then(__webpack_require__.bind(__webpack_require__, 5082));
    const text = file && readText(form, file, tooLarge);
    if (!file || text === undefined)
        return [];
    const { wanted, problems, warnings } = parseManifest(text, file.path);
    const set = new Map(Object.entries(variables));
    const lookUp = (variable) => secrets?.get(variable) || set.get(variable);
    const values = readVariables(form, wanted, { lookUp, mask });
    const filled = wanted.map(one => withSecrets(one, values));
    const findings = checkWanted(filled);
    form.problems.push(...problems, ...findings.problems, ...filled.flatMap(one => misplaced(one, checks)));
    form.warnings.push(...warnings, ...findings.warnings);
    return filled;
}
/** Where the manifest of the inputs is: inside the workspace, also if links are followed. */
function locateManifest(form, variables) {
    const given = form.text('manifest');
    if (given === undefined)
        return undefined;
    const workspace = (0,external_node_path_.resolve)(variables['GITHUB_WORKSPACE'] || '.');
    const absolute = (0,external_node_path_.resolve)(workspace, given);
    const inside = wayInside(workspace, absolute);
    if (inside !== undefined && wayInside(realPath(workspace), realPath(absolute)) !== undefined)
        return { path: inside, absolute };
    const leads = inside !== undefined ? 'leads out of the workspace through a link' : 'is outside the workspace';
    form.problems.push(`'manifest' is '${given}', which ${leads}; give the path of a file inside it.`);
    return undefined;
}
/** The way from a folder to a file inside it, with slashes; nothing for any other file. */
function wayInside(folder, file, { isAbsolute, relative, sep } = (external_node_path_default())) {
    const way = relative(folder, file);
    const outside = way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
    return outside ? undefined : way.replaceAll(sep, '/');
}
/** Where a path leads; of one that does not exist, where it would be. Links in a circle lead nowhere. */
function realPath(path, links = 0) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        const folder = (0,external_node_path_.dirname)(path);
        if (folder === path)
            return path;
        const link = links < mostLinks ? linkAt(path) : undefined;
        return link === undefined
            ? (0,external_node_path_.resolve)(realPath(folder, links), (0,external_node_path_.basename)(path))
            : realPath((0,external_node_path_.resolve)(realPath(folder, links), link), links + 1);
    }
}
const mostLinks = 40;
function linkAt(path) {
    try {
        return (0,external_node_fs_.readlinkSync)(path);
    }
    catch {
        return undefined;
    }
}
/** The text of a file; of one that has so many bytes or more, the beginning that has as many. */
function readText(form, { path, absolute }, most) {
    try {
        if (!(0,external_node_fs_.statSync)(absolute).isFile()) {
            form.problems.push(`'manifest' is '${path}', which is no file.`);
            return undefined;
        }
        const bytes = readBytes(absolute, most);
        // A byte order mark is kept: without it, what was cut would look as if it were whole.
        return new TextDecoder('utf-8', { fatal: bytes.length < most, ignoreBOM: true }).decode(bytes);
    }
    catch (error) {
        const reason = error instanceof TypeError
            ? 'which is not text in UTF-8'
            : error instanceof Error && 'code' in error && error.code === 'ENOENT'
                ? 'but the workspace has no such file; check the repository out before this step'
                : 'which cannot be read';
        form.problems.push(`'manifest' is '${path}', ${reason}.`);
        return undefined;
    }
}
function readBytes(path, most) {
    const file = (0,external_node_fs_.openSync)(path, 'r');
    try {
        const buffer = Buffer.alloc(most);
        let length = 0;
        for (let more = -1; more !== 0; length += more)
            more = (0,external_node_fs_.readSync)(file, buffer, length, most - length, null);
        return buffer.subarray(0, length);
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
/** The input `secrets`: a JSON object of texts. What cannot be read is masked whole. */
function readSecrets(form, mask) {
    const text = form.text('secrets');
    if (text === undefined)
        return undefined;
    const { value, texts } = parsed(text);
    for (const secret of texts)
        mask(secret);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        const entries = Object.entries(value);
        if (entries.every(([, member]) => typeof member === 'string'))
            return new Map(entries.map(([name, member]) => [name, String(member)]));
    }
    else
        mask(text);
    form.problems.push(`'secrets' is not a JSON object of names and texts, such as {"NPM_TOKEN": "\u2026"}; give the secrets that the manifest names, and no others.`);
    return undefined;
}
/** What a JSON text says, nothing if it is none, and every text in it, however deep. */
function parsed(text) {
    const texts = [];
    try {
        const value = JSON.parse(text, (_, member) => {
            if (typeof member === 'string' && member !== '')
                texts.push(member);
            return member;
        });
        return { value, texts };
    }
    catch {
        return { texts };
    }
}
/** The values of all variables that the manifest names and that are set, without the line break at their end. */
function readVariables(form, wanted, { lookUp, mask }) {
    const named = wanted.flatMap(({ spec, defaults }) => [spec.secret_env, defaults.secret_env]);
    const values = new Map();
    for (const variable of new Set(named)) {
        const whole = variable === undefined ? undefined : lookUp(variable);
        if (!variable || !whole)
            continue;
        mask(whole);
        const value = whole.replace(/\r?\n$/, '');
        if (value !== whole)
            form.notices.push(`The line break at the end of ${variable} is left out.`);
        if (value === '')
            continue;
        if (value !== whole)
            mask(value);
        values.set(variable, value);
    }
    return values;
}
function withSecrets(wanted, values) {
    const filled = (spec) => {
        const secret = values.get(spec.secret_env ?? '');
        return secret === undefined ? spec : { ...spec, secret };
    };
    return { ...wanted, spec: filled(wanted.spec), defaults: filled(wanted.defaults) };
}
/** An address on a host that is not allowed, and repositories of another organization. */
function misplaced(wanted, { orgs, allowedHosts }) {
    const { spec, defaults } = wanted;
    const url = URL.parse(spec.url ?? '');
    const hosts = url && allowedHosts ? (0,match/* hostProblems */.BZ)(`'url'`, url, allowedHosts) : [];
    const names = spec.selected_repositories ?? defaults.selected_repositories ?? [];
    const foreign = orgs
        .filter(org => org !== request/* everywhere */.fC && (0,registries_wanted/* isWantedIn */.J)(wanted, org))
        .find(org => names.some(name => (0,inputs_spec/* foreignRepository */.Rh)(name, org)));
    const text = `'selected_repositories' names a repository of another organization than ${foreign}, where this registry is wanted too; give 'orgs'.`;
    return [
        ...hosts.map(sentence => (0,registries_wanted/* sentenceAbout */.rp)(wanted, sentence, 'url')),
        ...(foreign === undefined ? [] : [(0,registries_wanted/* sentenceAbout */.rp)(wanted, text, 'selected_repositories')])
    ];
}


/***/ }),

/***/ 836:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Fq: () => (/* binding */ specFor),
/* harmony export */   J: () => (/* binding */ isWantedIn),
/* harmony export */   gM: () => (/* binding */ unsetVariable),
/* harmony export */   nm: () => (/* binding */ sourceFor),
/* harmony export */   rp: () => (/* binding */ sentenceAbout)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6924);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7380);


/** The place of a key of an entry, or of the entry itself. */
function placeOf({ places }, key = '') {
    return places?.[key] ?? places?.[''];
}
/** A sentence about a wanted registry, at the place of one of its keys. */
function sentenceAbout(wanted, text, key = '') {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .sentenceAt */ .LT)(placeOf(wanted, key), text);
}
/** Whether a registry is wanted in an organization. */
function isWantedIn({ orgs }, org) {
    return orgs === undefined || orgs.some(name => name.toLowerCase() === org.toLowerCase());
}
/**
 * The spec with the defaults that it lacks and that are admitted. Auth type and visibility are the spec's, else the
 * default's, else those of the registry; where no auth type is known, no default that belongs to one is admitted.
 */
function specFor({ spec, defaults }, registry) {
    const authType = (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypeNamed */ .Wy)(spec.auth_type ?? defaults.auth_type ?? registry.auth_type);
    const visibility = spec.visibility ?? defaults.visibility ?? registry.visibility;
    const keys = (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsFor */ .VV)(authType);
    if (authType && _registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypes */ .QV[authType].secret && !(0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSecret */ .TA)(spec))
        keys.push('secret', 'secret_env');
    const { selected_repositories: names, selected_repository_ids: ids } = spec;
    if (visibility === 'selected' && names === undefined && ids === undefined)
        keys.push('selected_repositories', 'selected_repository_ids');
    const admitted = keys.filter(key => defaults[key] !== undefined).map(key => [key, defaults[key]]);
    return { ...Object.fromEntries(admitted), ...spec };
}
/** How checks speak of a wanted registry with this spec: in the words of the manifest, or of the inputs. */
function sourceFor(wanted, spec) {
    const inManifest = wanted.places !== undefined;
    const spell = field => {
        if (!inManifest)
            return (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .inputOf */ .wg)(field);
        return field === 'secret' ? 'secret_env' : field;
    };
    return {
        spell,
        gave: field => (field === 'secret' ? (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSecret */ .TA)(spec) : spec[field] !== undefined),
        say: (field, text) => sentenceAbout(wanted, text, spell(field))
    };
}
/** What to say if a change writes a secret whose variable is not set. */
function unsetVariable(wanted, spec, dryRun) {
    if (spec.secret_env === undefined || spec.secret !== undefined)
        return undefined;
    const rest = dryRun ? 'A run that writes needs it' : `Set it in 'env', or in the input 'secrets'`;
    return sentenceAbout(wanted, `The variable ${spec.secret_env} is not set. ${rest}.`, 'secret_env');
}


/***/ })

};
