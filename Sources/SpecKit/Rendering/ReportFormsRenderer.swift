import InventoryCore
import InventoryVendorFacts

/// Writes the report forms of all clouds as one Swift literal. The same facts give the same bytes.
enum ReportFormsRenderer {
    static let fileName = "ReportForms+All.swift"

    static func file(_ all: [ReportForms]) -> String {
        let head = """
            // Rendered from ProviderSpecs/*/reports.json by `swift run spec-gen`. Edit the facts there.
            // swift-format-ignore-file

            import InventoryCore

            extension ReportForms {
                /// The forms of every cloud whose reports can be read.
                public static let all: [ReportForms] = [

            """
        return head + all.map(literal).joined() + "    ]\n}\n"
    }

    private static func literal(_ forms: ReportForms) -> String {
        let (members, columns) = (forms.members, forms.columns)
        let marks = forms.marks.map { "ManifestMark(member: \(quoted($0.member)), begins: \(quoted($0.begins)))" }
        return """
                    ReportForms(
                        provider: \(quoted(forms.provider.rawValue)),
                        marks: [\(marks.joined(separator: ", "))],
                        runFolders: [\(forms.runFolders.map { ".\($0)" }.joined(separator: ", "))],
                        otherFolders: \(list(forms.otherFolders)),
                        checksumObject: \(quoted(forms.checksumObject)),
                        members: ManifestMembers(
                            bucket: \(quoted(members.bucket)), account: \(quoted(members.account)),
                            started: \(list(members.started)),
                            format: \(quoted(members.format)), schema: \(quoted(members.schema)),
                            rows: \(quoted(members.rows)), files: \(quoted(members.files)),
                            fileKey: \(quoted(members.fileKey)), fileSize: \(quoted(members.fileSize)),
                            fileChecksum: \(list(members.fileChecksum)), fileRows: \(quoted(members.fileRows))),
                        hasFileChecksums: \(forms.hasFileChecksums),
                        hasCounts: \(forms.hasCounts),
                        bucketsMayLackAccount: \(forms.bucketsMayLackAccount),
                        columns: ReportColumns(
                            bucket: \(list(columns.bucket)), account: \(list(columns.account)), key: \(list(columns.key)),
                            size: \(list(columns.size)), modified: \(list(columns.modified)), etag: \(list(columns.etag)),
                            multipart: \(list(columns.multipart)),
                            encryption: \(list(columns.encryption)), crc64: \(list(columns.crc64)),
                            version: \(list(columns.version)), latest: \(list(columns.latest)),
                            deleteMarker: \(list(columns.deleteMarker))),
                        hasComparableCRC64: \(forms.hasComparableCRC64),
                        plainEncryption: \(list(forms.plainEncryption)),
                        etagsCanBeMD5: \(forms.etagsCanBeMD5)),

            """
    }

    private static func list(_ texts: [String]) -> String {
        "[\(texts.map { quoted($0) }.joined(separator: ", "))]"
    }

    private static func quoted(_ text: String?) -> String {
        guard let text else { return "nil" }
        return "\"" + text.unicodeScalars.map { $0.escaped(asASCII: false) }.joined() + "\""
    }
}
