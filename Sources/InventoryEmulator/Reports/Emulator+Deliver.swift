internal import InventoryWire

extension Emulator {
    /// Writes the report of a stored rule into the bucket that the rule names, as that cloud does: files of rows, then the
    /// manifest. Lists what lies below the rule's prefix, with the rule's columns, every version where the rule says so, at
    /// the time of the emulator's clock. Asks for no signature, and does not mind whether the rule is switched on.
    /// - Returns: the objects that were written, in order; nil where there is no such rule, or none that can be read.
    @discardableResult
    public func deliver(_ delivery: ReportDelivery, of provider: EmulatedProvider) -> [EmulatedObject]? {
        let source = BucketKey(provider: provider, name: delivery.bucket)
        let now = clock()
        let (found, shelf) = state.withLock { ($0.buckets[source]?.rule(delivery.rule), $0.objects[source]) }
        guard let found, let order = ReportOrder(found.stored.document) else { return nil }
        guard delivery.fault != .lost else { return [] }
        let all = shelf ?? ObjectShelf([])
        let entries = (order.hasAllVersions ? all.versions : all.current).filter { $0.key.starts(with: order.listing) }
        let job = ReportJob(
            rule: delivery.rule, bucket: delivery.bucket, order: order, fault: delivery.fault, time: now,
            count: entries.count, bytes: entries.reduce(0) { $0 + $1.object.content.size })
        let objects = report(job, entries, provider.vendor.reports).map { key, bytes in
            EmulatedObject(key, .bytes(bytes), lastModified: now)
        }
        for object in objects { place(object, in: order.destination, of: provider) }
        return objects
    }

    private func report(
        _ job: ReportJob, _ entries: [ObjectShelf.Entry], _ layout: ReportLayout
    ) -> [(key: String, bytes: [UInt8])] {
        let (home, run) = (layout.home(of: job), layout.run(job.time))
        let columns = layout.columns(of: job.order)
        let text = Array(layout.rows(entries, columns, of: job).utf8)
        let whole = layout.isCompressed ? StoredGzip.file(text) : text
        let names = (0..<(job.fault == .doubled ? 2 : 1)).map { number in
            Self.md5(Array("\(home) \(run) \(number)".utf8))
        }
        let files = names.map {
            ReportFile(
                key: "\(home)/\(layout.file(run, $0))", size: whole.count, md5: Self.md5(whole), rows: entries.count)
        }
        let arrived = job.fault == .cut ? Array(whole.prefix(whole.count / 2)) : whole
        var objects = files.map { (key: $0.key, bytes: arrived) }
        guard job.fault != .late else { return objects }
        let manifest = Array(layout.manifest(job, columns.joined(separator: layout.separator), files).utf8)
        if layout.hasChecksum {
            objects.append(("\(home)/\(run)/manifest.checksum", Array(Self.md5(manifest).utf8)))
        }
        // The last: whoever sees it finds all the rest.
        objects.append(("\(home)/\(run)/manifest.json", manifest))
        return objects
    }

    private static func md5(_ bytes: [UInt8]) -> String { (try? Digest.md5(bytes)).map(Hex.encode) ?? "" }
}
