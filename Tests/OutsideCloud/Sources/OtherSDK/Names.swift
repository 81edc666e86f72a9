// Another library, with the names that libraries for object stores have.

public struct Plan: Sendable {
    public init() {}
}

public struct HTTPRequest: Sendable {
    public init() {}
}

public struct Limits: Sendable {
    public init() {}
}

public struct Filter: Sendable {
    public init() {}
}
