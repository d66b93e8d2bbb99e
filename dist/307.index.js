export const id = 307;
export const ids = [307];
export const modules = {

/***/ 4307:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  applyAll: () => (/* binding */ applyAll)
});

// EXTERNAL MODULE: ./src/registries/change.ts
var registries_change = __webpack_require__(6275);
// EXTERNAL MODULE: ./src/registries/problem.ts
var problem = __webpack_require__(6924);
;// CONCATENATED MODULE: ./src/apply-result.ts


/** The result of all organizations together: every entry has its outcome, every failure its sentence. */
function resultOf(request, course) {
    const { operation, dryRun, fromManifest, orgs } = request;
    const parts = course.readings.map(reading => partOf(reading, course));
    const outcomes = parts.flatMap(part => part.outcomes);
    const problems = (0,problem/* unique */.Am)(parts.flatMap(part => part.problems));
    if (operation === 'rotate' && outcomes.length === 0 && problems.length === 0)
        problems.push(`There is nothing to rotate: the manifest has no registry for ${orgs.join(', ')}, so no secret is looked after.`);
    const written = [...course.executed.values()].flatMap(executed => executed.written);
    const single = !fromManifest && orgs.length === 1;
    const [org = ''] = orgs;
    const registry = written[0]?.registry;
    return {
        operation,
        dryRun,
        changed: written.some(({ changed }) => changed),
        outcomes,
        problems,
        ...(operation !== 'rotate' && { drift: driftIn(course), single }),
        ...(operation !== 'rotate' && single && registry && { found: { org, registry } })
    };
}
function partOf(reading, { plans, isStopped, executed }) {
    const { org } = reading;
    if ('unread' in reading)
        return { outcomes: [], problems: [reading.unread.message] };
    const plan = plans.find(one => one.org === org);
    if (!plan)
        return { outcomes: [], problems: [] };
    const found = [
        ...plan.problems,
        ...plan.steps.flatMap(step => ('fault' in step ? step.fault.sentences : []))
    ];
    const done = executed.get(org);
    if (!done)
        return { outcomes: haltedOutcomes(plan, isStopped), problems: found };
    const outcomes = done.written.map(({ outcome }) => outcome);
    const tried = outcomes.filter((_, index) => 'change' in (plan.steps[index] ?? {}));
    return { outcomes, problems: [...found, ...failuresIn(tried, org)] };
}
/** Where nothing was written, the entries at fault have failed, and the others were not attempted. */
function haltedOutcomes({ org, steps }, isStopped) {
    const reason = isStopped
        ? 'Nothing was written anywhere, because of what is wrong with the inputs, the manifest or its variables.'
        : `Nothing was written in ${org}, because of other problems there.`;
    return steps.map(step => 'fault' in step ? step.fault.outcome : (0,registries_change/* outcomeOf */.sG)(step.change, { status: 'not_attempted', reason }));
}
/** One sentence for each failure, and one for all that was not attempted. */
function failuresIn(outcomes, org) {
    const tried = outcomes.filter(({ status }) => status === 'failed' || status === 'unknown');
    const [first, ...others] = outcomes.filter(({ status }) => status === 'not_attempted');
    const more = others.length > 0 ? ` ${others.length} more changes of ${org} were not attempted either.` : '';
    return [...tried.map(({ reason = '' }) => reason), ...(first ? [`${first.reason ?? ''}${more}`] : [])];
}
/** Undefined if an organization could not be read and no other one has drifted. */
function driftIn({ plans, readings }) {
    if (plans.some(({ drift }) => drift))
        return true;
    return plans.length < readings.length ? undefined : false;
}

// EXTERNAL MODULE: ./src/github/failure.ts
var failure = __webpack_require__(8881);
// EXTERNAL MODULE: ./src/registries/match.ts
var match = __webpack_require__(5966);
// EXTERNAL MODULE: ./src/write.ts
var write = __webpack_require__(2868);
;// CONCATENATED MODULE: ./src/closing-list.ts




/** When the organization is listed, in milliseconds after the time before: a list may lag by seconds. */
const looks = [0, 2500];
/**
 * The steps as the organization shows them now. What two lists do not show as written is read by its name, which
 * decides. What was written stays done if that cannot be found out.
 */
async function checkAll(steps, written, at) {
    let seen = written.map(one => ({ one, lags: false }));
    try {
        for (const milliseconds of looks) {
            await at.pause(milliseconds);
            const listed = new Map((await at.registries.list()).map(registry => [registry.name, registry]));
            seen = written.map((one, index) => {
                const step = steps[index];
                const registry = listed.get(one.outcome.name ?? '');
                return step && 'change' in step ? see(step.change, one, registry) : { one, lags: false };
            });
            if (!seen.some(({ lags }) => lags))
                break;
        }
    }
    catch (error) {
        if (!(error instanceof failure/* RequestFailed */.DY))
            throw error;
        return {
            written: written.map((one, index) => (seen[index]?.lags ? one : (seen[index]?.one ?? one))),
            warnings: [`${at.org} was written, but could not be listed afterwards. ${error.message}`]
        };
    }
    const read = await Promise.all(written.map((one, index) => {
        const step = steps[index];
        return seen[index]?.lags && step && 'change' in step ? readByName(step.change, one, at) : undefined;
    }));
    return {
        written: seen.map(({ one }, index) => read[index]?.one ?? one),
        warnings: warningsOf(read.filter(one => one !== undefined), at.org)
    };
}
async function readByName(change, one, { registries }) {
    try {
        return { one: see(change, one, await registries.get(one.outcome.name ?? '')).one };
    }
    catch (error) {
        if (!(error instanceof failure/* RequestFailed */.DY))
            throw error;
        if ((0,failure/* refusedWith */.P0)(error) === 404)
            return { one: see(change, one, undefined).one };
        return { one, unread: error.message };
    }
}
function warningsOf(read, org) {
    const unread = read.filter(one => one.unread !== undefined);
    const late = read.filter(({ one, unread }) => unread === undefined && one.outcome.status === 'done');
    const names = (some) => some.map(({ one }) => one.outcome.name).join(', ');
    return [
        ...(late.length > 0
            ? [
                `The list of ${org} lags behind: it does not show yet what was written to ${names(late)}. Read by name, it is there as it should be.`
            ]
            : []),
        ...(unread.length > 0
            ? [
                `The list of ${org} does not show what was written to ${names(unread)}, which could not be read by name either. ${unread[0]?.unread}`
            ]
            : [])
    ];
}
function see(change, one, found) {
    const listed = found && isAnother(change, found) ? undefined : found;
    if (one.outcome.status === 'unknown')
        return { one: settled(change, one, listed), lags: false };
    if (one.outcome.status !== 'done' || change.action === 'keep')
        return { one, lags: false };
    const isThere = listed !== undefined;
    if (isThere && change.action !== 'delete') {
        const now = (0,write/* verified */.zr)(change, { ...one.registry, ...listed });
        return { one: now, lags: now.outcome.status !== 'done' && isAsBefore(change, listed) };
    }
    if (isThere === (change.action !== 'delete'))
        return { one, lags: false };
    const now = isThere ? 'still lists it, and shows it by name' : 'does not list it, nor show it by name';
    const reason = `GitHub accepted the ${change.action} of ${one.outcome.name} in ${change.org}, but ${now}.`;
    return { one: { ...one, outcome: { ...one.outcome, status: 'failed', reason } }, lags: true };
}
/** Whether somebody else has made a registry that got the name of a deleted one. */
function isAnother(change, { url, created_at }) {
    if (change.action !== 'delete' || !change.registry)
        return false;
    return change.registry.url !== url || change.registry['created_at'] !== created_at;
}
/** Whether a registry is shown as old as it was before it was written. */
function isAsBefore(change, { updated_at }) {
    return 'registry' in change && change.registry?.updated_at === updated_at;
}
/** A change whose answer was lost is done if all that it was to do can be seen, and is so. */
function settled(change, one, listed) {
    if (change.action === 'delete')
        return listed ? one : { ...one, outcome: (0,registries_change/* outcomeOf */.sG)(change, { status: 'done' }) };
    if (change.action !== 'update' || !listed || !(0,match/* isAllShown */.jZ)(change.spec, listed))
        return one;
    const now = (0,write/* verified */.zr)(change, listed);
    return now.outcome.status === 'done' ? now : one;
}

;// CONCATENATED MODULE: ./src/execute.ts



/**
 * Carries out the steps of one organization, one after another, in a dry run everything but the writes. No failure
 * keeps the others from being tried, but after one nothing is deleted. If asked to, it lists the
 * organization once more at the end, to see that all took.
 */
async function execute(steps, at, { dryRun, verifies, tell }) {
    const written = [];
    let failed = false;
    for (const step of steps) {
        const one = 'fault' in step ? unwritten(step.fault.outcome) : await take(step.change, at, { dryRun, failed });
        failed ||= one.outcome.status !== 'done' && one.outcome.status !== 'planned';
        tell(one.outcome, 'change' in step ? step.change : undefined);
        written.push(one);
    }
    if (dryRun || !verifies || !written.some(({ changed }) => changed))
        return { written, warnings: [] };
    return checkAll(steps, written, at);
}
function take(change, at, { dryRun, failed }) {
    if (dryRun)
        return (0,write/* planned */.lM)(change);
    if (change.action !== 'delete' || !failed)
        return (0,write/* write */.M9)(change, at);
    const reason = `${change.name} of ${change.org} was not deleted, because a write before it failed.`;
    return unwritten((0,registries_change/* outcomeOf */.sG)(change, { status: 'not_attempted', reason }));
}
function unwritten(outcome) {
    return { outcome, changed: false };
}

// EXTERNAL MODULE: ./src/registries/address.ts
var address = __webpack_require__(5279);
// EXTERNAL MODULE: ./src/registries/check.ts
var check = __webpack_require__(3303);
// EXTERNAL MODULE: ./src/registries/check-values.ts
var check_values = __webpack_require__(7590);
// EXTERNAL MODULE: ./src/registries/registry.ts
var registries_registry = __webpack_require__(7380);
;// CONCATENATED MODULE: ./src/registries/rewrite.ts
/** Whether it is time to write the secret. A registry whose last update is not shown may be of any age. */
function isDue({ updated_at }, rewrite, now) {
    if (typeof rewrite === 'string')
        return rewrite === 'always';
    const updated = Date.parse(updated_at ?? '');
    return Number.isNaN(updated) || now - updated > rewrite.olderThan;
}

// EXTERNAL MODULE: ./src/registries/wanted.ts
var registries_wanted = __webpack_require__(836);
;// CONCATENATED MODULE: ./src/registries/step.ts



/**
 * The step of a change with what was found against it: problems of the manifest, inputs or variables stop the run,
 * those of one organization only that. A dry run needs no secrets: a variable that is not set is a notice.
 */
function stepOf(change, problems, { wanted, dryRun }) {
    const unset = (0,registries_wanted/* unsetVariable */.gM)(wanted, (0,registries_change/* specOf */.rI)(change), dryRun);
    const run = unset && !dryRun ? [...problems.run, unset] : problems.run;
    const notices = unset && dryRun ? [unset] : [];
    const all = [...run, ...problems.organization];
    if (all.length === 0)
        return { step: { change }, notices };
    return { step: faultOf(change, all, run.length > 0 ? 'run' : 'organization'), notices };
}
/** The step of a change that cannot be made. */
function faultOf(change, sentences, stops) {
    const outcome = (0,registries_change/* outcomeOf */.sG)(change, { status: 'failed', reason: reasonOf(sentences) });
    return { fault: { outcome, sentences: [...sentences], stops } };
}
/** The step of an entry of which nobody can tell which registry it means, or whose registry is not there. */
function missingStep(wanted, org, sentences, stops) {
    const { registry_type = null, url = null } = (0,registries_wanted/* specFor */.Fq)(wanted, {});
    const outcome = {
        ...{ org, action: 'update', name: wanted.name ?? null, registry_type, url, fields: [] },
        ...{ status: 'failed', reason: reasonOf(sentences) }
    };
    return { fault: { outcome, sentences: [...sentences], stops } };
}
/** Problems as one text. */
function reasonOf(problems) {
    return problems.map(problem/* textOf */.b6).join(' ');
}

;// CONCATENATED MODULE: ./src/registries/plan-entry.ts








/** What is to be done so that one entry is as it is wanted. */
function planEntry(entry, context) {
    const { registry, unclear } = entry;
    if (unclear) {
        const step = missingStep(entry.wanted, context.org, entry.problems, 'organization');
        return { step, drift: unclear.length === 0, notices: [] };
    }
    return registry ? planExisting(entry, registry, context) : planCreate(entry, context);
}
function planCreate(entry, { org, dryRun }) {
    const { wanted } = entry;
    const spec = (0,registries_wanted/* specFor */.Fq)(wanted, { auth_type: 'token' });
    const faults = {
        run: (0,check/* checkNew */.jY)(spec, (0,registries_wanted/* sourceFor */.nm)(wanted, spec)).problems,
        organization: problemsOf(entry, spec)
    };
    return { ...stepOf({ action: 'create', org, spec }, faults, { wanted, dryRun }), drift: true };
}
function planExisting(entry, registry, context) {
    const { org, policy, dryRun } = context;
    const { wanted } = entry;
    const { name } = registry;
    const spec = (0,registries_wanted/* specFor */.Fq)(wanted, { auth_type: 'token', ...registry });
    const apart = (0,match/* differences */.tX)(spec, registry);
    const drift = apart.some(({ field }) => field !== 'selected_repository_ids');
    const [fixed, ...others] = apart.filter(({ field }) => field === 'auth_type' || field === 'registry_type');
    if (fixed)
        return { ...planRecreate(entry, registry, [fixed, ...others], context), drift };
    const source = (0,registries_wanted/* sourceFor */.nm)(wanted, spec);
    const body = bodyFor(spec, registry, context, apart);
    const run = (0,check/* clearedFields */.w8)(spec, registry, source);
    if (policy.needsSecret && (0,registries_registry/* needsSecret */.St)(spec, registry) && !(0,registries_registry/* hasSecret */.TA)(spec))
        run.push((0,check/* missingSecret */.bk)((0,registries_registry/* describe */.q0)(registry), source));
    if (body.visibility === 'selected' && body.selected_repository_ids === undefined)
        run.push(...(0,check_values/* missingSelection */.re)(spec, source));
    const organization = [
        ...problemsOf(entry, spec),
        ...(0,check/* problemsWith */.FM)(spec, registry, source),
        // An address that is not shown is not compared, so it is not written either.
        ...(0,check_values/* strayHostsOf */.M5)(registry, registry.url ? spec : { ...spec, url: undefined }, policy.allowedHosts)
    ];
    const change = Object.keys(body).length > 0
        ? { action: 'update', org, name, registry, spec: body }
        : { action: 'keep', org, name, registry };
    return {
        ...stepOf(change, { run, organization }, { wanted, dryRun }),
        drift,
        isRespelt: isRespelt(spec, registry)
    };
}
function isRespelt({ url: wanted }, { url: shown }) {
    if (!wanted || !shown || wanted === (0,address/* withScheme */.GV)(shown))
        return false;
    return (0,match/* canonicalUrl */.W3)(wanted) === (0,match/* canonicalUrl */.W3)(shown);
}
/** What an update has to write: the fields that differ, the ids that nobody can see, and the secret if it is due. */
function bodyFor(spec, registry, { policy, now }, apart) {
    const body = Object.fromEntries(apart.map(({ field, wanted }) => [field, wanted]));
    const ids = spec.selected_repository_ids;
    if (ids && (!Array.isArray(registry['selected_repository_ids']) || apart.some(isSelection)))
        // The list replaces the old one; the two always travel together.
        Object.assign(body, { visibility: 'selected', selected_repository_ids: ids });
    const due = isDue(registry, policy.rewriteSecrets, now);
    const carried = typeof policy.rewriteSecrets === 'object' && Object.keys(body).length > 0;
    return (0,registries_registry/* hasSecret */.TA)(spec) && (due || carried) ? { ...body, ...(0,registries_registry/* secretIn */.u7)(spec) } : body;
}
function isSelection({ field }) {
    return field === 'selected_repository_ids' || field === 'visibility';
}
function planRecreate(entry, registry, fixed, { org, policy, dryRun }) {
    const { wanted } = entry;
    const given = (0,registries_wanted/* specFor */.Fq)(wanted, registry);
    const spec = carriedOver(given, registry);
    const source = (0,registries_wanted/* sourceFor */.nm)(wanted, spec);
    const first = firstSteps(wanted, { given, spec, source });
    const change = {
        ...{ action: 'recreate', org, name: registry.name, registry, spec },
        ...(first && { first })
    };
    const run = policy.allowRecreate ? (0,check/* checkNew */.jY)(spec, source).problems : [];
    const organization = [...problemsOf(entry, given), ...(0,check_values/* strayHostsOf */.M5)(registry, given, policy.allowedHosts)];
    if (!policy.allowRecreate)
        organization.push(recreateForbidden(registry, fixed, source));
    return stepOf(change, { run, organization }, { wanted, dryRun: dryRun || !policy.allowRecreate });
}
/** Once a registry is gone, its entry may neither name it nor rely on what only GitHub knew of it. */
function firstSteps({ name }, { given, spec, source }) {
    const lost = registries_registry/* fieldNames */.pi.filter(field => given[field] === undefined && spec[field]);
    const values = lost.map(field => `'${source.spell(field)}' ${spec[field]}`).join(', ');
    if (name === undefined)
        return values && `Give ${values}`;
    return `Leave out 'name'${values && `, give ${values}`}`;
}
/** What is wrong with the selected repositories matters only if the registry is to be for them. */
function problemsOf({ problems, selection = [] }, spec) {
    return [...problems, ...(spec.selected_repository_ids ? selection : [])];
}
function recreateForbidden(registry, fixed, source) {
    const what = fixed.map(({ field, shown, wanted }) => `'${source.spell(field)}' from ${shown} to ${wanted}`);
    const text = `GitHub cannot change ${what.join(' and ')} of ${(0,registries_registry/* describe */.q0)(registry)}. It has to be deleted and created anew: set 'allow-recreate' to true, or keep what it has.`;
    return source.say(fixed[0].field, text);
}
/** Visible fields that the spec does not give, as far as its auth type has them. */
function carriedOver(spec, registry) {
    const own = (0,registries_registry/* fieldsFor */.VV)((0,registries_registry/* authTypeNamed */.Wy)(spec.auth_type ?? registry.auth_type ?? 'token'));
    const shown = registries_registry/* fieldNames */.pi.filter(field => own.includes(field) && spec[field] === undefined && (0,registries_registry/* isValueOf */.jK)(field, registry[field]));
    return { ...Object.fromEntries(shown.map(field => [field, registry[field]])), ...spec };
}

;// CONCATENATED MODULE: ./src/registries/recognise.ts



/** Finds the registry that each entry means: by name if given, else by type and address. Takes linear time. */
function recogniseAll(state) {
    const index = indexOf(state.registries);
    return withoutRivals(state.entries.map(entry => recognise(entry, index, state.org)));
}
function indexOf(registries) {
    return {
        all: registries,
        named: new Map(registries.map(registry => [registry.name.toUpperCase(), registry])),
        addressed: Map.groupBy(registries.filter(({ url }) => url), ({ registry_type, url }) => (0,match/* addressOf */.ci)(registry_type, `${url}`)),
        unaddressed: Map.groupBy(registries.filter(({ url }) => !url), ({ registry_type }) => registry_type)
    };
}
function recognise(entry, index, org) {
    const { wanted } = entry;
    const unclear = (text, unclear, key = '') => ({
        ...entry,
        unclear,
        problems: [...entry.problems, (0,registries_wanted/* sentenceAbout */.rp)(wanted, text, key)]
    });
    if (wanted.name !== undefined) {
        const registry = index.named.get(wanted.name.toUpperCase());
        if (registry)
            return { ...entry, registry };
        const instead = (0,registries_registry/* insteadOf */.c$)(index.all, (0,registries_wanted/* specFor */.Fq)(wanted, {}).registry_type);
        return unclear(`${org} has no private registry ${wanted.name}; a name means one that exists. ${instead}`, [], 'name');
    }
    const { registry_type: type = '', url = '' } = (0,registries_wanted/* specFor */.Fq)(wanted, {});
    const found = index.addressed.get((0,match/* addressOf */.ci)(type, url)) ?? [];
    if (found.length > 1)
        return unclear(`${org} has ${found.length} of ${type} at ${url}: ${names(found)}. Give 'name'.`, found);
    const hidden = index.unaddressed.get(type) ?? [];
    if (hidden.length > 0)
        return unclear(`This server does not show at which address ${names(hidden)} (${type}) of ${org} are, so nobody can tell whether they are ${type} at ${url}. Give 'name'.`, [...found, ...hidden]);
    const [registry] = found;
    return registry ? { ...entry, registry } : entry;
}
/** Two entries that mean the same registry are at fault, both. */
function withoutRivals(recognised) {
    const claims = Map.groupBy(recognised, ({ registry }) => registry?.name);
    return recognised.map(entry => {
        const { registry } = entry;
        const rival = registry && claims.get(registry.name)?.find(other => other !== entry);
        return rival ? against(entry, rival, `both mean ${(0,registries_registry/* describe */.q0)(registry)}; remove one of them`) : entry;
    });
}
/** A pinned entry that gets the address by which another one is recognised would make twins; both are at fault. */
function withoutTwins(recognised) {
    const moved = recognised.filter(isMoved);
    if (moved.length === 0)
        return [...recognised];
    const movedTo = Map.groupBy(moved, destinationOf);
    const unpinned = Map.groupBy(recognised.filter(entry => !isPinned(entry)), destinationOf);
    return recognised.map(entry => {
        if (isPinned(entry) && !isMoved(entry))
            return entry;
        const address = destinationOf(entry);
        const [rival] = (isPinned(entry) ? unpinned : movedTo).get(address) ?? [];
        const what = `would both be ${address.replace(' ', ' at ')}, and nobody could tell one from the other; give one another url, or remove it`;
        return rival ? against(entry, rival, what) : entry;
    });
}
function isPinned({ wanted }) {
    return wanted.name !== undefined;
}
/** Whether an entry gives its registry another type or address. */
function isMoved(entry) {
    const { registry } = entry;
    if (!isPinned(entry) || registry?.url === undefined)
        return false;
    return destinationOf(entry) !== (0,match/* addressOf */.ci)(registry.registry_type, registry.url);
}
/** The type and address that the registry of an entry is to have. */
function destinationOf({ wanted, registry }) {
    const { registry_type = registry?.registry_type ?? '', url = registry?.url ?? '' } = (0,registries_wanted/* specFor */.Fq)(wanted, {});
    return (0,match/* addressOf */.ci)(registry_type, url);
}
function against(entry, rival, what) {
    const place = (0,registries_wanted/* placeOf */.$t)(rival.wanted);
    const where = place ? `the entry on line ${place.line}` : 'another entry';
    const said = (0,registries_wanted/* sentenceAbout */.rp)(entry.wanted, `This entry and ${where} ${what}.`);
    return { ...entry, problems: [...entry.problems, said] };
}
function names(registries) {
    return registries.map(({ name }) => name).join(', ');
}

;// CONCATENATED MODULE: ./src/registries/plan.ts



/** One notice of all addresses that differ in nothing but letters. */
function respellingNotice(plans) {
    const names = plans
        .filter(({ respelt }) => respelt.length > 0)
        .map(({ org, respelt }) => `${respelt.join(', ')} of ${org}`);
    if (names.length === 0)
        return [];
    return [
        `GitHub shows the same address in other letters than those that are wanted (a slash at the end, a default port, upper case): ${names.join('; ')}. This is no drift and is not written; operation update with 'name' and 'url' can write it.`
    ];
}
/** The plan that makes an organization match what is wanted in it: creates and updates first, deletes last. */
function planApply(state, policy, occasion) {
    const { org } = state;
    const recognised = withoutTwins(recogniseAll(state));
    const planned = recognised.map(entry => planEntry(entry, { org, policy, ...occasion }));
    const plan = {
        org,
        steps: planned.map(({ step }) => step),
        problems: [],
        warnings: [],
        notices: planned.flatMap(({ notices }) => notices),
        respelt: recognised.flatMap(({ registry }, index) => registry && planned[index]?.isRespelt ? [registry.name] : []),
        drift: planned.some(({ drift }) => drift)
    };
    if (!policy.prune)
        return plan;
    if (state.entries.length === 0)
        return { ...plan, problems: [nothingWanted(org)] };
    const kept = new Set(recognised.flatMap(({ registry, unclear = [] }) => [registry, ...unclear].map(one => one?.name)));
    const unwanted = state.registries.filter(({ name }) => !kept.has(name));
    return withDeletes(plan, unwanted, policy.maxDeletions);
}
function nothingWanted(org) {
    return `Nothing is wanted in ${org}, so 'prune' would delete everything in it. Nothing is pruned; delete its registries one by one, or leave ${org} out.`;
}
/** Registries without a shown address are not pruned: nobody can tell whether they are wanted. */
function withDeletes(plan, unwanted, most) {
    const { org } = plan;
    const deleted = unwanted.filter(({ url }) => url);
    const hidden = unwanted.filter(({ url }) => !url).map(({ name }) => name);
    const changes = deleted.map((registry) => ({ action: 'delete', org, name: registry.name, registry }));
    const drift = plan.drift || deleted.length > 0;
    const warnings = hidden.length > 0
        ? [
            `This server does not show at which address ${hidden.join(', ')} of ${org} are; they are not pruned.`
        ]
        : [];
    const excess = excessOf(deleted, org, most);
    const deletes = excess
        ? changes.map(change => ({
            fault: {
                outcome: (0,registries_change/* outcomeOf */.sG)(change, { status: 'failed', reason: excess }),
                sentences: [],
                stops: 'organization'
            }
        }))
        : changes.map(change => ({ change }));
    return {
        ...plan,
        steps: [...plan.steps, ...deletes],
        problems: excess ? [excess] : [],
        warnings,
        drift
    };
}
function excessOf(deleted, org, most) {
    if (deleted.length <= most)
        return undefined;
    const names = deleted.slice(0, 10).map(({ name }) => name);
    const more = deleted.length > names.length ? ` and ${deleted.length - names.length} more` : '';
    return `'prune' would delete ${deleted.length} registries of ${org}, and 'max-deletions' is ${most}: ${names.join(', ')}${more}. Nothing was changed there; if this is meant, set 'max-deletions' to ${deleted.length}.`;
}

;// CONCATENATED MODULE: ./src/registries/rotation.ts







/** The plan that writes the secrets of registries that exist, and touches no other field. */
function planRotation(state, policy, occasion) {
    const planned = recogniseAll(state).map(entry => rotateOne(entry, { ...state, policy, ...occasion }));
    return {
        org: state.org,
        steps: planned.map(({ step }) => step),
        problems: [],
        warnings: planned.flatMap(({ warnings }) => warnings),
        notices: planned.flatMap(({ notices }) => notices),
        respelt: [],
        drift: false
    };
}
function rotateOne(entry, context) {
    const { org, policy, now, dryRun } = context;
    const { rewriteSecrets, allowedHosts } = policy;
    const { wanted, registry } = entry;
    if (!registry)
        return missing(entry, context);
    const { name } = registry;
    const keep = { action: 'keep', org, name, registry };
    const spec = (0,registries_wanted/* specFor */.Fq)(wanted, { auth_type: 'token', ...registry });
    const mismatch = mismatches(wanted, registry);
    if (mismatch.length > 0)
        return {
            step: faultOf({ ...keep, action: 'update', spec: {} }, mismatch, 'change'),
            notices: [],
            warnings: []
        };
    const takesSecret = (0,registries_registry/* needsSecret */.St)(spec, registry);
    const due = takesSecret && (0,registries_registry/* hasSecret */.TA)(spec) && isDue(registry, rewriteSecrets, now);
    const change = due ? { ...keep, action: 'update', spec: (0,registries_registry/* secretIn */.u7)(spec) } : keep;
    const organization = [...entry.problems, ...(due ? (0,check_values/* strayHostsOf */.M5)(registry, {}, allowedHosts) : [])];
    const unnamed = `${(0,registries_registry/* describe */.q0)(registry)} has no 'secret_env', so its secret is not rotated.`;
    return {
        ...stepOf(change, { run: [], organization }, { wanted, dryRun }),
        warnings: takesSecret && !(0,registries_registry/* hasSecret */.TA)(spec) ? [(0,registries_wanted/* sentenceAbout */.rp)(wanted, unnamed)] : []
    };
}
/** A registry that does not exist is the fault of its entry alone; several that may be meant stop the organization. */
function missing({ wanted, unclear, problems }, { org, registries }) {
    const spec = (0,registries_wanted/* specFor */.Fq)(wanted, {});
    const none = `${org} has no ${(0,registries_registry/* describe */.q0)(spec)}, so there is no secret to rotate. ${(0,registries_registry/* insteadOf */.c$)(registries, spec.registry_type)}`;
    const sentences = problems.length > 0 ? problems : [(0,registries_wanted/* sentenceAbout */.rp)(wanted, none)];
    const stops = unclear && unclear.length > 0 ? 'organization' : 'change';
    return { step: missingStep(wanted, org, sentences, stops), notices: [], warnings: [] };
}
/** Type and address beside a name are a check. */
function mismatches(wanted, registry) {
    const { registry_type, url } = wanted.spec;
    const said = [];
    if (registry_type !== undefined && registry_type !== registry.registry_type)
        said.push((0,registries_wanted/* sentenceAbout */.rp)(wanted, `${registry.name} is a ${registry.registry_type}, not a ${registry_type}.`, 'registry_type'));
    if (url !== undefined &&
        registry.url &&
        (0,match/* findByAddress */.B0)([registry], registry.registry_type, url).length === 0)
        said.push((0,registries_wanted/* sentenceAbout */.rp)(wanted, `${registry.name} is at ${registry.url}, not at ${url}.`, 'url'));
    return said;
}

;// CONCATENATED MODULE: ./src/state.ts



/**
 * Reads one organization: its registries, the ids of the repositories that are named if those are written, and side
 * by side the public key if a secret may be written.
 */
async function readState(at, wanted, { withRepositories }) {
    const { org } = at;
    const here = wanted.filter(one => (0,registries_wanted/* isWantedIn */.J)(one, org));
    try {
        const listed = at.registries.list();
        if (here.some(({ spec, defaults }) => (spec.secret ?? defaults.secret) !== undefined))
            at.sealer.askForKey();
        const [registries, entries] = await Promise.all([
            listed,
            withRepositories ? selectAll(here, at, listed) : here.map(one => ({ wanted: one, problems: [] }))
        ]);
        return { org, entries, registries };
    }
    catch (error) {
        if (!(error instanceof problem/* Problem */.AF))
            throw error;
        return { org, unread: error };
    }
}
/** The entries with ids instead of the names of their selected repositories, all found together. */
async function selectAll(wanted, at, listed) {
    const entries = wanted.map(one => ({ wanted: one, problems: [] }));
    // Only where an entry leaves its visibility to the registry has that to be known first.
    const registries = wanted.some(one => namesIn(one) && !visibilityOf(one)) ? await listed : [];
    const lists = recogniseAll({ org: at.org, entries, registries }).map(({ wanted: one, registry }) => (visibilityOf(one) ?? registry?.visibility) === 'selected' ? namesIn(one) : undefined);
    const resolved = await at.resolve(lists.filter(names => names !== undefined));
    return wanted.map((one, index) => {
        const found = lists[index] && resolved.shift();
        if (!found)
            return { wanted: one, problems: [] };
        const selection = found.problems.map(text => (0,registries_wanted/* sentenceAbout */.rp)(one, text, 'selected_repositories'));
        return { wanted: withIds(one, found.ids), problems: [], selection };
    });
}
function visibilityOf({ spec, defaults }) {
    return spec.visibility ?? defaults.visibility;
}
/** The names of the repositories that may come to use a registry: its own, else the defaults'. */
function namesIn({ spec, defaults }) {
    return spec.selected_repository_ids
        ? undefined
        : (spec.selected_repositories ?? defaults.selected_repositories);
}
function withIds(wanted, ids) {
    const level = wanted.spec.selected_repositories ? 'spec' : 'defaults';
    const { selected_repositories: _, ...fields } = wanted[level];
    return { ...wanted, [level]: { ...fields, selected_repository_ids: ids } };
}

;// CONCATENATED MODULE: ./src/apply.ts







/**
 * Apply, plan and rotate: reads every organization, plans, and carries the plans out side by side. What is wrong with
 * the manifest, the inputs or the variables stops everything before the first write, what is wrong in an organization
 * only that one.
 */
async function applyAll(request, means) {
    const withRepositories = request.operation !== 'rotate';
    const readings = await Promise.all(request.orgs.map(org => readState(means.at(org), request.wanted, { withRepositories })));
    const plans = readings.flatMap(reading => 'unread' in reading ? [] : planFor(request, reading, means.clock.now()));
    tellRemarks(plans, means.progress);
    const isStopped = plans.some(({ steps }) => steps.some(step => 'fault' in step && step.fault.stops === 'run'));
    const checked = isStopped ? plans : await Promise.all(plans.map(plan => withKey(plan, means.at(plan.org))));
    const going = isStopped ? [] : checked.filter(plan => !isHalted(plan));
    const executed = await executeAll(going, request, means);
    return resultOf(request, { readings, plans: checked, isStopped, executed });
}
function planFor(request, state, now) {
    const occasion = { now, dryRun: request.dryRun };
    return request.operation === 'rotate'
        ? planRotation(state, request.policy, occasion)
        : planApply(state, request.policy, occasion);
}
/** The same entry may give rise to the same remark in many organizations. */
function tellRemarks(plans, progress) {
    const notices = plans.flatMap(({ notices }) => notices);
    for (const notice of (0,problem/* unique */.Am)([...respellingNotice(plans), ...notices]))
        progress.notice(notice);
    for (const warning of (0,problem/* unique */.Am)(plans.flatMap(({ warnings }) => warnings)))
        progress.warning(warning);
}
/** A key that cannot seal is found out before anything is written. */
async function withKey(plan, at) {
    const sealed = plan.steps.some(step => 'change' in step && (0,registries_change/* specOf */.rI)(step.change).secret !== undefined);
    if (!sealed || isHalted(plan))
        return plan;
    try {
        await at.sealer.ready();
        return plan;
    }
    catch (error) {
        if (!(error instanceof problem/* Problem */.AF))
            throw error;
        return { ...plan, problems: [...plan.problems, ...error.sentences] };
    }
}
/** Whether nothing may be written in the organization of a plan. */
function isHalted({ problems, steps }) {
    return problems.length > 0 || steps.some(step => 'fault' in step && step.fault.stops !== 'change');
}
async function executeAll(plans, { operation, dryRun, reach }, { at, clock, deadline, progress }) {
    const each = plans.map(({ steps }) => writesIn(steps));
    // An App has a token for each organization, and their writes go on side by side.
    const writes = 'token' in reach.access ? each.reduce((sum, one) => sum + one, 0) : Math.max(0, ...each);
    const left = deadline - clock.now();
    if (!dryRun)
        announce(writes, { writeInterval: reach.writeInterval, left }, progress);
    const executed = plans.map(async ({ org, steps }) => {
        const part = progress.organization(org);
        const count = counter(steps, clock);
        const tell = (outcome, change) => part.tell(outcome, count(change));
        const result = await execute(steps, at(org), { dryRun, verifies: operation !== 'rotate', tell });
        part.end();
        for (const warning of result.warnings)
            progress.warning(warning);
        return [org, result];
    });
    // What nobody foresaw in one organization does not cut off the writes of another.
    await Promise.allSettled(executed);
    return new Map(await Promise.all(executed));
}
function writesIn(steps) {
    return steps.reduce((writes, step) => writes + ('change' in step ? (0,registries_change/* writesOf */.AP)(step.change) : 0), 0);
}
/** Counts the writes of one organization as they are done; the others may take as long as those took. */
function counter(steps, clock) {
    const total = writesIn(steps);
    const begun = clock.now();
    let done = 0;
    return change => {
        done += change ? (0,registries_change/* writesOf */.AP)(change) : 0;
        return { done, total, timeLeft: done === 0 ? undefined : ((clock.now() - begun) / done) * (total - done) };
    };
}
/** Told before the first write, so that nobody waits for what cannot be done in time. */
function announce(writes, { writeInterval, left }, progress) {
    const least = (writes - 1) * writeInterval;
    if (least <= left)
        return;
    progress.warning(`The plan has ${writes} writes, which take at least ${minutes(least)} with this 'write-interval', but 'timeout' leaves ${minutes(left)}. What does not fit is not attempted; run the step again for the rest, or set 'timeout' higher.`);
}
function minutes(milliseconds) {
    const seconds = Math.ceil(milliseconds / 1000);
    return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}


/***/ })

};
