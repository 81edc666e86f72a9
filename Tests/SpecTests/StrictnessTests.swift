import SpecKit
import Testing

/// A typo in a spec must be an error that names the file and the key, never a fact that is quietly left out.
struct StrictnessTests {
    static let files = Vendor.all.flatMap { vendor in
        ["provider", "features", "errors", "endpoints", "reference"].map { "\(vendor.folder)/\($0).json" }
    }
    // No page of these manuals is among those that the lists were made of: there is no entry to be strict about.
    .filter { !["alibaba-oss", "amazon-s3", "volcengine-tos"].map { "\($0)/reference.json" }.contains($0) }

    /// Decodes a text as the file that its name says it is.
    private func decode(_ text: String, as file: String) throws {
        switch file.split(separator: "/").last {
        case "provider.json": _ = try StrictJSON.decode(ProviderFile.self, from: Array(text.utf8), file: file)
        case "features.json": _ = try StrictJSON.decode(FeaturesFile.self, from: Array(text.utf8), file: file)
        case "errors.json": _ = try StrictJSON.decode(ErrorsFile.self, from: Array(text.utf8), file: file)
        case "endpoints.json": _ = try StrictJSON.decode(EndpointsFile.self, from: Array(text.utf8), file: file)
        default: _ = try StrictJSON.decode(ReferenceFile.self, from: Array(text.utf8), file: file)
        }
    }

    /// The message with which a text is refused.
    private func refusal(of text: String, as file: String) throws -> String {
        let error = try #require(throws: SpecError.self) { try decode(text, as: file) }
        #expect(error.file == file)
        return error.message
    }

    @Test(arguments: files) func `An unknown key is refused by name, wherever it stands`(file: String) throws {
        let text = try SpecFolder.locate().text(at: file)
        try decode(text, as: file)
        // Into every object in turn, so that no type forgets to check. Host names are keys of their own.
        var count = 0
        for index in text.indices where text[index] == "{" && !text[..<index].hasSuffix("\"named\": ") {
            let next = text[text.index(after: index)...].first { !$0.isWhitespace }
            guard next == "\"" else { continue }  // a pattern's {bucket}
            var changed = text
            changed.insert(contentsOf: "\"zzz\": 1, ", at: text.index(after: index))
            #expect(try refusal(of: changed, as: file).contains("zzz"), "at \(text[index...].prefix(60))")
            count += 1
        }
        #expect(count > 3)
    }

    @Test(arguments: files) func `A key that stands twice is refused by name`(file: String) throws {
        let text = try SpecFolder.locate().text(at: file)
        let pair = try #require(text.firstRange(of: /"[a-zA-Z]+": "[^"\n]*"/), "no pair")
        let key = text[pair].dropFirst().prefix { $0 != "\"" }
        let message = try refusal(of: text.replacingCharacters(pair, "\(text[pair]), \(text[pair])"), as: file)
        #expect(message.contains("\(key)' stands twice"))
    }

    @Test(arguments: [
        (#""support": "native", "spelling": "Daily""#, #""support": "native""#, "'spelling' is missing"),
        (
            #""support": "native", "spelling": "Daily""#, #""support": "absent", "spelling": "Daily""#,
            "goes with native"
        ),
        (#""schedule.daily": "#, #""schedule.dayly": "#, "did you mean 'schedule.daily'?"),
        (#""status": "documented""#, #""status": "certain""#, "status"),
        (#""source": "DOC-PUT, S000, S001, S004""#, #""source": " ""#, "a fact needs a source"),
    ])
    func `A bad answer to a feature is refused with its reason`(part: String, bad: String, reason: String) throws {
        let text = try SpecFolder.locate().text(at: "tencent-cos/features.json")
        let place = try #require(text.firstRange(of: part))
        #expect(try refusal(of: text.replacingCharacters(place, bad), as: "features.json").contains(reason))
    }

    @Test func `A feature without an answer is named`() throws {
        let text = try SpecFolder.locate().text(at: "tencent-cos/features.json")
        let line = try #require(text.firstMatch(of: /\ *"field\.Crc64":[^\n]*\n/))
        let message = try refusal(of: text.replacing(line.output, with: ""), as: "features.json")
        #expect(message.contains("missing: field.Crc64"))
    }

    @Test func `An error behind a plain one of the same code is refused: it would never be reached`() throws {
        let text = try SpecFolder.locate().text(at: "tencent-cos/errors.json")
        let message = #", "message": "Request has expired""#
        let plain = text.replacing(message, with: "")
        #expect(try refusal(of: plain, as: "errors.json").contains("'AccessDenied' was already answered"))
    }

    @Test func `A meaning that is no error code of ours is refused`() throws {
        let text = try SpecFolder.locate().text(at: "tencent-cos/errors.json")
        let bad = text.replacing(#""meaning": "tooManyRules""#, with: #""meaning": "tooMany""#)
        #expect(try refusal(of: bad, as: "errors.json").contains("errors.[4].meaning"))
    }

    @Test func `A folder that is not there, and a case with a file that nothing reads, are errors`() throws {
        let specs = try SpecFolder.locate()
        #expect(throws: SpecError.self) { try specs.wireCases(of: "no-cloud") }
        #expect(throws: SpecError.self) { try specs.exchangeCases(of: "tencent-cos/wire/monthly") }
        #expect(throws: SpecError.self) { try VendorSpec(folder: "neutral", in: specs) }
    }
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<Index>, _ text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
