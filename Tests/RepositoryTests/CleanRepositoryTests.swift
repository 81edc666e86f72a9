import Foundation
import Testing

/// What is committed works on any machine, and depends on nothing that is not pinned.
@Suite struct CleanRepositoryTests {
    @Test func `no file names a place on somebody's machine`() throws {
        // Put together here, since this file is searched too.
        var places = [["work", ""], ["opt", "swift-packages"], ["tmp", "bash_jobs"], ["home", ""], ["Users", ""]]
            .map { "/" + $0.joined(separator: "/") }
        let checkout = Repository.root.path
        if checkout.split(separator: "/").count > 1 { places.append(checkout) }
        // Whatever registry this machine is set up with is nobody else's business.
        for variable in ["PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "GOPROXY", "HTTPS_PROXY"] {
            let value = ProcessInfo.processInfo.environment[variable].flatMap { URL(string: $0)?.host() }
            if let host = value, !["pypi.org", "proxy.golang.org", "localhost", "127.0.0.1"].contains(host) {
                places.append(host)
            }
        }
        #expect(Repository.files.count > 300)
        let needles = places.map { Data($0.utf8) }
        let named = try Repository.files.filter { path in
            let file = try Data(contentsOf: Repository.root.appending(path: path))
            return needles.contains { file.range(of: $0) != nil }
        }
        #expect(named == [])
    }

    @Test func `nothing that is built is committed`() {
        for path in Repository.files {
            let built = path.contains(".build/") || path.hasSuffix(".o") || path.hasSuffix("Package.resolved")
            #expect(!built, "\(path)")
        }
    }

    /// How many files there are at least: a folder that moved must not pass as an empty one.
    @Test(
        arguments: [
            ("Tests/Vectors/cos/", 4), ("Tests/Vectors/obs/", 4), ("ProviderSpecs/neutral/rules/", 34),
            ("ProviderSpecs/tencent-cos/signing/", 95), ("ProviderSpecs/tencent-cos/wire/", 88),
            ("ProviderSpecs/tencent-cos/exchanges/", 24), ("ProviderSpecs/huawei-obs/signing/", 150),
            ("ProviderSpecs/huawei-obs/wire/", 40), ("ProviderSpecs/huawei-obs/exchanges/", 10),
        ]) func `the cases are there`(_ folder: String, _ least: Int) throws
    {
        let files = Repository.files.filter { $0.hasPrefix(folder) }
        #expect(files.count >= least, "\(folder) has \(files.count) files")
        for path in files { #expect(!(try Repository.text(path)).isEmpty, "\(path) is empty") }
    }

    @Test func `every cloud has the same facts`() throws {
        let clouds = Set(
            Repository.files.filter { $0.hasPrefix("ProviderSpecs/") && $0.hasSuffix("/provider.json") }
                .map { $0.split(separator: "/")[1] })
        #expect(clouds.count == (try Repository.vendors().count))
        for cloud in clouds {
            for name in ["provider", "features", "errors", "endpoints", "reports"] {
                #expect(Repository.files.contains("ProviderSpecs/\(cloud)/\(name).json"))
            }
        }
    }
}
