public import InventoryCore
public import InventoryVendorFacts

/// The reports of one rule, wherever they lie: in a cloud, in a folder, behind transfers of your own.
///
/// ```swift
/// let store = ReportStore(try FolderStore("/srv/reports"))
/// for run in try await store.runs() { print(run.manifest, run.isComplete) }
/// ```
public struct ReportStore: Sendable {
    /// Where the reports lie.
    public var objects: any ObjectStore
    /// The bucket that they lie in.
    public var bucket: BucketAddress
    /// What every name begins with: the whole bucket where empty.
    public var prefix: ExactText
    /// The forms of the clouds that are understood.
    public var forms: [ReportForms]
    /// The cloud that the reports are of, where their manifests do not tell it.
    public var provider: ProviderID?
    /// The cloud in which they lie: taken where neither their manifests nor ``provider`` tell. Reports may lie in another
    /// cloud than the one that wrote them.
    public var home: ProviderID?
    /// Where files without a name are made for what does not fit into memory.
    public var scratch: ScratchFolder

    public init(
        _ objects: any ObjectStore, bucket: BucketAddress = FolderStore.bucket, prefix: ExactText = "",
        forms: [ReportForms] = ReportForms.all, provider: ProviderID? = nil, scratch: ScratchFolder = ScratchFolder()
    ) {
        self.objects = objects
        self.bucket = bucket
        self.prefix = prefix
        self.forms = forms
        self.provider = provider
        self.scratch = scratch
    }

    /// The rule whose reports they are; nil where that is not known.
    public var rule: InventoryRule?

    /// What is to be said of reports that are not there, with the place.
    public var noReport: Verification {
        var found = Verification()
        found.place = place
        return found
    }

    /// Where the reports lie, for people.
    public var place: String {
        let below = prefix.isEmpty ? "" : " below '\(Printable.quoted(prefix.string))'"
        guard let folder = objects as? FolderStore else { return "\(bucket)\(below)" }
        return "the folder '\(Printable.quoted(folder.path))'\(below)"
    }

    /// Every run, newest first, unfinished ones too. Lists the store; reads no object.
    /// - Throws: what the store throws; `invalidAddress` when the reports of more than one rule lie there.
    public func runs() async throws -> [ReportRun] {
        var found: [ReportRun] = []
        for candidate in try await candidates(below: [prefix]) { found.append(try await probed(candidate)) }
        if found.contains(where: \.isComplete) || found.isEmpty { return found }
        // A report prefix may look like the folder of a run.
        var inside: [ReportRun] = []
        for candidate in try await candidates(below: found.map { ExactText($0.folder) }) {
            inside.append(try await probed(candidate))
        }
        return inside.isEmpty ? found : inside
    }

    /// The newest run that is complete; nil where there is none. Looks at the newest runs only.
    /// - Throws: as ``runs()`` does.
    public func newestComplete() async throws -> ReportRun? {
        for candidate in try await candidates(below: [prefix]) {
            let run = try await probed(candidate)
            if run.isComplete { return run }
        }
        return try await runs().first(where: \.isComplete)
    }

    private func probed(_ candidate: ReportRun) async throws -> ReportRun {
        var run = candidate
        let page = try await objects.objects(in: bucket, under: run.manifest, delimiter: "/", after: nil)
        run.isComplete = page.objects.contains { $0.key == run.manifest }
        return run
    }

    /// How many folders are looked into, and how many may wait.
    private static let mostFolders = 10_000

    /// Folders that are named like runs, newest first. Beside them nothing is looked for: there lie data.
    private func candidates(below prefixes: [ExactText]) async throws -> [ReportRun] {
        let others = Set(forms.flatMap(\.otherFolders))
        var (waiting, runs, visited) = (prefixes, [ReportRun](), 0)
        while let prefix = waiting.popLast() {
            visited += 1
            let folders = try await folders(under: prefix)
            guard visited <= Self.mostFolders, waiting.count + folders.count <= 10 * Self.mostFolders else {
                throw InventoryError(
                    .invalidAddress, "there are too many folders to look for reports in; name the folder of the reports"
                )
            }
            let found = self.runs(among: folders)
            runs += found
            guard found.isEmpty else { continue }
            waiting += folders.filter { !others.contains(String(lastPart($0.string[...]))) }
        }
        let rules = Set(runs.map(\.rule))
        guard rules.count < 2 else {
            throw InventoryError(
                .invalidAddress,
                "the reports of \(rules.count) rules lie there ("
                    + rules.sorted().prefix(5).map { "'\(Printable.quoted($0))'" }.joined(separator: ", ")
                    + "); name the place of one rule's reports")
        }
        return runs.newestFirst
    }

    /// Those of the folders that are named like runs. Whether they are complete is not known.
    func runs(among folders: [ExactText]) -> [ReportRun] {
        let names = Set(forms.flatMap(\.runFolders)).sorted { $0.rawValue < $1.rawValue }
        return folders.compactMap { folder in
            RunName(String(lastPart(folder.string[...])), in: names).map { name in
                ReportRun(
                    manifest: ExactText(folder.string + ReportRun.manifestName), isComplete: false,
                    earliestStart: name.earliest, form: name.form)
            }
        }
    }

    /// The folders of one level, whose names begin so.
    func folders(under prefix: ExactText) async throws -> [ExactText] {
        var (folders, cursor) = ([ExactText](), PageCursor?.none)
        repeat {
            let page = try await objects.objects(in: bucket, under: prefix, delimiter: "/", after: cursor)
            folders += page.folders
            guard page.next == nil || page.next != cursor else {
                throw InventoryError(.malformedReply, "the list of \(bucket) leads in a circle; try again")
            }
            cursor = page.next
        } while cursor != nil && folders.count <= 10 * Self.mostFolders
        return folders
    }
}
