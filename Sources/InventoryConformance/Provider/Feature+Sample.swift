internal import InventoryCore

extension Feature {
    /// Rules that ask for this feature and for nothing else that the cloud lets one leave out, simplest first. Empty for
    /// what no rule asks for.
    func samples(_ bench: Workbench) -> [InventoryRule] {
        let samples = forms.map { form in
            var rule = bench.rule()
            form(&rule, bench.subject)
            return rule
        }
        return samples.map { sample in
            var rule = sample
            for condition in bench.capabilities.conditions where condition.feature == self {
                for form in condition.requires.forms { form(&rule, bench.subject) }
            }
            return rule
        }
    }

    /// Makes a rule ask for this feature too.
    func ask(of rule: inout InventoryRule, _ subject: ConformanceSubject) { forms.first?(&rule, subject) }

    private typealias Form = (inout InventoryRule, ConformanceSubject) -> Void

    private var forms: [Form] {
        switch self {
        case .dailySchedule: [{ rule, _ in rule.schedule = .daily }]
        case .weeklySchedule: [{ rule, _ in rule.schedule = .weekly }]
        // A cloud that lets one choose the day may want it chosen.
        case .monthlySchedule:
            [
                { rule, _ in rule.schedule = .monthly(day: nil) },
                { rule, subject in rule.schedule = .monthly(day: subject.has(.monthlyDay) ? 1 : nil) },
            ]
        case .monthlyDay: [{ rule, _ in rule.schedule = .monthly(day: 28) }]
        case .otherSchedule: [{ rule, _ in rule.schedule = .other(.foreign) }]
        case .currentVersions: [{ rule, _ in rule.content.versions = .current }]
        case .allVersions: [{ rule, _ in rule.content.versions = .all }]
        case .otherVersions: [{ rule, _ in rule.content.versions = .other(.foreign) }]
        case .prefixFilter:
            [{ rule, subject in rule.content.filter.prefix = ExactText("\(subject.mark)/feature/") }]
        case .tagFilter: [{ rule, _ in rule.content.filter.tags = [Tag("tier", "cold")] }]
        case .createdFilter:
            [{ rule, _ in rule.content.filter.created = .sample }]
        case .modifiedFilter: [{ rule, _ in rule.content.filter.modified = .sample }]
        case .sizeFilter: [{ rule, _ in rule.content.filter.size = SizeSpan(from: 1024, to: 1_048_576) }]
        case .storageClassFilter: [{ rule, subject in rule.content.filter.storageClass = subject.storageClass }]
        case .sizeField: column(.size)
        case .lastModifiedField: column(.lastModified)
        case .storageClassField: column(.storageClass)
        case .eTagField: column(.eTag)
        case .isMultipartUploadedField: column(.isMultipartUploaded)
        case .replicationStatusField: column(.replicationStatus)
        case .encryptionStatusField: column(.encryptionStatus)
        case .tagField: column(.tag)
        case .crc64Field: column(.crc64)
        case .userMetadataField: column(.userMetadata("owner"))
        case .otherField: column(.other(.foreign))
        case .csvFormat: [{ rule, _ in rule.content.format = .csv }]
        case .orcFormat: [{ rule, _ in rule.content.format = .orc }]
        case .parquetFormat: [{ rule, _ in rule.content.format = .parquet }]
        case .otherFormat: [{ rule, _ in rule.content.format = .other(.foreign) }]
        case .reportPrefix: [{ rule, subject in rule.destination.prefix = ExactText("\(subject.mark)/reports") }]
        case .reportOwner:
            [{ rule, subject in rule.destination.owner = subject.reports.owner ?? "100000000001" }]
        case .reportRole: [{ rule, subject in rule.destination.role = subject.reports.role ?? "conformance" }]
        case .reportEncryption: [{ rule, _ in rule.content.encryption = .serviceManaged }]
        case .reportKMS:
            [
                { rule, subject in
                    rule.content.encryption = .kms
                    rule.destination.kmsKey = subject.reports.kmsKey ?? "conformance"
                }
            ]
        case .otherEncryption: [{ rule, _ in rule.content.encryption = .other(.foreign) }]
        case .oneOff: []
        }
    }

    private func column(_ field: ReportField) -> [Form] { [{ rule, _ in rule.content.fields.list.append(field) }] }
}

extension CreationWindow {
    /// A window of some years.
    fileprivate static let sample = CreationWindow(
        from: UTCInstant(secondsSinceEpoch: 1_600_000_000), to: UTCInstant(secondsSinceEpoch: 1_700_000_000))
}

extension VendorName {
    /// A name of a cloud that is never the subject's.
    static let foreign = VendorName(provider: "conformance-cloud", name: "Unheard")
}
