import PKIFormats

/// The entity tag of an authority's security: its revision in quotation marks.
package enum RevisionTag {
    package static func text(_ revision: Int) -> String { "\"\(revision)\"" }

    package static func ifMatch(_ revision: Int?) -> String? { revision.map(text) }

    /// The value of `If-Match`: one tag, or `*` for any revision.
    package static func revision(ifMatch text: String) throws(BodyError) -> Int? {
        if text == "*" { return nil }
        guard text.count >= 3, text.hasPrefix("\""), text.hasSuffix("\""), let revision = Int(text.dropFirst().dropLast()) else {
            throw BodyError(
                field: "If-Match",
                value: String(text.prefix(60)),
                reason: "the tag \(text.prefix(60)) is not one that this server gave; read the value again and send its ETag, such as \"3\""
            )
        }
        return revision
    }
}
