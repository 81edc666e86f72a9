extension SpecFolder {
    /// The cases of `<vendor>/wire/`, sorted by name.
    package func wireCases(of vendor: String) throws(SpecError) -> [WireCase] {
        var cases: [WireCase] = []
        for name in try caseNames(in: "\(vendor)/wire") {
            cases.append(try WireCase(vendor: vendor, name: name, in: self))
        }
        return cases
    }

    /// The cases of `<vendor>/signing/`, sorted by name.
    package func signingCases(of vendor: String) throws(SpecError) -> [SigningCase] {
        var cases: [SigningCase] = []
        for name in try caseNames(in: "\(vendor)/signing") {
            cases.append(try SigningCase(vendor: vendor, name: name, in: self))
        }
        return cases
    }

    /// The cases of `<vendor>/exchanges/`, sorted by name.
    package func exchangeCases(of vendor: String) throws(SpecError) -> [ExchangeCase] {
        var cases: [ExchangeCase] = []
        for file in try caseNames(in: "\(vendor)/exchanges") {
            guard file.hasSuffix(".http") else {
                throw SpecError("\(vendor)/exchanges/\(file)", "exchanges are .http files")
            }
            cases.append(try ExchangeCase(vendor: vendor, name: String(file.dropLast(5)), in: self))
        }
        return cases
    }

    /// Every name on the vendor's pages.
    package func reference(of vendor: String) throws(SpecError) -> ReferenceFile {
        try decode(at: "\(vendor)/reference.json")
    }

    /// Reads every case of every vendor.
    /// - Returns: how many there are.
    /// - Throws: ``SpecError`` for the first that is not in order.
    package func checkCases() throws(SpecError) -> Int {
        var count = try corpus().count
        for vendor in try vendors() {
            count += vendor.endpoints.cases.count
            count += try wireCases(of: vendor.folder).count + signingCases(of: vendor.folder).count
            let exchanges = Set(try exchangeCases(of: vendor.folder).map(\.name))
            count += exchanges.count
            for entry in try reference(of: vendor.folder).pages.flatMap(\.entries)
            where !exchanges.contains(entry.exchange) {
                throw SpecError(
                    "\(vendor.folder)/reference.json", "\(entry.name): there is no exchange '\(entry.exchange)'")
            }
        }
        for relative in try relatives() {
            count += try relative.endpoints.cases.count + wireCases(ofRelative: relative.folder).count
        }
        return count
    }

    /// The cases of a relative, which has some where its documents differ.
    package func wireCases(ofRelative folder: String) throws(SpecError) -> [WireCase] {
        exists("\(folder)/wire") ? try wireCases(of: folder) : []
    }

    /// The names in a folder of cases, which may not be empty.
    private func caseNames(in folder: String) throws(SpecError) -> [String] {
        let names = try entries(of: folder)
        guard !names.isEmpty else { throw SpecError(folder, "there is no case in it") }
        return names
    }

    /// A file's bytes without its last line feed, which belongs to the file and not to the document.
    func content(at path: String) throws(SpecError) -> [UInt8] {
        var bytes = try bytes(at: path)
        if bytes.last == 0x0A { bytes.removeLast() }
        return bytes
    }

    /// Refuses a file that nothing reads, and a folder that lacks one.
    func allow(_ files: Set<String>, optional: Set<String>, in folder: String) throws(SpecError) {
        let found = Set(try entries(of: folder))
        if let stranger = found.subtracting(files).sorted().first {
            throw SpecError(folder, "'\(stranger)' is none of \(files.sorted().joined(separator: ", "))")
        }
        if let missing = files.subtracting(optional).subtracting(found).sorted().first {
            throw SpecError(folder, "'\(missing)' is missing")
        }
    }
}
