import CloudInventory
import InventoryConformance
import InventoryCore
import InventoryEmulator
import InventoryProviderKit
import InventoryWire
import TestSupport
import Testing

/// An emulated cloud with objects, as the cases want it.
private struct ObjectCloud {
    static let objects: [ExactText: [UInt8]] = Dictionary(
        uniqueKeysWithValues: ["x/a b+c", "x/100%", "x/日志/é", "x/d//e", "x/f/g/h", "x/empty", "x/z"].map {
            (ExactText($0), $0 == "x/empty" ? [] : Array("bytes of \($0)".utf8))
        })

    static func subject(_ provider: EmulatedProvider) throws -> ObjectSubject {
        let cloud = try EmulatedCloud(provider)
        let emulator = Emulator(
            EmulatorConfiguration(
                credentials: cloud.emulator.configuration.credentials,
                buckets: [
                    EmulatedBucket(
                        provider: provider, name: provider.bucketName, region: provider.region,
                        objects: objects.map {
                            EmulatedObject($0.key.string, .text(String(decoding: $0.value, as: UTF8.self)))
                        }
                            + [EmulatedObject("y", .text("beside"))])
                ]), clock: { cloud.time.seconds })
        let vendor = try #require(Vendors.all.first { $0.id == cloud.id })
        let options = ProviderOptions(
            transport: EmulatorTransport(emulator, as: provider),
            credentials: FixedCredential(Credential(accessKey: TestKeys.access, secretKey: Secret(TestKeys.secret))),
            services: cloud.services)
        return ObjectSubject(
            store: HTTPProvider(vendor, options: options), bucket: cloud.bucket, objects: objects, prefix: "x/",
            absentKey: "x/absent")
    }
}

/// A store that breaks one promise, and the case that has to find it.
struct ObjectFault: ObjectStore, CustomTestStringConvertible {
    enum Kind: String, CaseIterable {
        case losesTheLastObject = "Every object is listed once with its length, level by level and page by page"
        case ignoresThePrefix = "A list begins with its prefix, byte by byte"
        case ignoresTheOffset = "An object is read from anywhere in it"
        case ignoresTheEntityTag = "An object is read by the entity tag that it has, and not by another"
        case inventsAbsentObjects = "An object that is not there is an error of its own"
    }

    var base: any ObjectStore
    var kind: Kind

    var testDescription: String { "\(kind)" }

    func objects(
        in bucket: BucketAddress, under prefix: ExactText, delimiter: String?, after cursor: PageCursor?
    ) async throws -> ObjectPage {
        var page = try await base.objects(
            in: bucket, under: kind == .ignoresThePrefix ? "" : prefix, delimiter: delimiter, after: cursor)
        if kind == .losesTheLastObject { _ = page.objects.popLast() }
        return page
    }

    func read(
        _ key: ExactText, in bucket: BucketAddress, from offset: Int64, ifMatch etag: String?
    ) async throws -> ObjectContent {
        try await base.read(
            kind == .inventsAbsentObjects ? "x/z" : key, in: bucket, from: kind == .ignoresTheOffset ? 0 : offset,
            ifMatch: kind == .ignoresTheEntityTag ? nil : etag)
    }
}

@Suite(.timeLimit(.minutes(5))) struct `Object conformance` {
    /// The clouds that are spoken to, of those that are played.
    static let providers = EmulatedProvider.allCases.filter { provider in
        Vendors.all.contains { $0.id.rawValue == provider.rawValue }
    }

    @Test(arguments: providers, ConformanceSuite.objects)
    func `every cloud's objects keep the contract`(
        provider: EmulatedProvider, test: ConformanceCase<ObjectSubject>
    ) async throws {
        try await test.run(on: try ObjectCloud.subject(provider))
    }

    @Test(arguments: ObjectFault.Kind.allCases) func `the cases notice a store that breaks it`(kind: ObjectFault.Kind)
        async throws
    {
        var subject = try ObjectCloud.subject(.huaweiOBS)
        subject.store = ObjectFault(base: subject.store, kind: kind)
        let test = try #require(ConformanceSuite.objects.first { $0.name == kind.rawValue })
        guard case .failed = try await test.result(on: subject).outcome else {
            Issue.record("'\(test.name)' passes")
            return
        }
    }
}
