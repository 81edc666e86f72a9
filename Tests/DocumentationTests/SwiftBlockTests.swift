import Foundation
import TestShell
import Testing

/// Every ```swift block compiles against the modules as built.
@Suite struct SwiftBlockTests {
    @Test func `every Swift block compiles`() async throws {
        let folder = try ScratchFolder()
        var files: [String] = []
        for (index, page) in Page.all.enumerated() {
            let blocks = page.blocks("swift").filter { !Self.isManifest($0) }
            guard !blocks.isEmpty else { continue }
            files.append("Page\(index).swift")
            try folder.write(Self.source(of: blocks, page: page, number: index), to: files.last!)
        }
        try #require(files.count >= 6)
        try await typecheck(
            files, in: folder, ["-I", Repository.products.appending(path: "Modules").path] + moduleMaps)
    }

    @Test func `every manifest compiles`() async throws {
        let folder = try ScratchFolder()
        let manifests = Page.all.flatMap { $0.blocks("swift") }.filter(Self.isManifest)
        try #require(manifests.count >= 2)
        let toolchain = try await Shell.run(["sh", "-c", "dirname $(dirname $(readlink -f $(command -v swiftc)))"])
        let library = toolchain.output.trimmingCharacters(in: .whitespacesAndNewlines) + "/lib/swift/pm/ManifestAPI"
        for manifest in manifests {
            try folder.write(manifest.text, to: "Package.swift")
            try await typecheck(
                ["Package.swift"], in: folder, ["-I", library, "-package-description-version", "6.2.0"])
        }
    }

    private func typecheck(_ files: [String], in folder: ScratchFolder, _ options: [String]) async throws {
        let result = try await Shell.run(
            ["swiftc", "-typecheck", "-swift-version", "6", "-module-name", "Documentation"] + options + files,
            in: folder.url)
        #expect(result.status == 0, "\(result.output)")
    }

    /// Imports first; every block a function of its own, with its place in the page for the compiler's messages.
    private static func source(of blocks: [Page.Block], page: Page, number: Int) -> String {
        let imports = Set(blocks.flatMap(\.lines).filter { $0.hasPrefix("import ") }).sorted()
        var source = imports.joined(separator: "\n") + "\n"
        for (index, block) in blocks.enumerated() {
            let body = block.lines.map { $0.hasPrefix("import ") ? "" : $0 }.joined(separator: "\n")
            source += "func page\(number)Block\(index)() async throws {\n"
            source += "#sourceLocation(file: \"\(page.path)\", line: \(block.line))\n\(body)\n#sourceLocation()\n}\n"
        }
        return source
    }

    private static func isManifest(_ block: Page.Block) -> Bool {
        block.lines.first?.hasPrefix("// swift-tools-version") == true
    }

    /// The C modules below ours.
    private var moduleMaps: [String] {
        func folders(_ path: URL) -> [URL] {
            (try? FileManager.default.contentsOfDirectory(at: path, includingPropertiesForKeys: nil)) ?? []
        }
        let checkouts = Repository.root.appending(path: ".build/checkouts")
        let places =
            folders(Repository.root.appending(path: "Sources"))
            + folders(Repository.products).filter { $0.pathExtension == "build" }
            + folders(checkouts).flatMap { folders($0.appending(path: "Sources")) }.map {
                $0.appending(path: "include")
            }
        return places.map { $0.appending(path: "module.modulemap").path }
            .filter { FileManager.default.fileExists(atPath: $0) }
            .flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
    }
}
