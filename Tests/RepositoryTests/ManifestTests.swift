import Testing

@Suite struct ManifestTests {
    /// Package.swift without comments, all white space one blank.
    static let manifest: String = {
        let text = (try? Repository.text("Package.swift")) ?? ""
        return SourceFile(path: "Sources/Package.swift", text: text).code.map(\.text).joined(separator: " ")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }()

    @Test func `every package is taken from the version that it was tested with`() {
        let packages = Self.manifest.matches(of: /\.package\((?<what>[^)]*)\)/)
        #expect(packages.count == 2)
        for package in packages {
            #expect(package.what.contains(/url: "https:\/\/github\.com\/[\w-]+\/[\w-]+", from: "\d+\.\d+\.\d+"/))
        }
    }

    @Test func `every use of a package stands behind a trait`() {
        // One use without a condition would make every embedder fetch it.
        let uses = Self.manifest.matches(of: /\.product\( ?name: "(\w+)", package: "([\w-]+)"(?<rest>[^)]*\)?)/)
        #expect(uses.count == 4)
        for use in uses { #expect(use.rest.contains(/condition: \.when\(traits: \["\w+"\]/), "\(use.0)") }
    }

    @Test func `no setting keeps the package from being a dependency`() {
        for word in ["unsafeFlags", "branch:", "revision:", ".plugin(", "path: \"../"] {
            #expect(!Self.manifest.contains(word), "\(word)")
        }
    }

    @Test func `the strict settings hold for every target`() {
        for word in [
            "swiftLanguageModes: [.v6]", "\"ExistentialAny\"", "\"InternalImportsByDefault\"",
            "\"MemberImportVisibility\"", "\"NonisolatedNonsendingByDefault\"", ".treatAllWarnings(as: .error)",
            "for target in package.targets where target.type != .system",
        ] {
            #expect(Self.manifest.contains(word), "\(word)")
        }
    }
}
