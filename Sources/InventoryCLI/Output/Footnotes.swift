/// Remarks that would stand in many rows of a table: each row has their numbers, and each is said once below it.
struct Footnotes {
    /// More of them are not kept: memory must not grow with the table.
    static let most = 99

    private var numbers: [String: Int] = [:]

    /// The marks of a row that says these: `(1) (2)`. What there is no number left for is said in full.
    mutating func marks(of remarks: [String]) -> String {
        remarks.map { remark in
            if numbers[remark] == nil, numbers.count < Self.most { numbers[remark] = numbers.count + 1 }
            return numbers[remark].map { "(\($0))" } ?? remark
        }.joined(separator: " ")
    }

    /// What is said below the table.
    var lines: [String] { numbers.sorted { $0.value < $1.value }.map { "(\($0.value)) \($0.key)" } }
}
