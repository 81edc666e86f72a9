import FoundationEssentials
import SpecKit

/// `swift run spec-gen`: writes everything that is rendered from `ProviderSpecs/`.
@main enum SpecGen {
    static func main() throws {
        let specs = try SpecFolder.locate()
        for file in try Rendering.files(of: specs) {
            let url = specs.root.deletingLastPathComponent().appending(path: file.path)
            if (try? Data(contentsOf: url)) == Data(file.text.utf8) { continue }
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: url)
            print("wrote \(file.path)")
        }
    }
}
