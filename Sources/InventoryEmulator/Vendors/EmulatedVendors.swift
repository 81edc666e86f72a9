extension EmulatedProvider {
    /// The clouds that the emulator plays. A new one is a folder beside this file and a name here.
    public static let all: [EmulatedProvider] = [
        .tencentCOS, .huaweiOBS, .amazonS3, .alibabaOSS, .volcengineTOS,
    ]
}
