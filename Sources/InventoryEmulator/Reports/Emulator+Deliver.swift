internal import InventoryWire

extension Emulator {
    /// Writes the report of a stored rule into the destination, as that cloud does: files of rows, then the manifest. Lists
    /// the current objects that begin with what the order says, at the time of the emulator's clock; asks for no signature.
    /// - Returns: the objects that were written, in order; nil where there is no such rule.
    @discardableResult
    public func deliver(_ delivery: ReportDelivery, of provider: EmulatedProvider) -> [EmulatedObject]? {
        let source = BucketKey(provider: provider, name: delivery.bucket)
        let now = clock()
        let (found, shelf) = state.withLock { ($0.buckets[source]?.rule(delivery.rule), $0.objects[source]) }
        guard found != nil else { return nil }
        guard delivery.fault != .lost else { return [] }
        let entries = (shelf ?? ObjectShelf([])).current.filter { $0.key.starts(with: delivery.listing.utf8) }
        let job = ReportJob(
            delivery: delivery, time: now, count: entries.count,
            bytes: entries.reduce(0) { $0 + $1.object.content.size })
        let objects = report(job, entries, provider.vendor.reports).map { key, bytes in
            EmulatedObject(key, .bytes(bytes), lastModified: now)
        }
        for object in objects { place(object, in: delivery.destination, of: provider) }
        return objects
    }

    private func report(
        _ job: ReportJob, _ entries: [ObjectShelf.Entry], _ layout: ReportLayout
    ) -> [(key: String, bytes: [UInt8])] {
        let (home, run) = (layout.home(job), layout.run(job.time))
        let text = Array(entries.map { layout.row(job, $0) + "\n" }.joined().utf8)
        let whole = layout.isCompressed ? StoredGzip.file(text) : text
        let names = (0..<(job.delivery.fault == .doubled ? 2 : 1)).map { number in
            Self.md5(Array("\(home) \(run) \(number)".utf8))
        }
        let files = names.map {
            ReportFile(
                key: "\(home)/\(layout.file(run, $0))", size: whole.count, md5: Self.md5(whole), rows: entries.count)
        }
        let arrived = job.delivery.fault == .cut ? Array(whole.prefix(whole.count / 2)) : whole
        var objects = files.map { (key: $0.key, bytes: arrived) }
        guard job.delivery.fault != .late else { return objects }
        let manifest = Array(layout.manifest(job, files).utf8)
        if layout.hasChecksum {
            objects.append(("\(home)/\(run)/manifest.checksum", Array(Self.md5(manifest).utf8)))
        }
        // The last: whoever sees it finds all the rest.
        objects.append(("\(home)/\(run)/manifest.json", manifest))
        return objects
    }

    private static func md5(_ bytes: [UInt8]) -> String { (try? Digest.md5(bytes)).map(Hex.encode) ?? "" }
}
