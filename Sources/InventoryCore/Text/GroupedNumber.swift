extension BinaryInteger {
    /// The number as people read it: `1,234,567`. Alike in every locale; for programs it is written plain.
    package var grouped: String {
        let digits = Array(String(magnitude).utf8)
        var text: [UInt8] = self < 0 ? [0x2D] : []
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(0x2C) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
