public import InventoryCore
internal import InventoryVendorFacts
internal import InventoryWire

/// One report whose manifest was read, and nothing else.
public struct Report: Sendable {
    /// Where it lies.
    public let store: ReportStore
    /// The run that it is of.
    public let run: ReportRun
    /// When the manifest was written, by the store's clock; nil where the store does not tell.
    public let arrived: UTCInstant?
    /// The manifest; nil where it cannot be used, and ``manifestVerification`` says why.
    public let manifest: Manifest?
    /// What the manifest alone tells: its own steps, the others not reached.
    public let manifestVerification: Verification
    /// The manifest of a report that is no CSV, which others read, and what it tells but for that.
    package let columnar: (manifest: Manifest, verification: Verification)?
}

extension ReportStore {
    /// The newest complete report; nil where there is none.
    public func newestReport() async throws -> Report? {
        guard let run = try await newestComplete() else { return nil }
        return try await report(run)
    }

    /// Reads the manifest of a run and its checksum.
    /// - Parameter hasChecksum: false leaves the checksum out, which is a request less; its step is not reached then.
    /// - Throws: what the store throws; `invalidDocument` where the manifest does not tell which cloud it is of and
    ///   ``provider`` does not either, or where both say different things. A manifest that cannot be used is no error: see
    ///   ``Report/manifest``.
    public func report(_ run: ReportRun, hasChecksum: Bool = true) async throws -> Report {
        var found = Verification()
        found.manifest = run.manifest
        found.earliestStart = run.earliestStart
        var text = ManifestText(forms, scratch: scratch)
        var hash = try DigestStream(.md5)
        var unreadable: Int?
        let content: ObjectContent
        do {
            content = try await objects.read(run.manifest, in: bucket, from: 0, ifMatch: nil)
        } catch let error as InventoryError where error.code == .unsupported {
            // It is there, so an older run is not the newest report.
            found.place = place
            found.fail(VerificationFailure(.manifestUnreadable, error.message))
            return Report(
                store: self, run: run, arrived: nil, manifest: nil, manifestVerification: found, columnar: nil)
        }
        for try await piece in content.bytes {
            try hash.update(piece)
            guard unreadable == nil else { continue }
            do { try text.feed(piece) } catch let problem as JSONEvents.Problem { unreadable = problem.offset }
        }
        var files: ReportFiles?
        if unreadable == nil {
            do { files = try text.finish() } catch let problem as JSONEvents.Problem { unreadable = problem.offset }
        }
        if let unreadable {
            found.fail(
                VerificationFailure(
                    .manifestUnreadable, "the manifest is not valid JSON: byte \(unreadable + 1) is not expected there")
            )
        }
        let chosen = try forms(of: text, of: run)
        found.provider = chosen?.provider
        found.place = place
        found.isSnapshot = text.value(["destinationBucket"]) == WrittenManifest.destination
        if hasChecksum { try await checkChecksum(of: run, digest: try hash.finish(), chosen, &found) }
        for problem in text.problems { found.fail(VerificationFailure(problem.code, problem.message)) }
        let manifest = unreadable == nil ? manifest(text, files, run, chosen, &found) : nil
        found.dialect.formUnion(text.dialect)
        found.bucket = manifest?.fullBucket
        found.columns = manifest?.columns ?? []
        found.files = manifest?.files.count ?? 0
        if let manifest { found.earliestStart = manifest.earliestStart }
        guard manifest != nil || found.steps[.manifest] == .failed else {
            throw InventoryError(
                .invalidDocument,
                "'\(Printable.quoted(run.manifest.string))' does not tell which cloud it is of; name it (--cloud)")
        }
        found.end(.manifest, .passed)
        let usable = found.steps[.manifest] == .passed ? manifest : nil
        guard let usable, usable.format != .csv else {
            return Report(
                store: self, run: run, arrived: content.modified, manifest: usable, manifestVerification: found,
                columnar: nil)
        }
        let columnar = (usable, found)
        found.fail(Self.unsupported(usable.format.rawValue))
        return Report(
            store: self, run: run, arrived: content.modified, manifest: nil, manifestVerification: found,
            columnar: columnar)
    }

    /// The forms of the cloud that the manifest is of; nil where a manifest that cannot be used does not tell.
    private func forms(of text: ManifestText, of run: ReportRun) throws(InventoryError) -> ReportForms? {
        let told = forms.first { form in
            form.marks.contains { mark in text.value([mark.member])?.hasPrefix(mark.begins) ?? false }
        }
        guard let provider else { return told ?? forms.first { $0.provider == home } }
        guard let named = forms.first(where: { $0.provider == provider }) else {
            throw InventoryError(.unsupported, "reports of '\(Printable.quoted(provider.rawValue))' cannot be read")
        }
        if let told, told.provider != provider {
            throw InventoryError(
                .invalidDocument,
                "'\(Printable.quoted(run.manifest.string))' is a manifest of \(told.provider), not of \(provider)")
        }
        return named
    }

    private func checkChecksum(
        of run: ReportRun, digest: [UInt8], _ forms: ReportForms?, _ found: inout Verification
    ) async throws {
        let names = forms.map { [$0.checksumObject] } ?? self.forms.map(\.checksumObject)
        guard let name = names.compactMap(\.self).first else { return found.end(.manifestChecksum, .absent) }
        var bytes: [UInt8] = []
        do {
            let content = try await objects.read(ExactText(run.folder + name), in: bucket, from: 0, ifMatch: nil)
            // 32 digits, and whatever blanks stand round them.
            for try await piece in content.bytes where bytes.count < 4096 { bytes += piece }
        } catch let error as InventoryError where error.code == .objectNotFound {
            return found.end(.manifestChecksum, .absent)
        } catch let error as InventoryError where error.code == .unsupported {
            // It is there: whoever put it there does not want the manifest to pass unchecked.
            return found.fail(VerificationFailure(.manifestChecksumMismatch, error.message))
        }
        let isBlank: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let told = String(
            decoding: bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed(), as: UTF8.self)
        guard MD5Text.digest(told) == digest else {
            return found.fail(
                VerificationFailure(
                    .manifestChecksumMismatch, "the manifest is not the one that '\(name)' was made for"))
        }
        found.dialect.insert(MD5Text.hasCapitals(told) ? .upperManifestChecksum : .lowerManifestChecksum)
        found.end(.manifestChecksum, .passed)
    }
}
