export const id = 559;
export const ids = [559];
export const modules = {

/***/ 4559:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readMany: () => (/* binding */ readMany)
});

// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(8877);
// EXTERNAL MODULE: ./src/registries/check.ts
var check = __webpack_require__(3303);
// EXTERNAL MODULE: ./src/registries/check-values.ts
var check_values = __webpack_require__(7590);
// EXTERNAL MODULE: ./src/registries/registry.ts
var registry = __webpack_require__(7380);
// EXTERNAL MODULE: ./src/registries/wanted.ts
var registries_wanted = __webpack_require__(836);
;// CONCATENATED MODULE: ./src/registries/check-wanted.ts



/** Checks what can be told without an organization: what holds whether a registry exists or not. Each sentence comes once. */
function checkWanted(wanted) {
    const findings = wanted.map(entry => {
        const spec = (0,registries_wanted/* specFor */.Fq)(entry, {});
        const source = (0,registries_wanted/* sourceFor */.nm)(entry, spec);
        const { problems, warnings } = (0,check/* checkChange */.$_)(spec, source);
        // Whether this default is used may depend on the registry's auth type.
        const { api_host = entry.defaults.api_host } = spec;
        return { problems: [...problems, ...(0,check_values/* hostFieldProblems */.l)({ api_host }, source)], warnings };
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

// EXTERNAL MODULE: ./src/registries/text.ts
var registries_text = __webpack_require__(6036);
// EXTERNAL MODULE: ./src/request.ts
var request = __webpack_require__(4390);
// EXTERNAL MODULE: ./src/inputs/manifest-file.ts
var manifest_file = __webpack_require__(3655);
// EXTERNAL MODULE: ./src/inputs/spec.ts
var inputs_spec = __webpack_require__(7026);
;// CONCATENATED MODULE: ./src/inputs/manifest.ts







/**
 * Reads the manifest that the inputs name: every registry that is wanted, with the values of the variables it names as
 * far as they are set. Everything that is wrong with it becomes a problem of the form.
 */
async function readManifest(form, { variables, mask }, { dryRun, ...checks }) {
    const file = (0,manifest_file/* locateManifest */.QM)(form, variables);
    const secrets = readSecrets(form, mask);
    const { parseManifest, tooLarge } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(680)]).then(__webpack_require__.bind(__webpack_require__, 7680));
    const text = file && (0,manifest_file/* readText */.yR)(form, file, tooLarge);
    if (!file || text === undefined)
        return [];
    const { wanted, problems, warnings } = parseManifest(text, file.path);
    const set = new Map(Object.entries(variables));
    const values = valuesOf(wanted, variable => {
        const given = secrets?.get(variable);
        if (given)
            return readVariable(form, variable, given, mask);
        const whole = set.get(variable) ?? '';
        // A dry run has no use for its value, and a mask of it could hide ordinary words.
        if (dryRun)
            return withoutLineBreak(whole) === '' ? undefined : '';
        if ((0,registries_text/* hasExpression */.xS)(whole))
            form.problems.push(`The variable ${variable} ${registries_text/* holdsExpression */.x9}.`);
        return readVariable(form, variable, whole, mask);
    });
    const filled = wanted.map(one => withSecrets(one, values));
    const findings = checkWanted(filled);
    form.add({ problems, warnings });
    form.add(findings);
    form.add({
        problems: filled.flatMap(one => misplaced(one, checks)),
        warnings: wantedNowhere(filled, checks.orgs)
    });
    return filled;
}
/** The input `secrets`: a JSON object of texts. What cannot be read is masked whole. */
function readSecrets(form, mask) {
    const text = form.text('secrets');
    if (text === undefined)
        return undefined;
    const { value, texts } = parsed(text);
    for (const secret of texts)
        mask(secret);
    if (texts.some(registries_text/* hasExpression */.xS))
        form.problems.push(`'secrets' ${registries_text/* holdsExpression */.x9}.`);
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
/** The values of all variables that the manifest names, as far as they have one. */
function valuesOf(wanted, look) {
    const named = wanted.flatMap(({ spec, defaults }) => [spec.secret_env ?? [], defaults.secret_env ?? []].flat());
    return new Map([...new Set(named)].map(variable => [variable, look(variable)]));
}
/** The value of a variable without the line break at its end; none if nothing is left. */
function readVariable(form, variable, whole, mask) {
    if (whole === '')
        return undefined;
    mask(whole);
    const value = withoutLineBreak(whole);
    if (value !== whole)
        form.notices.push(`The line break at the end of ${variable} is left out.`);
    if (value === '')
        return undefined;
    if (value !== whole)
        mask(value);
    return value;
}
function withoutLineBreak(text) {
    return text.replace(/\r?\n$/, '');
}
function withSecrets(wanted, values) {
    const filled = (spec) => {
        const secret = values.get(spec.secret_env ?? '');
        return secret === undefined ? spec : { ...spec, secret };
    };
    return { ...wanted, spec: filled(wanted.spec), defaults: filled(wanted.defaults) };
}
/** One warning of all entries that are for other organizations than the step's: some may be, or a name is misspelt. */
function wantedNowhere(wanted, orgs) {
    if (orgs.length === 0 || orgs.includes(request/* everywhere */.fC))
        return [];
    const apart = wanted.filter(one => !orgs.some(org => (0,registries_wanted/* isWantedIn */.J)(one, org)));
    const [first] = apart;
    if (!first)
        return [];
    const lines = [...new Set(apart.map(one => (0,registries_wanted/* placeOf */.$t)(one, 'orgs')?.line))].slice(1);
    const others = lines.length > 0 ? ` The same holds on ${lines.length > 1 ? 'lines' : 'line'} ${some(lines)}.` : '';
    const text = `'orgs' names ${some(first.orgs ?? [])}, but none of the step's organizations (${some(orgs)}).${others}`;
    return [(0,registries_wanted/* sentenceAbout */.rp)(first, text, 'orgs')];
}
function some(list) {
    const more = list.length - 10;
    return [...list.slice(0, 10), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
/** An address on a host that is not allowed, and repositories of another organization. */
function misplaced(wanted, { orgs, allowedHosts }) {
    const { spec, defaults } = wanted;
    // A default is checked wherever it may be used: the registry's auth type tells only later.
    const hosts = allowedHosts
        ? (0,check_values/* strayHosts */.hc)({ ...defaults, ...spec }, (0,registries_wanted/* sourceFor */.nm)(wanted, spec), allowedHosts)
        : [];
    const names = spec.selected_repositories ?? defaults.selected_repositories ?? [];
    const foreign = orgs
        .filter(org => org !== request/* everywhere */.fC && (0,registries_wanted/* isWantedIn */.J)(wanted, org))
        .find(org => names.some(name => (0,inputs_spec/* foreignRepository */.Rh)(name, org)));
    const text = `'selected_repositories' names a repository of another organization than ${foreign}, where this registry is wanted too; give 'orgs'.`;
    return [...hosts, ...(foreign === undefined ? [] : [(0,registries_wanted/* sentenceAbout */.rp)(wanted, text, 'selected_repositories')])];
}

// EXTERNAL MODULE: ./src/inputs/table.ts
var table = __webpack_require__(5541);
// EXTERNAL MODULE: ./src/inputs/target.ts
var target = __webpack_require__(6656);
// EXTERNAL MODULE: ./src/inputs/values.ts
var values = __webpack_require__(8463);
;// CONCATENATED MODULE: ./src/inputs/many.ts









/** The request of apply, plan or rotate: for the manifest, or for the one registry of the inputs. */
async function readMany(form, lookup, parts) {
    // What is made for one entry or one request is soon of no use. Room for it that does not grow saves 60 MB of 1,000 writes, and costs no time.
    (0,external_node_v8_.setFlagsFromString)('--semi-space-growth-factor=1');
    const { operation, reach, orgs, allowedHosts } = parts;
    const fromManifest = form.text('manifest') !== undefined;
    const dryRun = operation === 'plan' || parts.dryRun;
    const manifest = fromManifest ? await readManifest(form, lookup, { orgs, allowedHosts, dryRun }) : undefined;
    const given = form.parsed('rewrite-secrets', values/* parseRewrite */.Oo);
    if (fromManifest)
        refuseRegistryInputs(form);
    else
        warnOfManifestInputs(form);
    const wanted = manifest ?? [wantedOf(form, parts, given)];
    const many = { reach, orgs, wanted, fromManifest, dryRun };
    if (operation !== 'rotate')
        return { operation, ...many, policy: readPolicy(form, given, allowedHosts) };
    if (given === 'never')
        form.problems.push(`'rewrite-secrets' is never, so rotate would do nothing; give always, or an age.`);
    return { operation, ...many, policy: { rewriteSecrets: given ?? 'always', allowedHosts } };
}
/** What apply may do. Without an age or another word, a manifest's secrets stay, and the one of the inputs is written. */
function readPolicy(form, given, allowedHosts) {
    const fromManifest = form.text('manifest') !== undefined;
    const prune = form.parsed('prune', values/* parseBoolean */.yG) ?? false;
    if (prune && !fromManifest)
        form.problems.push(`'prune' is true, but there is no 'manifest': every other registry would be deleted. Give a manifest that names all that are wanted.`);
    return {
        rewriteSecrets: given ?? (fromManifest ? 'never' : 'always'),
        needsSecret: !fromManifest && given !== 'never',
        prune,
        maxDeletions: form.parsed('max-deletions', values/* parseCount */.zq) ?? 0,
        allowRecreate: form.parsed('allow-recreate', values/* parseBoolean */.yG) ?? false,
        allowedHosts
    };
}
/** The one registry of the inputs. */
function wantedOf(form, { operation, spec, orgs, allowedHosts }, rewrite) {
    (0,target/* readTarget */._)(form, operation, spec);
    const name = form.text('name');
    (0,inputs_spec/* checkHosts */.GZ)(form, spec, allowedHosts);
    if (operation === 'rotate')
        (0,inputs_spec/* checkSpec */.g3)(form, (0,registry/* secretIn */.u7)(spec), orgs, check_values/* checkValues */.Xj);
    else
        (0,inputs_spec/* checkSpec */.g3)(form, spec, orgs, check/* checkChange */.$_);
    const authType = spec.auth_type;
    const needs = operation === 'rotate' || (rewrite !== 'never' && authType && registry/* authTypes */.QV[authType].secret);
    if (needs && !form.source.gave('secret'))
        form.problems.push((0,check/* missingSecret */.bk)(authType ? `'auth-type' ${authType}` : operation, form.source));
    return { ...(name !== undefined && { name }), spec, defaults: {} };
}
const registryGroups = Object.entries(table/* inputs */.Q).filter(([, { group }]) => group !== 'Connection' && group !== 'Safety' && group !== 'Many at once');
function refuseRegistryInputs(form) {
    const given = registryGroups.map(([name]) => name).filter(name => form.typed(name) !== '');
    if (given.length > 0)
        form.problems.push(`'manifest' is given, and so ${given.length > 1 ? 'are' : 'is'} ${given.map(name => `'${name}'`).join(', ')}; the manifest says what is wanted, so leave ${given.length > 1 ? 'them' : 'it'} out.`);
}
/** What is of use only beside a manifest. */
function warnOfManifestInputs(form) {
    for (const name of ['secrets', 'max-deletions'])
        if (form.text(name) !== undefined && form.text(name) !== table/* inputs */.Q[name]?.default)
            form.warnings.push(`'${name}' is not used without 'manifest'.`);
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
