package import InventoryCore
internal import InventoryWire

/// The elements of a cloud's rules: what each is called, what it means, and in which order they are written. Readers and
/// writers go by it.
package struct RuleElements: Sendable {
    /// What an element of a rule says.
    package enum Part: Sendable {
        case id, isEnabled, destination, schedule, filter, versions, fields
        /// A truth value that every rule of this package has false; the remark is for one that has it true.
        case falsehood(StaticString)
    }

    /// What an element of the destination says.
    package enum DestinationPart: Sendable {
        case format, owner, role, bucket, prefix, encryption
        /// Another spelling of the owner. It is read, and not written.
        case ownerAlias
        /// A kind of encryption without the element around it. It is read, and not written.
        case encryptionAlone
    }

    /// What an element of a flat filter says.
    package enum FilterPart: Sendable { case prefix, modifiedFrom, modifiedTo, sizeFrom, sizeTo, storageClass }

    let rule: ElementNames<Part>
    /// The element within `Destination` that has the destination's parts.
    let wrapper: StaticString
    /// Whether the parts stand in `Destination` itself. The wrapper is read all the same.
    let isFlat: Bool
    let destination: ElementNames<DestinationPart>
    /// What a report bucket's name may begin with, up to the colon, beside the bare name.
    let bucketScheme: String?
    /// The kinds of encryption.
    let encryption: ElementNames<ReportEncryption>
    /// The same in objects of JSON, where SDKs call them otherwise.
    let encryptionInObjects: ElementNames<ReportEncryption>
    /// The element of the schedule that has the day of the month; nil where a schedule is a frequency alone.
    let dayOfMonth: StaticString?
    let filter: ElementNames<FilterPart>

    package init(
        rule: ElementNames<Part>, wrapper: StaticString, isFlat: Bool = false,
        destination: ElementNames<DestinationPart>, bucketScheme: String? = nil,
        encryption: ElementNames<ReportEncryption> = [:], encryptionInObjects: ElementNames<ReportEncryption> = [:],
        dayOfMonth: StaticString? = nil, filter: ElementNames<FilterPart> = ["Prefix": .prefix]
    ) {
        self.rule = rule
        self.wrapper = wrapper
        self.isFlat = isFlat
        self.destination = destination
        self.bucketScheme = bucketScheme
        self.encryption = encryption
        self.encryptionInObjects = encryptionInObjects
        self.dayOfMonth = dayOfMonth
        self.filter = filter
    }
}

/// The names of elements that stand side by side, in the order in which they are written, and what each one means.
package struct ElementNames<Meaning: Sendable>: Sendable, ExpressibleByDictionaryLiteral {
    let rows: [(name: StaticString, meaning: Meaning)]

    package init(dictionaryLiteral rows: (StaticString, Meaning)...) {
        self.rows = rows.map { (name: $0.0, meaning: $0.1) }
    }

    /// What the element of that name means; nil for one that the table does not have.
    func meaning(of name: ElementName) -> Meaning? {
        for row in rows where row.name ~= name { return row.meaning }
        return nil
    }
}
