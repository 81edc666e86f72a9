import FoundationEssentials
import Glibc
import SpecKit

/// `swift run spec-gen`: checks `ProviderSpecs/` and writes everything that is rendered from it.
@main enum SpecGen {
    static func main() {
        do {
            try run()
        } catch {
            print("spec-gen: \(error)")
            exit(1)
        }
    }

    private static func run() throws {
        let specs = try SpecFolder.locate()
        let count = try specs.checkCases()
        for file in try Rendering.files(of: specs) {
            let url = specs.root.deletingLastPathComponent().appending(path: file.path)
            if (try? Data(contentsOf: url)) == Data(file.text.utf8) { continue }
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: url)
            print("wrote \(file.path)")
        }
        print("\(count) cases are in order")
    }
}
