internal import Glibc

/// A few texts of which an element may hold one, all in one run of bytes: no text is made to find out which.
package struct WordTable: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    package init(_ words: [String]) {
        for word in words {
            bytes += Array(word.utf8)
            ends.append(bytes.count)
        }
    }

    package var count: Int { ends.count }

    /// The position of the word that is an element's text, white space around it left out.
    package func index(of element: ElementTable.Element, in table: ElementTable) -> Int? {
        table.withText(of: element) { position(of: ElementTable.trimmed($0)) }
    }

    private func position(of text: UnsafeBufferPointer<UInt8>) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for (index, end) in ends.enumerated() {
                if end - start == text.count,
                    text.isEmpty || memcmp(bytes.baseAddress! + start, text.baseAddress!, text.count) == 0
                {
                    return index
                }
                start = end
            }
            return nil
        }
    }
}
