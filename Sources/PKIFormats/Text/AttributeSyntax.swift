/// The syntax of the attributes of a distinguished name: string type, upper bound, permitted characters.
///
/// Sources: RFC 5280 appendix A.1, RFC 2985 appendix A, RFC 4519 (syntaxes and bounds); RFC 4518 §2.4 (characters that are ignored when
/// names are compared).
package enum AttributeSyntax {
    /// The string type of a value.
    package enum Form: Sendable {
        /// DirectoryString, for which new certificates use UTF8String.
        case directory
        case printable
        /// PrintableString of two letters.
        case country
        case ia5
        /// Not for names: the value is not text, or is a secret or a claim.
        case notText
    }

    package struct Row: Sendable {
        package let form: Form
        /// The largest number of characters, counted as Unicode scalars.
        package let bound: Int
    }

    package static func row(of type: OID) -> Row { rows[type] ?? Row(form: .directory, bound: 256) }

    /// Whether the syntax of the attribute is known; any other attribute counts as a DirectoryString.
    package static func isKnown(_ type: OID) -> Bool { rows[type] != nil || directoryStrings.contains(type) }

    /// The reason why a text cannot be the value of an attribute; nil when it can. Blanks at the ends are a fault here, because names are
    /// trimmed before.
    package static func fault(in text: String, of type: OID) -> NameError? {
        let row = row(of: type)
        var octets = 0
        var isPlain = true
        for octet in text.utf8 {
            octets += 1
            if octet < 0x20 || octet > 0x7E { isPlain = false }
        }
        if octets == 0 { return NameError("is empty", remedy: "Leave the attribute out or give it a value.") }
        if row.form == .notText {
            return NameError("is an attribute that has no place in a name", remedy: "Leave the attribute \(type.nameOrDotted) out.")
        }
        if !isPlain, text.unicodeScalars.allSatisfy(\.properties.isWhitespace), !text.unicodeScalars.contains(where: isForbidden) {
            return NameError("is blank", remedy: "Leave the attribute out or give it a value.")
        }
        if !isPlain, let scalar = text.unicodeScalars.first(where: isForbidden) {
            return NameError(
                "has the character \(name(of: scalar)), which is not allowed in a name",
                remedy: "Remove the character, and write text that is not ASCII as UTF8String."
            )
        }
        if text.utf8.first == 0x20 || text.utf8.last == 0x20 {
            return NameError("begins or ends with a blank", remedy: "Remove the blank.")
        }
        if octets > row.bound {
            let length = isPlain ? octets : text.unicodeScalars.count
            if length > row.bound {
                return NameError(
                    "is \(length) characters long; at most \(row.bound) are allowed",
                    remedy: "Shorten it to \(row.bound) characters."
                )
            }
        }
        switch row.form {
        case .printable where !AttributeText.isPrintable(text):
            return NameError(
                "has characters outside PrintableString",
                remedy: "Use letters, digits, blanks and ' ( ) + , - . / : = ? only."
            )
        case .country where octets != 2 || !text.utf8.allSatisfy(NameSyntax.isLetter):
            return NameError("is not a country code", remedy: "Use the two letters of ISO 3166.")
        case .ia5 where !isPlain:
            return NameError("has characters outside ASCII", remedy: "Use ASCII only.")
        default: break
        }
        switch type {
        case OID.emailAddress: return NameSyntax.fault(inMailbox: text)
        case OID.domainComponent:
            // RFC 4519 §2.4: one label. A number may be a label, but not the last one.
            guard NameSyntax.isLabel(text) else {
                return NameError(
                    "is not one label of a DNS name",
                    remedy: "Write one domainComponent for each label: DC=example,DC=com for example.com."
                )
            }
        default: break
        }
        return nil
    }

    /// The domain components of a name, the most significant first as in the name, together form a DNS name.
    package static func fault(inDomain components: [String]) -> NameError? {
        guard let top = components.first else { return nil }
        // Labels without fault form a name unless it is too long or ends with a number.
        let length = components.reduce(-1) { $0 + 1 + $1.utf8.count }
        if length <= 253, !top.utf8.allSatisfy(NameSyntax.isDigit), components.allSatisfy(NameSyntax.isLabel) { return nil }
        guard let fault = NameSyntax.fault(inDNSName: components.reversed().joined(separator: ".")) else { return nil }
        return NameError(
            "is one of several domain components whose DNS name \(fault.text)",
            remedy: "Write the labels of a DNS name, the top one first."
        )
    }

    /// The string type that a certificate uses for the attribute; `other` when the value is not text.
    package static func kind(of type: OID) -> AttributeText.Kind {
        switch row(of: type).form {
        case .directory: .utf8
        case .printable, .country: .printable
        case .ia5: .ia5
        case .notText: .other
        }
    }

    /// A text without fault in the string type of its attribute.
    package static func value(_ text: String, of type: OID) -> AttributeText {
        switch kind(of: type) {
        case .printable: AttributeText(printable: text) ?? AttributeText(utf8: text)
        case .ia5: AttributeText(ia5: text) ?? AttributeText(utf8: text)
        default: AttributeText(utf8: text)
        }
    }

    /// `U+0085`, followed by the character itself if it is visible.
    package static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return scalar.isASCII && scalar.value > 0x20 && scalar.value < 0x7F ? "\(code) (\(scalar))" : code
    }

    /// Control characters of both sets, characters that change the direction of text or are invisible, private and unassigned code points.
    package static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x02FF: false
        case 0x00AD, 0x061C, 0x115F, 0x1160, 0x180E, 0x3164, 0xFFA0, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFD:
            true
        default:
            switch scalar.properties.generalCategory {
            case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
    }

    /// DirectoryStrings without an upper bound of their own.
    private static let directoryStrings: Set<OID> = [
        OID.descriptionAttribute, OID.organizationIdentifier, OID.userID, OID.jurisdictionLocality, OID.jurisdictionStateOrProvince,
    ]

    /// In the order of appendix A.1; then PKCS #9, RFC 4519, RFC 3739 and the CA/Browser Forum's.
    private static let rows: [OID: Row] = [
        OID.nameAttribute: Row(form: .directory, bound: 32_768),
        OID.surname: Row(form: .directory, bound: 32_768),
        OID.givenName: Row(form: .directory, bound: 32_768),
        OID.initials: Row(form: .directory, bound: 32_768),
        OID.generationQualifier: Row(form: .directory, bound: 32_768),
        OID.commonName: Row(form: .directory, bound: 64),
        OID.locality: Row(form: .directory, bound: 128),
        OID.stateOrProvince: Row(form: .directory, bound: 128),
        OID.organization: Row(form: .directory, bound: 64),
        OID.organizationalUnit: Row(form: .directory, bound: 64),
        OID.title: Row(form: .directory, bound: 64),
        OID.distinguishedNameQualifier: Row(form: .printable, bound: 64),
        OID.country: Row(form: .country, bound: 2),
        OID.serialNumber: Row(form: .printable, bound: 64),
        OID.pseudonym: Row(form: .directory, bound: 128),
        OID.domainComponent: Row(form: .ia5, bound: 63),
        OID.emailAddress: Row(form: .ia5, bound: 255),
        OID.unstructuredName: Row(form: .ia5, bound: 255),
        OID.unstructuredAddress: Row(form: .directory, bound: 255),
        OID.streetAddress: Row(form: .directory, bound: 128),
        OID.postalCode: Row(form: .directory, bound: 40),
        OID.telephoneNumber: Row(form: .printable, bound: 32),
        OID.businessCategory: Row(form: .directory, bound: 128),
        OID.jurisdictionCountry: Row(form: .country, bound: 2),
        // A claim to be an account. Such a name belongs in an alternative name and comes from the directory.
        OID.Microsoft.userPrincipalName: Row(form: .notText, bound: 0),
        "2.5.4.45": Row(form: .notText, bound: 0),  // x500UniqueIdentifier
        "2.5.4.36": Row(form: .notText, bound: 0),  // userCertificate
        "1.2.840.113549.1.9.3": Row(form: .notText, bound: 0),  // contentType
        "1.2.840.113549.1.9.4": Row(form: .notText, bound: 0),  // messageDigest
        "1.2.840.113549.1.9.5": Row(form: .notText, bound: 0),  // signingTime
        "1.2.840.113549.1.9.7": Row(form: .notText, bound: 0),  // challengePassword: a secret
        "1.2.840.113549.1.9.14": Row(form: .notText, bound: 0),  // extensionRequest
        "1.2.840.113549.1.9.25.2": Row(form: .notText, bound: 0),  // encryptedPrivateKeyInfo
        "1.2.840.113549.1.9.25.5": Row(form: .notText, bound: 0),  // pKCS7PDU
        "2.16.840.1.113730.3.1.216": Row(form: .notText, bound: 0),  // userPKCS12
        "1.3.6.1.5.5.7.9.1": Row(form: .notText, bound: 0),  // dateOfBirth
        "1.3.6.1.5.5.7.9.3": Row(form: .notText, bound: 0),  // gender
        "1.3.6.1.5.5.7.9.4": Row(form: .country, bound: 2),  // countryOfCitizenship
        "1.3.6.1.5.5.7.9.5": Row(form: .country, bound: 2),  // countryOfResidence
    ]
}
