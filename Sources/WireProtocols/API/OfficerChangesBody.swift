package import CAInterface
import PKIFormats

/// The officers' changes to a pending request: a member of `GET …/requests/{requestId}/record`.
package struct OfficerChangesBody: Hashable, Sendable, Codable {
    /// One extension that the certificate gets, or gets not.
    package struct Extension: Hashable, Sendable, Codable {
        package var oid: String
        /// The dotted form where the library has no name.
        package var name: String
        package var critical: Bool
        /// The certificate does not have it.
        package var disabled: Bool
        /// Base64 of the DER of the value; absent for one that is kept out.
        package var value: String?
    }

    package var attributes: [String: String]
    package var extensions: [Extension]
    /// The officer and the time of the last change; absent for changes of before both were kept.
    package var changedBy: String?
    package var changedWhen: String?

    package init(_ changes: OfficerChanges) {
        attributes = Dictionary(changes.attributes.map { ($0.name, $0.value) }) { _, last in last }
        extensions = changes.extensions.map { change in
            Extension(
                oid: change.oid.dotted,
                name: change.oid.nameOrDotted,
                critical: change.critical,
                disabled: change.disabled,
                value: change.disabled ? nil : Base64.encode(change.value)
            )
        }
        changedBy = changes.changedBy
        changedWhen = changes.changedWhen.map(WireDate.text)
    }
}
