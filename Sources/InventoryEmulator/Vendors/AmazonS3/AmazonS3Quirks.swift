/// The open points of S3, and what its relatives do otherwise.
enum AmazonS3Quirks {
    enum PutStatus: String, QuirkChoice {
        case noContent = "204"
        case ok = "200"
    }
    enum NotFoundCode: String, QuirkChoice {
        case NoSuchConfiguration, NoSuchInventoryConfiguration, NoSuchInventoryConfig
    }
    enum WrongRegion: String, QuirkChoice {
        case PermanentRedirect, TemporaryRedirect, AuthorizationHeaderMalformed, IllegalLocationConstraintException
    }
    enum Namespace: String, QuirkChoice { case s3, none }

    static let putStatus = Quirk(
        .amazonS3, "putStatus", PutStatus.noContent, "the status of a PUT that was carried out",
        source: "LSAWS, BOTO: its model says 200")
    static let notFoundCode = Quirk(
        .amazonS3, "notFoundCode", NotFoundCode.NoSuchConfiguration, "the code for an unknown rule",
        source: "LSAWS; relatives and other servers have codes of their own")
    static let wrongRegion = Quirk(
        .amazonS3, "wrongRegion", WrongRegion.PermanentRedirect, "what a bucket asked for in another region answers",
        source: "BOTO, REC")
    static let newerFields = Quirk(
        .amazonS3, "newerFields", Acceptance.accepted,
        "whether the optional fields that only the newest model has are taken", source: "BOTO had 16 fields, and now 19"
    )
    static let unknownElements = Quirk(
        .amazonS3, "unknownElements", UnknownElements.refused, "what happens to elements that no page names",
        source: "S3-API says nothing")
    static let firstPageToken = Quirk(
        .amazonS3, "firstPageToken", TokenEcho.absent, "whether ContinuationToken stands empty on the first page",
        source: "S3-API says nothing")
    static let elementOrder = Quirk(
        .amazonS3, "elementOrder", ElementOrder.documented, "the order of the elements in answers",
        source: "S3-API, LSAWS: any order is taken")
    static let fieldOrder = Quirk(
        .amazonS3, "fieldOrder", FieldOrder.asGiven, "the order of the optional fields in answers",
        source: "S3-API says nothing")
    static let namespace = Quirk(
        .amazonS3, "namespace", Namespace.s3, "the namespace of answers", source: "S3-API; relatives leave it out")
    static let errorBody = Quirk(
        .amazonS3, "errorBody", ErrorBody.xml, "what an error answer holds", source: "S3-ERR; gateways answer otherwise"
    )

    static let all: [EmulatorQuirk] = [
        putStatus.described, notFoundCode.described, wrongRegion.described, newerFields.described,
        unknownElements.described, firstPageToken.described, elementOrder.described, fieldOrder.described,
        namespace.described, errorBody.described,
    ]
}
