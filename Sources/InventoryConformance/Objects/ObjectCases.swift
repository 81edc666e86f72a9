internal import InventoryCore

extension ConformanceSuite {
    /// What every `ObjectStore` must do, on objects that are known.
    public static let objects: [ConformanceCase<ObjectSubject>] = ObjectCases.lists + ObjectCases.reads

    /// Runs every object case over the network, one after another. Throws `CancellationError` alone.
    @discardableResult
    public static func run(
        on subject: ObjectSubject, each: (CaseResult) -> Void = { _ in }
    ) async throws -> [CaseResult] {
        var results: [CaseResult] = []
        for test in objects {
            let result = try await test.result(on: subject)
            each(result)
            results.append(result)
        }
        return results
    }
}

/// The cases of object stores, by what they are about.
enum ObjectCases {
    typealias Case = ConformanceCase<ObjectSubject>

    static let lists: [Case] = [
        Case("Every object is listed once with its length, level by level and page by page") { subject in
            var found: [ExactText: Int64] = [:]
            var waiting = [subject.prefix]
            while let prefix = waiting.popLast() {
                let level = try await subject.list(under: prefix)
                waiting += level.folders
                for entry in level.objects {
                    try subject.require(
                        found.updateValue(entry.size, forKey: entry.key) == nil, "'\(entry.key)' is listed twice")
                }
            }
            let known = subject.objects.mapValues { Int64($0.count) }
            try subject.require(
                found == known, "of \(known.count) objects \(found.count) are listed, or with other lengths")
        },
        Case("A list begins with its prefix, byte by byte") { subject in
            for key in subject.objects.keys.sorted().prefix(5) {
                let level = try await subject.list(under: key)
                let names = level.objects.map(\.key) + level.folders
                try subject.require(
                    names.contains(key) && names.allSatisfy { $0.hasPrefix(key) }, "under '\(key)' \(names) are listed")
            }
        },
        Case("A prefix that nothing begins with gives an empty list") { subject in
            let level = try await subject.list(under: subject.absentKey)
            try subject.require(
                level.objects.isEmpty && level.folders.isEmpty, "under '\(subject.absentKey)' something is listed")
        },
    ]

    static let reads: [Case] = [
        Case("An object is read byte for byte, with its length and its entity tag") { subject in
            for (key, bytes) in subject.objects.sorted(by: { $0.key < $1.key }) {
                let content = try await subject.store.read(key, in: subject.bucket, from: 0, ifMatch: nil)
                try subject.require(
                    content.size == Int64(bytes.count), "'\(key)' has \(bytes.count) bytes, not \(content.size)")
                try subject.require(try await subject.bytes(of: content) == bytes, "'\(key)' is read as other bytes")
            }
        },
        Case("An object is read from anywhere in it") { subject in
            for (key, bytes) in subject.objects where bytes.count > 1 {
                for offset in Set([1, bytes.count / 2, bytes.count - 1]).sorted() {
                    let content = try await subject.store.read(
                        key, in: subject.bucket, from: Int64(offset), ifMatch: nil)
                    try subject.require(
                        content.size == Int64(bytes.count), "from byte \(offset) '\(key)' has another length")
                    let read = try await subject.bytes(of: content)
                    try subject.require(
                        read == Array(bytes[offset...]), "from byte \(offset) '\(key)' is read as other bytes")
                }
            }
        },
        Case("An object is read by the entity tag that it has, and not by another") { subject in
            guard let (key, bytes) = subject.objects.first(where: { $0.value.count > 1 }) else { return }
            let content = try await subject.store.read(key, in: subject.bucket, from: 0, ifMatch: nil)
            guard let etag = content.etag else { return }
            let again = try await subject.store.read(key, in: subject.bucket, from: 1, ifMatch: etag)
            try subject.require(
                try await subject.bytes(of: again) == Array(bytes[1...]), "by its entity tag it is read as other bytes")
            try await subject.failure(
                .objectChanged, of: "a read by another entity tag", key,
                ifMatch: "\"00000000000000000000000000000000\"")
        },
        Case("An object that is not there is an error of its own") { subject in
            try await subject.failure(.objectNotFound, of: "a read of an absent object", subject.absentKey)
        },
        Case("A task that was cancelled reads nothing") { subject in
            guard let key = subject.objects.keys.sorted().first else { return }
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                let content = try await subject.store.read(key, in: subject.bucket, from: 0, ifMatch: nil)
                _ = try await subject.bytes(of: content)
            }
            switch await task.result {
            case .success: throw ConformanceFailure("a cancelled read succeeds")
            case .failure(let error):
                try subject.require(error is CancellationError, "a cancelled read ends with \(error)")
            }
        },
    ]
}
