package import InventoryCore
internal import InventoryWire

/// How a cloud writes rules: their elements, and how their values are spelled, looked up by their bytes. Made once a codec: a list has a thousand values, and
/// nearly all of them are one of a few.
package final class WireVocabulary: Sendable {
    package let capabilities: Capabilities
    let elements: RuleElements
    let columns: Spellings<ReportField>
    let schedules: Spellings<Schedule>
    let versions: Spellings<ObjectVersions>
    let formats: Spellings<ReportFormat>
    /// Parts of the namespaces that the cloud's documents are known to have.
    let namespaces: [String]
    /// Whether the cloud's documents can hold every character: JSON does, XML does not.
    let holdsEveryCharacter: Bool

    package init(
        _ capabilities: Capabilities, elements: RuleElements, namespaces: [String] = [],
        holdsEveryCharacter: Bool = false
    ) {
        self.capabilities = capabilities
        self.elements = elements
        self.namespaces = namespaces
        self.holdsEveryCharacter = holdsEveryCharacter
        columns = Spellings(ReportField.plain.map { ($0, $0.feature) }, capabilities)
        schedules = Spellings(
            [(.daily, .dailySchedule), (.weekly, .weeklySchedule), (.monthly(day: nil), .monthlySchedule)], capabilities
        )
        versions = Spellings([(.current, .currentVersions), (.all, .allVersions)], capabilities)
        formats = Spellings([(.csv, .csvFormat), (.orc, .orcFormat), (.parquet, .parquetFormat)], capabilities)
    }

    /// The name that nobody but this cloud knows.
    func own(_ spelling: String) -> VendorName {
        VendorName(provider: capabilities.provider, name: ExactText(spelling))
    }
}

/// The known values of one kind.
struct Spellings<Value: Sendable>: Sendable {
    private let words: WordTable
    private let values: [Value]

    init(_ known: [(Value, Feature)], _ capabilities: Capabilities) {
        let spelled = known.compactMap { value, feature in capabilities[feature].spelling.map { ($0, value) } }
        words = WordTable(spelled.map(\.0))
        values = spelled.map(\.1)
    }

    var count: Int { values.count }

    /// The value that is spelled as an element's text, white space around it left out.
    func value(of element: ElementTable.Element, in table: ElementTable) -> Value? {
        words.index(of: element, in: table).map { values[$0] }
    }
}
