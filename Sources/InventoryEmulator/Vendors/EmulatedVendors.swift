extension EmulatedProvider {
    /// The clouds that have a dialect of their own. A new one is a folder beside this file and a name here.
    public static let clouds: [EmulatedProvider] = [
        .tencentCOS, .huaweiOBS, .amazonS3, .alibabaOSS, .volcengineTOS,
    ]

    /// All that the emulator plays: the clouds and their relatives.
    public static let all: [EmulatedProvider] = clouds + relatives
}
