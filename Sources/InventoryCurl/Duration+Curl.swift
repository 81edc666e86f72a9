extension Duration {
    /// libcurl keeps some time-outs in 32 bits: 24 days is the most that fits.
    private static var longest: Duration { .seconds(24 * 86_400) }

    /// Whole milliseconds, rounded up so that nothing ends early; 0 would mean "no limit" to libcurl, so at least 1.
    var curlMilliseconds: Int {
        let (seconds, attoseconds) = max(.zero, min(self, .longest)).components
        return max(Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000), 1)
    }

    /// Whole seconds, rounded up, at least 1.
    var curlSeconds: Int { (curlMilliseconds + 999) / 1000 }

    /// The duration for a sentence: `300 ms`, `5 s`.
    var inWords: String {
        let milliseconds = curlMilliseconds
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
