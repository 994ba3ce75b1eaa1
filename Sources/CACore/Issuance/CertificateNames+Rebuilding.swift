import PKIFormats

extension CertificateNames {
    /// A value of a name that must not appear in a certificate.
    struct ValueError: Error {
        let type: OID
        let value: String
        let fault: NameError
    }

    /// The same name in the form for a certificate: every value in the string type of its attribute, without blanks at its ends, in the order that DER
    /// requires.
    ///
    /// A name that already has this form is used unchanged.
    static func rebuilt(_ name: DistinguishedName) throws(ValueError) -> DistinguishedName {
        let count = name.rdns.reduce(0) { $0 + $1.attributes.count }
        if count > mostValues, let first = name.rdns.first?.attributes.first {
            throw ValueError(
                type: first.type,
                value: first.value.string,
                fault: NameError("is the first of \(count) values; no certificate has room for so many", remedy: "Ask for a shorter name.")
            )
        }
        var parts: [RelativeDistinguishedName] = []
        parts.reserveCapacity(name.rdns.count)
        var isAsWritten = true
        var domain: String?
        for rdn in name.rdns {
            var attributes: [AttributeTypeAndValue] = []
            attributes.reserveCapacity(rdn.attributes.count)
            for attribute in rdn.attributes {
                let type = attribute.type
                if attributes.contains(where: { $0.type == type }) {
                    throw ValueError(
                        type: type,
                        value: attribute.value.string,
                        fault: NameError(
                            "is the second value of its attribute in one part of the name",
                            remedy: "Give each \(type.shown) a part of its own."
                        )
                    )
                }
                let text = try text(of: attribute)
                if let fault = AttributeSyntax.fault(in: text, of: type) { throw ValueError(type: type, value: text, fault: fault) }
                if type == OID.domainComponent { domain = text }
                if attribute.value.kind == AttributeSyntax.kind(of: type), attribute.value.string.utf8.count == text.utf8.count {
                    attributes.append(attribute)
                } else {
                    isAsWritten = false
                    attributes.append(AttributeTypeAndValue(type: type, value: AttributeSyntax.value(text, of: type)))
                }
            }
            // A set may be out of order when it is read; writing it sorts it.
            if attributes.count > 1 { isAsWritten = false }
            parts.append(RelativeDistinguishedName(attributes))
        }
        let rebuilt = isAsWritten ? name : DistinguishedName(parts)
        if let domain, let fault = AttributeSyntax.fault(inDomain: rebuilt.values(of: OID.domainComponent)) {
            throw ValueError(type: OID.domainComponent, value: domain, fault: fault)
        }
        return rebuilt
    }

    /// More values than fit into the largest certificate. This limit is checked first, so that nobody makes the authority compare thousands of values
    /// with each other.
    private static let mostValues = 1_500

    /// The text of a value without blanks at its ends.
    private static func text(of attribute: AttributeTypeAndValue) throws(ValueError) -> String {
        let text: String
        switch attribute.value.kind {
        case .utf8, .bmp, .universal: text = attribute.value.string
        case .printable, .ia5, .numeric, .visible, .teletex: text = reread(attribute.value.string)
        case .other:
            throw ValueError(
                type: attribute.type,
                value: attribute.value.string,
                fault: NameError("is not text", remedy: "Write the value as UTF8String, or omit the attribute.")
            )
        }
        // A known type accepts any kind of string. The value of an unknown attribute must be a DirectoryString, because only that can be written
        // again in the same type.
        if attribute.value.kind == .ia5 || attribute.value.kind == .numeric || attribute.value.kind == .visible,
            !AttributeSyntax.isKnown(attribute.type)
        {
            throw ValueError(
                type: attribute.type,
                value: text,
                fault: NameError(
                    "belongs to an attribute that is not known here, and is not a DirectoryString",
                    remedy: "Write the value as UTF8String, or omit the attribute."
                )
            )
        }
        guard text.utf8.first == 0x20 || text.utf8.last == 0x20 else { return text }
        let trimmed = text.utf8.drop { $0 == 0x20 }
        guard let end = trimmed.lastIndex(where: { $0 != 0x20 }) else { return "" }
        return String(Substring(trimmed[...end]))
    }

    /// Text with one octet for each character. Octets that are valid UTF-8 were meant as UTF-8: many programs put UTF-8 into a TeletexString.
    private static func reread(_ latin1: String) -> String {
        if latin1.utf8.allSatisfy({ $0 < 0x80 }) { return latin1 }
        let octets = latin1.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        return String(validating: octets, as: UTF8.self) ?? latin1
    }
}
