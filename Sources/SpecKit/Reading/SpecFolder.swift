package import FoundationEssentials
import InventoryCore
package import InventoryVendorFacts

/// `ProviderSpecs/` on disk.
package struct SpecFolder: Sendable {
    package var root: URL

    package init(root: URL) { self.root = root }

    /// The folder of this very checkout, found from where this source file lies.
    /// - Throws: ``SpecError`` when it is not there: a moved folder must not look like an empty one.
    package static func locate() throws(SpecError) -> SpecFolder {
        let package = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let folder = SpecFolder(root: package.appending(path: "ProviderSpecs"))
        guard try folder.entries(of: "").contains(where: { $0 == "neutral" || $0 == "tencent-cos" }) else {
            throw SpecError(folder.root.path, "this is not ProviderSpecs: it holds no vendor")
        }
        return folder
    }

    /// The vendors' folders, sorted: every folder with a `provider.json`.
    package func vendorFolders() throws(SpecError) -> [String] {
        try entries(of: "").filter { exists("\($0)/provider.json") }
    }

    /// Every vendor's facts.
    package func vendors() throws(SpecError) -> [VendorSpec] {
        var specs: [VendorSpec] = []
        for folder in try vendorFolders() { specs.append(try VendorSpec(folder: folder, in: self)) }
        return specs
    }

    /// The facts of every relative of a vendor: of every folder with a `profile.json`.
    package func relatives() throws(SpecError) -> [VendorSpec] {
        var specs: [VendorSpec] = []
        for folder in try entries(of: "") where exists("\(folder)/profile.json") {
            specs.append(try VendorSpec(profile: folder, in: self))
        }
        return specs
    }

    /// How every cloud writes its reports: of every folder with a `reports.json`.
    /// - Throws: ``SpecError``, also for a folder that is named otherwise than its cloud.
    package func reportForms() throws(SpecError) -> [ReportForms] {
        var all: [ReportForms] = []
        for folder in try entries(of: "") where exists("\(folder)/reports.json") {
            let file: ReportsFile = try decode(at: "\(folder)/reports.json")
            guard file.forms.provider.rawValue == folder else {
                throw SpecError(
                    "\(folder)/reports.json", "provider: '\(file.forms.provider)' stands in the folder '\(folder)'")
            }
            all.append(file.forms)
        }
        return all
    }

    /// Whether there is such a file or folder.
    package func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

    /// The names in a folder, sorted, without hidden ones.
    package func entries(of path: String) throws(SpecError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: url(path).path).filter { !$0.hasPrefix(".") }
                .sorted()
        } catch {
            throw SpecError(path.isEmpty ? root.path : path, "there is no such folder")
        }
    }

    /// A file's bytes.
    package func bytes(at path: String) throws(SpecError) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: url(path)))
        } catch {
            throw SpecError(path, "there is no such file")
        }
    }

    /// A file's text, which must be UTF-8.
    package func text(at path: String) throws(SpecError) -> String {
        guard let text = String(validating: try bytes(at: path), as: UTF8.self) else {
            throw SpecError(path, "not UTF-8")
        }
        return text
    }

    /// A JSON file, strictly.
    package func decode<Value: Decodable>(_ type: Value.Type = Value.self, at path: String) throws(SpecError) -> Value {
        try StrictJSON.decode(type, from: try bytes(at: path), file: path)
    }

    private func url(_ path: String) -> URL { path.isEmpty ? root : root.appending(path: path) }
}
