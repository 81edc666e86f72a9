/// What a `Range` header asks of an object of that size.
enum ObjectRange: Equatable {
    /// The whole object: no header, or one that the vendor does not read.
    case whole
    case part(Range<Int>)
    case unsatisfiable

    /// - Parameters:
    ///   - takesSuffix: whether `bytes=-n`, the last n bytes, is read or ignored.
    ///   - mustFit: whether a range that leaves the object is ignored, and not cut or refused.
    init(_ header: String?, size: Int, takesSuffix: Bool, mustFit: Bool = false) {
        guard let header, header.hasPrefix("bytes="), !header.contains(",") else {
            self = .whole
            return
        }
        let parts = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            self = .whole
            return
        }
        switch (Int(parts[0]), Int(parts[1])) {
        case (let first?, let last):
            let end = parts[1].isEmpty ? size - 1 : last ?? .max
            self =
                mustFit && max(first, end) >= size
                ? .whole : Self.from(first, last, isOpen: parts[1].isEmpty, size: size)
        case (nil, let count?) where takesSuffix && parts[0].isEmpty:
            self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
        default: self = .whole
        }
    }

    private static func from(_ first: Int, _ last: Int?, isOpen: Bool, size: Int) -> ObjectRange {
        // A number beyond 64 bits is behind every end.
        let last = last ?? .max
        guard isOpen || first <= last else { return .whole }
        return first < size ? .part(first..<(min(last, size - 1) + 1)) : .unsatisfiable
    }
}
